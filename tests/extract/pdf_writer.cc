#include "tests/extract/pdf_writer.h"

#include <openssl/evp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <utility>

namespace filing_review::extract {

namespace {

constexpr int kFirstObject = 10, kFirstPage = 1000;
constexpr char kFileId[] = "0123456789abcdef";
// The padding of PDF 32000-1, algorithm 2.
constexpr unsigned char kPadding[] = {
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A};

std::string Padding() { return {reinterpret_cast<const char*>(kPadding), sizeof kPadding}; }

std::string Md5(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int n = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &n, EVP_md5(), nullptr);
  return {reinterpret_cast<const char*>(digest), n};
}

std::string Rc4(const std::string& key, const std::string& bytes) {
  unsigned char state[256];
  std::iota(state, state + 256, 0);
  for (int i = 0, j = 0; i < 256; ++i) {
    j = (j + state[i] + static_cast<unsigned char>(key[static_cast<size_t>(i) % key.size()])) & 255;
    std::swap(state[i], state[j]);
  }
  std::string out = bytes;
  int i = 0, j = 0;
  for (char& c : out) {
    i = (i + 1) & 255;
    j = (j + state[i]) & 255;
    std::swap(state[i], state[j]);
    c = static_cast<char>(c ^ state[(state[i] + state[j]) & 255]);
  }
  return out;
}

std::string Hex(const std::string& bytes) {
  std::string out = "<";
  char pair[3];
  for (const char c : bytes) {
    snprintf(pair, sizeof pair, "%02x", static_cast<unsigned char>(c));
    out += pair;
  }
  return out + ">";
}

}  // namespace

void PdfWriter::AddPage(const std::string& content, const std::string& extra) {
  pages_.push_back({content, extra});
}

int PdfWriter::AddObject(const std::string& body) {
  objects_.push_back(body);
  return kFirstObject + static_cast<int>(objects_.size()) - 1;
}

std::string PdfWriter::Bytes() const {
  std::string key, trailer_extra;
  std::map<int, std::string> objects;
  if (encrypted_) {
    const std::string padded = (password_ + Padding()).substr(0, 32);
    const std::string owner = Rc4(Md5(padded).substr(0, 5), padded);
    key = Md5(padded + owner + "\xFC\xFF\xFF\xFF" + kFileId).substr(0, 5);
    objects[5] = "<< /Filter /Standard /V 1 /R 2 /P -4 /O " + Hex(owner) + " /U " +
                 Hex(Rc4(key, Padding())) + " >>";
    trailer_extra = " /Encrypt 5 0 R /ID [" + Hex(kFileId) + Hex(kFileId) + "]";
  }
  const auto stream = [&](int number, std::string content) {
    if (encrypted_) {
      std::string salted = key;
      for (const int byte : {number & 255, number >> 8 & 255, number >> 16 & 255, 0, 0}) {
        salted += static_cast<char>(byte);
      }
      content = Rc4(Md5(salted).substr(0, 10), content);
    }
    return "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream";
  };
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
  objects[4] =
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>";
  for (size_t i = 0; i < objects_.size(); ++i) {
    objects[kFirstObject + static_cast<int>(i)] = objects_[i];
  }
  std::string kids;
  for (size_t i = 0; i < pages_.size(); ++i) {
    const int page = kFirstPage + 2 * static_cast<int>(i);
    kids += std::to_string(page) + " 0 R ";
    std::string resources = " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> " + resources_ + " >>";
    if (pages_[i].extra.find("/Resources") != std::string::npos) resources.clear();
    objects[page] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]" + resources +
                    " /Contents " + std::to_string(page + 1) + " 0 R " + pages_[i].extra + " >>";
    objects[page + 1] = stream(page + 1, pages_[i].content);
  }
  objects[2] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>";

  std::string out = "%PDF-1.7\n";
  std::string table = "xref\n0 1\n0000000000 65535 f \n";
  for (const auto& [number, body] : objects) {
    char entry[64];
    snprintf(entry, sizeof entry, "%d 1\n%010zu 00000 n \n", number, out.size());
    table += entry;
    out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
  }
  const std::string start = std::to_string(out.size());
  out += table + "trailer\n<< /Root 1 0 R /Size 100000" + trailer_extra + " >>\nstartxref\n" +
         start + "\n%%EOF\n";
  return out;
}

int TemporaryFile(const std::string& bytes) {
  const int fd = memfd_create("filing", MFD_CLOEXEC);
  if (fd < 0) abort();
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t n = write(fd, bytes.data() + at, bytes.size() - at);
    if (n <= 0) abort();
    at += static_cast<size_t>(n);
  }
  return fd;
}

int PdfWriter::Write() const { return TemporaryFile(Bytes()); }

}  // namespace filing_review::extract
