// Workers that read pages: what becomes of a document when they fail, lie, hang or are too many.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "tests/extract/build_kind.h"
#include "tests/extract/read_document.h"

namespace filing_review::extract {
namespace {

TEST(Workers, APageThatCrashesIsNamedAndTheRestIsRead) {
  for (const int workers : {1, 2}) {
    ReadOptions options;
    options.workers = workers;
    const auto document = ReadFake("60\n7 crash\n31 memory\n40 crash_once\n50 rubbish\n", options);
    ASSERT_TRUE(document.ok()) << document.status();
    for (size_t i = 0; i < 60; ++i) {
      const Page& page = document->pages[i];
      const std::string want = i == 6 || i == 49 ? kReasonWorkerCrash
                               : i == 30         ? kReasonMemory
                                                 : "";
      EXPECT_EQ(page.unread_reason, want) << i + 1;
      EXPECT_EQ(page.number, static_cast<int>(i + 1));
      EXPECT_EQ(page.text, want.empty() ? "page " + std::to_string(i + 1) + "\n" : "");
    }
  }
}

// What a worker does on page 7 of 20, and what becomes of that page; all others are read.
TEST(Workers, WhateverAWorkerDoesItsPageAloneIsLost) {
  const struct {
    const char* deed;
    const char* reason;
    bool transient;
  } rows[] = {
      {"crash", kReasonWorkerCrash, false},   {"memory", kReasonMemory, false},
      {"allocate", kReasonMemory, false},     {"leave", kReasonWorkerCrash, false},
      {"killed", kReasonWorkerCrash, true},   {"close", kReasonWorkerCrash, true},
      {"half", kReasonWorkerCrash, false},    {"rubbish", kReasonWorkerCrash, false},
      {"length", kReasonWorkerCrash, false},  {"other_page", kReasonWorkerCrash, false},
      {"early", kReasonWorkerCrash, false},   {"info", kReasonWorkerCrash, false},
      {"failure", kReasonWorkerCrash, false}, {"columns", kReasonWorkerCrash, false},
      {"bytes", kReasonWorkerCrash, false},   {"far", kReasonWorkerCrash, false},
      {"reason", kReasonWorkerCrash, false},  {"hang", kReasonPageTime, true},
      {"spin", kReasonPageTime, true},        {"trickle", kReasonPageTime, true},
  };
  for (const auto& row : rows) {
    if (!kMemoryIsLimited && std::string_view(row.deed) == "allocate") continue;
    ReadOptions options;
    options.limits.page_seconds = 1;
    const auto document = ReadFake(std::string("20\n7 ") + row.deed + "\n", options);
    ASSERT_TRUE(document.ok()) << row.deed << document.status();
    for (size_t i = 0; i < 20; ++i) {
      const Page& page = document->pages[i];
      EXPECT_EQ(page.unread_reason, i == 6 ? row.reason : "") << row.deed << i + 1;
      EXPECT_EQ(page.unread_transient, i == 6 && row.transient) << row.deed << i + 1;
      EXPECT_EQ(page.text, i == 6 ? "" : "page " + std::to_string(i + 1) + "\n") << row.deed;
    }
  }
}

// The answer came, so the page counts; the worker is not trusted any further.
TEST(Workers, AnswersThatWereNotAskedForEndTheWorker) {
  for (const char* deed : {"twice", "flood"}) {
    const auto document = ReadFake(std::string("20\n7 ") + deed + "\n");
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_EQ(document->pages[6].text, "page 7\n") << deed;
    EXPECT_EQ(document->pages[6].unread_reason, "") << deed;
    // The page after it was not begun, but the worker was lost when it was due.
    EXPECT_EQ(document->pages[19].text, "page 20\n") << deed;
  }
}

TEST(Workers, MoreCharactersThanADocumentMayHaveAreNotKept) {
  ReadOptions options;
  options.limits.document_chars = 2'500'000;
  const auto document = ReadFake("6\n2 chars\n3 chars\n4 chars\n", options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[2].unread_reason, "");
  for (size_t i = 3; i < 6; ++i) {
    EXPECT_EQ(document->pages[i].unread_reason, kReasonDocumentChars);
    EXPECT_FALSE(document->pages[i].unread_transient);
    EXPECT_EQ(document->pages[i].text, "");
  }
}

TEST(Workers, SomeSlowPagesAreEnough) {
  ReadOptions options;
  options.limits.page_seconds = 1;
  options.limits.slow_pages = 2;
  const auto document = ReadFake("20\n3 hang\n5 hang\n7 hang\n", options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[2].unread_reason, kReasonPageTime);
  EXPECT_EQ(document->pages[3].text, "page 4\n");
  EXPECT_EQ(document->pages[4].unread_reason, kReasonPageTime);
  EXPECT_EQ(document->pages[6].unread_reason, kReasonDocumentTime);
  EXPECT_EQ(document->pages[19].unread_reason, kReasonDocumentTime);
}

TEST(Workers, APageThatHangsIsGivenUpAfterItsTime) {
  ReadOptions options;
  options.limits.page_seconds = 1;
  const auto document = ReadFake("20\n5 hang\n", options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[4].unread_reason, kReasonPageTime);
  EXPECT_TRUE(document->pages[4].unread_transient);
  EXPECT_EQ(document->pages[19].text, "page 20\n");
}

TEST(Workers, ADocumentThatTakesTooLongKeepsWhatWasRead) {
  ReadOptions options;
  options.limits.page_seconds = 30;
  options.limits.document_seconds = 1;
  options.limits.document_page_ms = 1;
  const auto document = ReadFake("20\n5 hang\n", options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[3].text, "page 4\n");
  EXPECT_EQ(document->pages[4].unread_reason, kReasonDocumentTime);
  EXPECT_EQ(document->pages[19].unread_reason, kReasonDocumentTime);
}

TEST(Workers, TooManyLostWorkersEndTheReading) {
  std::string script = "40\n";
  for (int i = 1; i <= 40; ++i) script += std::to_string(i) + " crash\n";
  ReadOptions options;
  options.limits.worker_restarts = 4;
  const auto document = ReadFake(script, options);
  ASSERT_TRUE(document.ok()) << document.status();
  for (const Page& page : document->pages) EXPECT_EQ(page.unread_reason, kReasonWorkerCrash);
}

TEST(Workers, LosingTheWorkerThatOpensIsAnError) {
  EXPECT_EQ(ReasonOf(ReadFake("5\n0 crash\n").status()), kReasonWorkerCrash);
  EXPECT_EQ(ReasonOf(ReadFake("5\n0 memory\n").status()), kReasonMemory);
  ReadOptions options;
  options.limits.page_seconds = 1;
  for (const char* deed : {"hang", "spin", "trickle"}) {
    EXPECT_EQ(ReasonOf(ReadFake(std::string("5\n0 ") + deed + "\n", options).status()),
              kReasonDocumentTime);
  }
  for (const char* deed : {"leave", "half", "rubbish", "length", "flood", "early", "columns"}) {
    EXPECT_EQ(ReasonOf(ReadFake(std::string("5\n0 ") + deed + "\n").status()), kReasonWorkerCrash)
        << deed;
  }
  EXPECT_EQ(ReasonOf(ReadFake("5\n0 failure\n").status()), kReasonNotAPdf);
  EXPECT_EQ(ReasonOf(ReadFake("5\n0 info\n").status()), kReasonTooManyPages);
}

// The outline comes behind the number of pages, while others read.
TEST(Workers, LosingTheOutlineIsAnError) {
  const struct {
    const char* deed;
    const char* reason;
  } rows[] = {{"crash", kReasonWorkerCrash},  {"memory", kReasonMemory},
              {"leave", kReasonWorkerCrash},  {"hang", kReasonDocumentTime},
              {"early", kReasonWorkerCrash},  {"info", kReasonWorkerCrash},
              {"outline", kReasonWorkerCrash}};
  for (const auto& row : rows) {
    for (const size_t padding : {0, 2 << 20}) {
      ReadOptions options;
      options.limits.page_seconds = 1;
      options.workers = 2;
      const std::string script = std::string("50\n-1 ") + row.deed + "\n";
      const auto document = ReadFake(script + std::string(padding, '\n'), options);
      EXPECT_EQ(ReasonOf(document.status()), row.reason) << row.deed;
    }
  }
}

// A large file has two workers from the start.
TEST(Workers, TwoFromTheStart) {
  for (const int pages : {1, 3, 200}) {
    for (const int workers : {0, 1, 2, 3}) {
      ReadOptions options;
      options.workers = workers;
      const auto document =
          ReadFake(std::to_string(pages) + "\n" + std::string(2 << 20, '\n'), options);
      ASSERT_TRUE(document.ok()) << document.status();
      ASSERT_EQ(document->pages.size(), static_cast<size_t>(pages));
      EXPECT_EQ(document->pages.back().text, "page " + std::to_string(pages) + "\n");
      ASSERT_EQ(document->outline.size(), 1u);
      EXPECT_EQ(document->outline[0].title, "Chapter");
    }
  }
}

TEST(Workers, CancellingEndsAtOnce) {
  std::atomic<bool> cancelled = false;
  ReadOptions options;
  options.cancelled = &cancelled;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    cancelled = true;
  });
  const auto begin = std::chrono::steady_clock::now();
  const auto document = ReadFake("20\n5 hang\n", options);
  canceller.join();
  EXPECT_EQ(document.status().code(), absl::StatusCode::kCancelled);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Workers, TheDeadlineEndsAWorkerThatHangsAndSaysSo) {
  for (const char* deeds : {"20\n5 hang\n", "20\n0 hang\n", "20\n5 trickle\n"}) {
    ReadOptions options;
    options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    const auto begin = std::chrono::steady_clock::now();
    const auto document = ReadFake(deeds, options);
    EXPECT_EQ(document.status().code(), absl::StatusCode::kDeadlineExceeded) << deeds;
    EXPECT_EQ(ReasonOf(document.status()), kReasonReviewDeadline);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  }
}

TEST(Workers, EachLossIsTold) {
  std::vector<std::string> lost;
  ReadOptions options;
  options.limits.page_seconds = 1;
  options.worker_lost = [&](const char* reason) { lost.emplace_back(reason); };
  ASSERT_TRUE(ReadFake("20\n", options).ok());
  EXPECT_EQ(lost, std::vector<std::string>{});
  ASSERT_TRUE(ReadFake("20\n3 hang\n5 memory\n", options).ok());
  // Out of memory among others, then once more alone.
  EXPECT_EQ(lost, (std::vector<std::string>{kReasonPageTime, kReasonMemory, kReasonMemory}));
}

TEST(Workers, ProgressCountsAllPages) {
  int32_t done = 0, all = 0;
  ReadOptions options;
  options.progress = [&](int32_t d, int32_t a) {
    EXPECT_GT(d, done);
    done = d;
    all = a;
  };
  ASSERT_TRUE(ReadFake("50\n3 crash\n", options).ok());
  EXPECT_EQ(done, 50);
  EXPECT_EQ(all, 50);
}

}  // namespace
}  // namespace filing_review::extract
