// The limits of extract/limits.h that read_workers_test.cc does not reach: each one fires, with its
// reason, and not earlier than it should.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "extract/read_error.h"
#include "extract/reader.h"
#include "tests/extract/beside_this_test.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

using Clock = std::chrono::steady_clock;

absl::StatusOr<Document> Read(int fd, const ReadOptions& options) {
  absl::StatusOr<Document> document = ReadPdf(fd, options);
  close(fd);
  return document;
}

absl::StatusOr<Document> ReadFake(const std::string& script, ReadOptions options) {
  options.worker_path = BesideThisTest("fake_read_worker");
  options.workers = 1;
  return Read(TemporaryFile(script), options);
}

// Each page adds its time to that of the document.
TEST(Limits, DocumentPageMs) {
  ReadOptions options;
  options.limits.page_seconds = 30;
  options.limits.document_seconds = 1;
  options.limits.document_page_ms = 75;
  const Clock::time_point begin = Clock::now();
  const auto document = ReadFake("20\n5 hang\n", options);
  const std::chrono::duration<double> took = Clock::now() - begin;
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[3].text, "page 4\n");
  EXPECT_EQ(document->pages[4].unread_reason, kReasonDocumentTime);
  EXPECT_TRUE(document->pages[4].unread_transient);
  EXPECT_EQ(document->pages[19].unread_reason, kReasonDocumentTime);
  EXPECT_GE(took.count(), 2.4);  // a second, and 20 pages of 75 ms
  EXPECT_LT(took.count(), 20);   // and not the time of a page
}

TEST(Limits, FileBytes) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 9 700 Td (text) Tj ET");
  const std::string bytes = writer.Bytes();
  ReadOptions options;
  options.limits.file_bytes = static_cast<int64_t>(bytes.size());
  EXPECT_TRUE(Read(TemporaryFile(bytes), options).ok());
  --options.limits.file_bytes;
  EXPECT_EQ(ReasonOf(Read(TemporaryFile(bytes), options).status()), kReasonFileTooLarge);
}

TEST(Limits, Pages) {
  ReadOptions options;
  options.limits.pages = 20;
  EXPECT_TRUE(ReadFake("20\n", options).ok());
  EXPECT_EQ(ReasonOf(ReadFake("21\n", options).status()), kReasonTooManyPages);
}

TEST(Limits, PageChars) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 9 700 Td (0123456789) Tj ET");
  writer.AddPage("BT /F1 10 Tf 9 700 Td (012345678901) Tj ET");
  ReadOptions options;
  options.limits.page_chars = 11;
  const auto document = Read(writer.Write(), options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[0].unread_reason, "");
  EXPECT_EQ(document->pages[1].unread_reason, kReasonPageChars);
  EXPECT_FALSE(document->pages[1].unread_transient);
}

// One lost worker more than allowed, and the rest is given up; that many, and it is read.
TEST(Limits, WorkerRestarts) {
  ReadOptions options;
  options.limits.worker_restarts = 6;  // a page that crashes costs two workers
  const auto enough = ReadFake("20\n3 crash\n5 crash\n7 crash\n", options);
  ASSERT_TRUE(enough.ok()) << enough.status();
  EXPECT_EQ(enough->pages[19].text, "page 20\n");
  options.limits.worker_restarts = 5;
  const auto exceeded = ReadFake("20\n3 crash\n5 crash\n7 crash\n", options);
  ASSERT_TRUE(exceeded.ok()) << exceeded.status();
  EXPECT_EQ(exceeded->pages[19].unread_reason, kReasonWorkerCrash);
}

}  // namespace
}  // namespace filing_review::extract
