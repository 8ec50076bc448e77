// The limits of exports that take more than the brief: pandoc and pictures of pages.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>

#include "extract/read_error.h"
#include "extract/worker_process.h"
#include "service/export/brief_export.h"
#include "service/export/pandoc.h"
#include "service/pipeline.h"
#include "service/service_error.h"
#include "tests/extract/build_kind.h"

namespace filing_review::service {
namespace {

using extract::ReasonOf;

absl::StatusOr<std::string> Convert(const std::string& markdown, const ExportLimits& limits = {}) {
  return MarkdownToDocx(markdown, "A brief", "zh-Hant", extract::WorkerProgram("fake_converter"),
                        limits);
}

TEST(Docx, TheConverterIsToldWhatItMakesAndWhatItMayTake) {
  if (!extract::kMemoryIsLimited) GTEST_SKIP() << "the converter cannot start in this build";
  ExportLimits limits;
  limits.docx_seconds = 7;
  limits.docx_memory_bytes = 300 << 20;
  EXPECT_EQ(Convert("echo", limits).value_or("failed"),
            "--from=gfm\n--to=docx\n--metadata=title:A brief\n--metadata=lang:zh-Hant\n"
            "--output=-\n");
  EXPECT_EQ(Convert("limits", limits).value_or("failed"), "314572800 7");
}

TEST(Docx, EachLimitAndFailureHasItsReason) {
  if (!extract::kMemoryIsLimited) GTEST_SKIP() << "the converter cannot start in this build";
  ExportLimits small;
  small.docx_seconds = 1;
  small.docx_memory_bytes = 400 << 20;
  small.docx_bytes = 100'000;
  const struct {
    const char* what;
    absl::StatusCode code;
    const char* reason;
    const char* message;
  } rows[] = {
      {"hang", absl::StatusCode::kOutOfRange, kReasonDocxLimit,
       "the DOCX takes longer than the limit of 1 seconds; choose another format"},
      {"processor", absl::StatusCode::kOutOfRange, kReasonDocxLimit,
       "the DOCX takes more than the limit of 1 seconds of a processor; choose another format"},
      {"memory", absl::StatusCode::kOutOfRange, kReasonDocxLimit,
       "the DOCX takes more than the limit of 419430400 bytes of memory; choose another format"},
      {"flood", absl::StatusCode::kOutOfRange, kReasonDocxLimit,
       "the DOCX has more than the limit of 100000 bytes; choose another format"},
      {"half", absl::StatusCode::kInternal, kReasonDocxFailed,
       "pandoc could not make a DOCX of the brief; choose another format"},
      {"crash", absl::StatusCode::kInternal, kReasonDocxFailed,
       "pandoc could not make a DOCX of the brief; choose another format"},
      {"close", absl::StatusCode::kInternal, kReasonDocxFailed,
       "pandoc could not make a DOCX of the brief; choose another format"},
  };
  for (const auto& row : rows) {
    const auto start = std::chrono::steady_clock::now();
    const absl::Status status = Convert(row.what, small).status();
    EXPECT_EQ(status.code(), row.code) << row.what;
    EXPECT_EQ(ReasonOf(status), row.reason) << row.what;
    EXPECT_EQ(status.message(), row.message) << row.what;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(15)) << row.what;
  }
}

TEST(Docx, WithoutPandocSaysWhatToInstall) {
  ExportRequest request;
  request.format = render::Format::kDocx;
  request.pandoc_path = "/none/at/all";
  absl::Status status = ExportBrief({}, request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnimplemented);
  EXPECT_EQ(ReasonOf(status), kReasonPandocMissing);
  EXPECT_EQ(status.message(),
            "a DOCX is made by pandoc, which is not installed; install the package pandoc or "
            "choose another format");
  request.pandoc_path = FILING_REVIEW_CORPUS;
  EXPECT_EQ(ReasonOf(ExportBrief({}, request).status()), kReasonDocxFailed)
      << "a folder is no program";
}

// What pandoc itself says where its memory is not enough, which fake_converter only claims.
TEST(Docx, PandocsOwnWantOfMemoryIsTheLimit) {
  if (!extract::kMemoryIsLimited) GTEST_SKIP() << "the converter cannot start in this build";
  if (access("/usr/bin/pandoc", X_OK) != 0) GTEST_SKIP() << "pandoc is not installed";
  std::string markdown;
  for (int i = 0; i < 40'000; ++i) markdown += "# Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n";
  ExportLimits limits;
  limits.docx_memory_bytes = 512 << 20;
  const absl::Status status = MarkdownToDocx(markdown, "t", "en", "", limits).status();
  EXPECT_EQ(ReasonOf(status), kReasonDocxLimit) << status;
  EXPECT_NE(status.message().find("bytes of memory"), std::string::npos) << status;
}

class PicturesTest : public testing::Test {
 protected:
  void SetUp() override {
    fd_ = open(FILING_REVIEW_CORPUS "/2022_cinderleaf_f1_en.pdf", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(fd_, 0);
    const auto pipeline = Pipeline::Create("");
    ASSERT_TRUE(pipeline.ok()) << pipeline.status();
    auto brief = (*pipeline)->ReviewFiling({{fd_, v1::DOCUMENT_ROLE_MAIN}}, {});
    ASSERT_TRUE(brief.ok()) << brief.status();
    brief_ = *std::move(brief);
  }
  void TearDown() override { close(fd_); }

  // The page, and how many pictures are in it.
  std::pair<std::string, int> Html(const ExportLimits& limits) const {
    ExportRequest request;
    request.format = render::Format::kHtml;
    request.pdf_fd = fd_;
    request.limits = limits;
    const absl::StatusOr<std::string> html = ExportBrief(brief_, request);
    EXPECT_TRUE(html.ok()) << html.status();
    if (!html.ok()) return {};
    int count = 0;
    const std::string picture = "src=\"data:image/png;base64,";
    for (size_t at = 0; (at = html->find(picture, at)) != std::string::npos; ++at) ++count;
    return {*html, count};
  }

  static std::string Left(int pages) {
    return "Pages with evidence that are not shown: " + std::to_string(pages);
  }

  int fd_ = -1;
  v1::ReviewBrief brief_;
};

TEST_F(PicturesTest, BeyondTheirBytesAreLeftOutAndCounted) {
  const auto [whole, all] = Html({});
  ASSERT_GT(all, 2);
  EXPECT_EQ(whole.find(Left(1).substr(0, 20)), std::string::npos) << "all are shown";
  ExportLimits limits;
  limits.pdf.picture_bytes = 0;
  const auto [none, no_pictures] = Html(limits);
  EXPECT_EQ(no_pictures, 0);
  EXPECT_NE(none.find(Left(all)), std::string::npos) << "the page says how many are left out";
  // The bytes of all pictures count, not those of each.
  int shown = 0;
  for (limits.pdf.picture_bytes = 1 << 10; shown < all; limits.pdf.picture_bytes *= 2) {
    ASSERT_LE(limits.pdf.picture_bytes, ExportLimits().pdf.picture_bytes);
    const auto [html, count] = Html(limits);
    EXPECT_GE(count, shown);
    if (count > 0 && count < all) {
      EXPECT_NE(html.find(Left(all - count)), std::string::npos) << count;
    }
    shown = count;
  }
  EXPECT_EQ(shown, all);
}

TEST_F(PicturesTest, BeyondTheirPagesAreLeftOutAndCounted) {
  const int all = Html({}).second;
  ExportLimits limits;
  limits.pdf.picture_pages = 1;
  const auto [html, count] = Html(limits);
  EXPECT_EQ(count, 1);
  EXPECT_NE(html.find(Left(all - 1)), std::string::npos);
}

}  // namespace
}  // namespace filing_review::service
