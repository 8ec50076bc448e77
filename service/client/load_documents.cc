#include "service/client/load_documents.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

namespace filing_review::service {

std::string MadeUpProspectus(int pages, uint64_t number) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  for (int page = 0; page < pages; ++page) {
    const std::string text =
        "BT /F1 11 Tf 72 740 Td 14 TL (Amber Kite Tutoring Limited - Prospectus " +
        std::to_string(number) + ", page " + std::to_string(page + 1) +
        ") Tj T* (Our application had over " + std::to_string(2 + number % 90) + "." +
        std::to_string(page % 10) +
        " million registered users as of December 31, 2023.) Tj T* "
        "(We collect names and telephone numbers of our users with their consent.) Tj ET";
    objects.push_back("<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text +
                      "\nendstream");
    const std::string content = std::to_string(objects.size());
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << "
        "/F1 3 0 R >> >> /Contents " +
        content + " 0 R >>");
    kids += std::to_string(objects.size()) + " 0 R ";
  }
  objects[1] = "<< /Type /Pages /Count " + std::to_string(pages) + " /Kids [" + kids + "] >>";
  std::string pdf = "%PDF-1.4\n", table;
  for (size_t i = 0; i < objects.size(); ++i) {
    char place[32];
    std::snprintf(place, sizeof place, "%010zu 00000 n \n", pdf.size());
    table += place;
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string size = std::to_string(objects.size() + 1);
  const std::string start = std::to_string(pdf.size());
  return pdf + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
         " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

absl::StatusOr<std::string> FileWithNumber(const std::string& path, uint64_t number) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  if (!in || !(bytes << in.rdbuf())) return absl::NotFoundError(path + " cannot be read");
  return bytes.str() + "\n% " + std::to_string(number) + "\n";
}

absl::StatusOr<int> OpenInMemory(const std::string& bytes) {
  const int fd = memfd_create("filing", MFD_CLOEXEC);
  size_t at = 0;
  while (fd >= 0 && at < bytes.size()) {
    const ssize_t n = write(fd, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      close(fd);
      return absl::UnavailableError(std::strerror(errno));
    }
    at += static_cast<size_t>(n);
  }
  if (fd < 0) return absl::UnavailableError(std::strerror(errno));
  return fd;
}

}  // namespace filing_review::service
