// What isolation costs: processor time of reading the given filings in this process, in workers
// that are not locked down, and as it is done.
//
//   build/bin/isolation_cost ../shared/real/*.pdf
//
// Each reading is a process of its own; of three rounds the least counts.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "extract/line_layout.h"
#include "extract/pdf_file.h"
#include "extract/reader.h"
#include "extract/running_lines.h"
#include "extract/text_health.h"

namespace filing_review::extract {
namespace {

bool ReadHere(int fd, const Limits& limits) {
  struct stat status;
  fstat(fd, &status);
  const size_t size = static_cast<size_t>(status.st_size);
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  PdfFile file;
  if (file.Open(static_cast<const char*>(bytes), size, "") != nullptr) return false;
  Document document;
  document.pages.resize(static_cast<size_t>(file.page_count()));
  PageGlyphs glyphs;
  for (int n = 1; n <= file.page_count(); ++n) {
    Page& page = document.pages[static_cast<size_t>(n - 1)];
    file.ReadPage(n, static_cast<size_t>(limits.page_chars), &glyphs);
    LayOutPage(glyphs, &page);
    JudgeText(glyphs, &page);
  }
  document.page_count = file.page_count();
  MarkRunningLines(&document);
  return true;
}

// Processor seconds, or a negative number where the filing could not be read.
double SecondsOf(const char* path, const std::string& worker) {
  const pid_t child = fork();
  if (child == 0) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    ReadOptions options;
    options.workers = 1;
    options.worker_path = worker;
    _exit((worker.empty() ? ReadHere(fd, options.limits) : ReadPdf(fd, options).ok()) ? 0 : 1);
  }
  int status = 0;
  rusage used;
  wait4(child, &status, 0, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return status == 0 ? seconds(used.ru_utime) + seconds(used.ru_stime) : -1;
}

int Run(int count, char** paths) {
  char self[4096];
  const ssize_t n = readlink("/proc/self/exe", self, sizeof self);
  std::string folder(self, static_cast<size_t>(std::max<ssize_t>(n, 0)));
  folder.resize(folder.rfind('/') + 1);
  const std::string workers[] = {"", folder + "unconfined_read_worker",
                                 folder + "filing-review-read-worker"};
  double sums[3] = {};
  for (int i = 0; i < count; ++i) {
    for (int mode = 0; mode < 3; ++mode) {
      double least = 1e9;
      for (int round = 0; round < 3; ++round) {
        least = std::min(least, SecondsOf(paths[i], workers[mode]));
      }
      if (least < 0) {
        fprintf(stderr, "isolation_cost: %s cannot be read\n", paths[i]);
        return 1;
      }
      sums[mode] += least;
    }
  }
  const char* const names[] = {"in this process", "in a worker", "in a worker, locked down"};
  for (int mode = 0; mode < 3; ++mode) {
    printf("%-26s %6.2f s of processor time, %.3f\n", names[mode], sums[mode],
           sums[mode] / sums[0]);
  }
  return 0;
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) { return filing_review::extract::Run(argc - 1, argv + 1); }
