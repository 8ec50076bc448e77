// Reads PDFs, and scripts of workers that misbehave, and looks that no worker is left.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "extract/reader.h"
#include "tests/extract/beside_this_test.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {

// No child of this process is left, running or dead.
inline bool NoChildLeft() { return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

// Closes `fd`.
inline absl::StatusOr<Document> Read(int fd, const ReadOptions& options = {}) {
  absl::StatusOr<Document> document = ReadPdf(fd, options);
  EXPECT_TRUE(NoChildLeft());
  if (fd >= 0) close(fd);
  return document;
}

inline absl::StatusOr<Document> ReadFake(const std::string& script, ReadOptions options = {}) {
  options.worker_path = BesideThisTest("fake_read_worker");
  return Read(TemporaryFile(script), options);
}

inline std::string TextOf(const Document& document, size_t page) {
  return document.pages[page].text;
}

}  // namespace filing_review::extract
