// Recognition of pages: its limits, and render workers that fail.
#include "extract/ocr.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

#include "extract/read_error.h"
#include "tests/extract/beside_this_test.h"
#include "tests/extract/build_kind.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

// `pages` pages; all but the first have no text. The first one settles the language.
Document ScannedDocument(int pages) {
  Document document;
  document.page_count = pages;
  for (int i = 1; i <= pages; ++i) {
    Page& page = document.pages.emplace_back();
    page.number = i;
    if (i == 1) {
      page.text = "An English page that has more than enough letters to tell its script.\n";
    } else {
      page.unread_reason = kReasonNoText;
    }
  }
  return document;
}

ReadOptions FakeOptions(OcrMode mode = OcrMode::kAuto) {
  ReadOptions options;
  options.ocr = mode;
  options.render_worker_path = BesideThisTest("fake_render_worker");
  return options;
}

absl::Status Recognize(int fd, const ReadOptions& options, Document* document) {
  const absl::Status status = RecognizePages(fd, options, document);
  EXPECT_TRUE(waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD) << "a worker is left";
  close(fd);
  return status;
}

std::string FirstLine(const Page& page) { return page.text.substr(0, page.text.find('\n')); }

// What a worker does on page 7 of 12, and what becomes of that page; all others are recognised.
TEST(RenderWorkers, WhateverAWorkerDoesItsPageAloneIsLost) {
  const struct {
    const char* deed;
    const char* reason;
    bool transient;
  } rows[] = {
      {"crash", kReasonWorkerCrash, false},      {"crash_once", "", false},
      {"memory", kReasonMemory, false},          {"allocate", kReasonMemory, false},
      {"leave", kReasonWorkerCrash, false},      {"killed", kReasonWorkerCrash, true},
      {"close", kReasonWorkerCrash, true},       {"half", kReasonWorkerCrash, false},
      {"rubbish", kReasonWorkerCrash, false},    {"length", kReasonWorkerCrash, false},
      {"other_page", kReasonWorkerCrash, false}, {"empty", kReasonWorkerCrash, false},
      {"failure", kReasonPageDamaged, false},    {"text", kReasonWorkerCrash, false},
      {"unsure", kReasonOcrNoText, false},       {"columns", kReasonWorkerCrash, false},
      {"bytes", kReasonWorkerCrash, false},      {"far", kReasonWorkerCrash, false},
      {"reason", kReasonWorkerCrash, false},     {"hang", kReasonPageTime, true},
      {"spin", kReasonPageTime, true},           {"trickle", kReasonPageTime, true},
  };
  for (const int workers : {1, 2}) {
    for (const auto& row : rows) {
      SCOPED_TRACE(row.deed);
      if (!kMemoryIsLimited && std::string_view(row.deed) == "allocate") continue;
      ReadOptions options = FakeOptions();
      options.workers = workers;
      options.limits.ocr_page_seconds = 1;
      Document document = ScannedDocument(12);
      const absl::Status status =
          Recognize(TemporaryFile(std::string("7 ") + row.deed + "\n"), options, &document);
      ASSERT_TRUE(status.ok()) << status;
      for (const Page& page : document.pages) {
        if (page.number == 1) continue;
        const std::string reason = page.number == 7 ? row.reason : "";
        EXPECT_EQ(page.unread_reason, reason) << page.number;
        EXPECT_EQ(page.unread_transient, page.number == 7 && row.transient) << page.number;
        EXPECT_EQ(page.from_ocr, reason.empty()) << page.number;
        EXPECT_EQ(FirstLine(page), reason.empty() ? "page " + std::to_string(page.number) : "");
      }
      EXPECT_FALSE(document.pages[0].from_ocr);
    }
  }
}

// The first answer counts; what follows it is not asked for and costs no other page.
TEST(RenderWorkers, AWorkerThatAnswersWithoutEndEndsSoon) {
  ReadOptions options = FakeOptions();
  options.limits.ocr_page_seconds = 2;
  Document document = ScannedDocument(4);
  const auto begun = std::chrono::steady_clock::now();
  const absl::Status status = Recognize(TemporaryFile("3 flood\n"), options, &document);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
  EXPECT_EQ(FirstLine(document.pages[1]), "page 2");
  EXPECT_EQ(FirstLine(document.pages[2]), "page 3");
  EXPECT_EQ(FirstLine(document.pages[3]), "page 4");
}

TEST(RenderWorkers, WithoutWorkersRecognitionFailsAndSaysWhatToDo) {
  const struct {
    const char* deed;
    const char* words;
  } rows[] = {{"setup", "seccomp"}, {"language", "install tesseract-ocr-chi-sim"}};
  for (const auto& row : rows) {
    Document document = ScannedDocument(3);
    const absl::Status status =
        Recognize(TemporaryFile(std::string("2 ") + row.deed), FakeOptions(), &document);
    EXPECT_EQ(ReasonOf(status), kReasonWorkerStart) << status;
    EXPECT_NE(status.message().find(row.words), absl::string_view::npos) << status;
  }
  ReadOptions options = FakeOptions();
  options.render_worker_path = "/nowhere/filing-review-render-worker";
  Document document = ScannedDocument(3);
  EXPECT_EQ(ReasonOf(Recognize(TemporaryFile("x"), options, &document)), kReasonWorkerStart);
}

TEST(OcrLimits, WorkersAreToldTheirs) {
  ReadOptions options = FakeOptions();
  options.limits.ocr_worker_bytes = 111;
  options.limits.ocr_page_seconds = 20;
  options.limits.ocr_pixels = 333;
  options.limits.page_chars = 444;
  Document document = ScannedDocument(3);
  ASSERT_TRUE(Recognize(TemporaryFile("0 x"), options, &document).ok());
  // Memory, processor seconds (two pages and a start), pixels, characters, languages.
  EXPECT_EQ(document.pages[1].text, "page 2\n111 50 333 444 eng\n");
}

TEST(OcrLimits, PagesBeyondTheNumberAreNamedUnlessAllAreWanted) {
  for (const OcrMode mode : {OcrMode::kAuto, OcrMode::kForce}) {
    ReadOptions options = FakeOptions(mode);
    options.limits.ocr_pages = 2;
    Document document = ScannedDocument(5);
    ASSERT_TRUE(Recognize(TemporaryFile("0 x"), options, &document).ok());
    for (const Page& page : document.pages) {
      if (page.number == 1) continue;
      const bool read = mode == OcrMode::kForce || page.number <= 3;
      EXPECT_EQ(page.unread_reason, read ? "" : kReasonOcrPages) << page.number;
      EXPECT_EQ(page.from_ocr, read) << page.number;
      EXPECT_FALSE(page.unread_transient) << page.number;
    }
  }
}

TEST(OcrLimits, PagesNotDoneInTheTimeAreNamedAndTheOthersKept) {
  ReadOptions options = FakeOptions();
  options.workers = 1;
  options.limits.ocr_seconds = 1;
  Document document = ScannedDocument(5);
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(Recognize(TemporaryFile("3 hang"), options, &document).ok());
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
  EXPECT_EQ(FirstLine(document.pages[1]), "page 2");
  for (const size_t i : {2u, 3u, 4u}) {
    EXPECT_EQ(document.pages[i].unread_reason, kReasonOcrTime) << i + 1;
    EXPECT_TRUE(document.pages[i].unread_transient) << i + 1;
  }
}

TEST(OcrLimits, LostWorkersHaveANumber) {
  ReadOptions options = FakeOptions();
  options.workers = 1;
  options.limits.worker_restarts = 1;
  Document document = ScannedDocument(6);
  ASSERT_TRUE(Recognize(TemporaryFile("2 crash\n3 crash\n"), options, &document).ok());
  for (const size_t i : {1u, 2u, 3u, 4u, 5u}) {
    EXPECT_EQ(document.pages[i].unread_reason, kReasonWorkerCrash) << i + 1;
    EXPECT_EQ(document.pages[i].unread_transient, i > 2) << i + 1;
  }
}

// The real worker: its memory is bounded before it looks at the page.
TEST(OcrLimits, AWorkerShortOfMemoryLosesItsPage) {
  if (!kMemoryIsLimited) GTEST_SKIP() << "no limit on address space in this build";
  PdfWriter writer;
  for (int i = 0; i < 2; ++i) writer.AddPage("");
  ReadOptions options;
  options.ocr = OcrMode::kAuto;
  options.limits.ocr_worker_bytes = int64_t{64} << 20;
  Document document = ScannedDocument(2);
  ASSERT_TRUE(Recognize(writer.Write(), options, &document).ok());
  EXPECT_EQ(document.pages[1].unread_reason, kReasonMemory);
  EXPECT_FALSE(document.pages[1].unread_transient);
}

TEST(OcrLimits, CancellingEndsTheWorkers) {
  ReadOptions options = FakeOptions();
  std::atomic<bool> cancelled{false};
  options.cancelled = &cancelled;
  Document document = ScannedDocument(3);
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    cancelled = true;
  });
  const absl::Status status = Recognize(TemporaryFile("2 hang"), options, &document);
  canceller.join();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
}

TEST(OcrLimits, TheDeadlineEndsTheWorkers) {
  ReadOptions options = FakeOptions();
  options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
  Document document = ScannedDocument(3);
  const absl::Status status = Recognize(TemporaryFile("2 hang"), options, &document);
  EXPECT_EQ(ReasonOf(status), kReasonReviewDeadline) << status;
}

// What the page has counts more than a failure to recognise it.
TEST(Recognition, AForcedPageKeepsItsTextWhereRecognitionFails) {
  for (const char* deed : {"crash", "memory", "unsure"}) {
    Document document = ScannedDocument(2);
    const std::string text = document.pages[0].text;
    ASSERT_TRUE(
        Recognize(TemporaryFile(std::string("1 ") + deed), FakeOptions(OcrMode::kForce), &document)
            .ok());
    EXPECT_EQ(document.pages[0].text, text) << deed;
    EXPECT_EQ(document.pages[0].unread_reason, "") << deed;
    EXPECT_FALSE(document.pages[0].from_ocr) << deed;
    EXPECT_TRUE(document.pages[1].from_ocr) << deed;
  }
}

// Poppler paints text whose font is not embedded only where the system has a like font.
TEST(Recognition, AForcedPageKeepsItsTextWhereItsPictureShowsMuchLess) {
  for (const bool longer : {true, false}) {
    Document document = ScannedDocument(2);
    if (longer) document.pages[0].text += "And a second line, which the picture does not show.\n";
    if (!longer) document.pages[0].text = "Not much.\n";
    const std::string text = document.pages[0].text;
    ASSERT_TRUE(Recognize(TemporaryFile("0 x"), FakeOptions(OcrMode::kForce), &document).ok());
    EXPECT_EQ(document.pages[0].from_ocr, !longer);
    EXPECT_EQ(document.pages[0].text == text, longer);
  }
}

}  // namespace
}  // namespace filing_review::extract
