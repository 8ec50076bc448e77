#include "extract/reader.h"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "tests/extract/beside_this_test.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

// No child of this process is left, running or dead.
bool NoChildLeft() { return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

absl::StatusOr<Document> Read(int fd, const ReadOptions& options = {}) {
  absl::StatusOr<Document> document = ReadPdf(fd, options);
  EXPECT_TRUE(NoChildLeft());
  if (fd >= 0) close(fd);
  return document;
}

absl::StatusOr<Document> ReadFake(const std::string& script, ReadOptions options = {}) {
  options.worker_path = BesideThisTest("fake_read_worker");
  return Read(TemporaryFile(script), options);
}

std::string TextOf(const Document& document, size_t page) { return document.pages[page].text; }

TEST(ReadPdf, ReadsTextWithABoxForEveryChar) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 100 700 Td (Over 5 million) Tj ET");
  const auto document = Read(writer.Write());
  ASSERT_TRUE(document.ok()) << document.status();
  const Page& page = document->pages.at(0);
  EXPECT_EQ(page.text, "Over 5 million\n");
  EXPECT_EQ(page.width, 60000);
  EXPECT_EQ(page.height, 80000);
  ASSERT_EQ(page.lines.size(), 1u);
  const Line& line = page.lines[0];
  EXPECT_EQ(line.font_size, 1000);
  const Box five = page.CharBox(line, 5);
  // Helvetica: O 778, v 500, e 556, r 333, space 278, 5 556 thousandths.
  EXPECT_NEAR(five.x0, 10000 + 2445, 2);
  EXPECT_NEAR(five.x1, 10000 + 3001, 2);
  // The baseline is 100 points below the top.
  EXPECT_LT(five.y0, 9300);
  EXPECT_GT(five.y0, 9000);
  EXPECT_GT(five.y1, 10000);
  EXPECT_LT(five.y1, 10300);
}

TEST(ReadPdf, TellsTheMemoryOfItsWorkers) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 100 700 Td (Over 5 million) Tj ET");
  WorkerUsage usage;
  ReadOptions options;
  options.usage = &usage;
  const std::vector<char> ballast(size_t{256} << 20, 'x');  // of this process, not of a worker
  ASSERT_TRUE(Read(writer.Write(), options).ok());
  EXPECT_EQ(ballast.back(), 'x');
  EXPECT_GT(usage.peak_bytes, 1 << 20);
  EXPECT_LT(usage.peak_bytes, 200 << 20);
}

TEST(ReadPdf, PageIsTheCropBoxAsDisplayed) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 100 700 Td (inside) Tj 0 80 Td (outside) Tj ET",
                 "/CropBox [50 100 350 750]");
  writer.AddPage("BT /F1 10 Tf 0 1 -1 0 110 200 Tm (turned) Tj ET", "/Rotate 90");
  writer.AddPage("BT /F1 10 Tf 0 1 -1 0 110 200 Tm (upwards) Tj ET");
  const auto document = Read(writer.Write());
  ASSERT_TRUE(document.ok()) << document.status();
  const Page& cropped = document->pages[0];
  EXPECT_EQ(cropped.text, "inside\n");
  EXPECT_EQ(cropped.hidden_glyphs, 7u);
  EXPECT_EQ(cropped.width, 30000);
  EXPECT_EQ(cropped.height, 65000);
  EXPECT_NEAR(cropped.CharBox(cropped.lines[0], 0).x0, 5000, 2);
  const Page& turned = document->pages[1];
  EXPECT_EQ(turned.text, "turned\n");
  EXPECT_EQ(turned.width, 80000);
  EXPECT_EQ(turned.height, 60000);
  EXPECT_EQ(turned.rotation, 90);
  EXPECT_EQ(turned.lines[0].direction, Direction::kRight);
  EXPECT_NEAR(turned.CharBox(turned.lines[0], 0).x0, 20000, 2);
  const Page& upwards = document->pages[2];
  EXPECT_EQ(upwards.text, "upwards\n");
  EXPECT_EQ(upwards.lines[0].direction, Direction::kUp);
  const Box u = upwards.CharBox(upwards.lines[0], 0);
  EXPECT_NEAR(u.y1, 60000, 2);  // it starts at the bottom and runs up
  EXPECT_LT(u.x0, 11000);
  EXPECT_GT(u.x1, 11000);
}

TEST(ReadPdf, InvisibleTextIsHiddenUnlessItIsTheTextLayerOfAScan) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 100 700 Td (seen) Tj 3 Tr 0 -20 Td (unseen) Tj ET");
  writer.AddPage("q 600 0 0 800 0 0 cm /Im1 Do Q BT 3 Tr /F1 10 Tf 100 700 Td (scan layer) Tj ET");
  writer.AddPage("q 600 0 0 800 0 0 cm /Im1 Do Q");
  writer.AddPage("");
  const int image = writer.AddObject(
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
      "/DeviceGray /Length 1 >>\nstream\n0\nendstream");
  writer.SetResources("/XObject << /Im1 " + std::to_string(image) + " 0 R >>");
  const auto document = Read(writer.Write());
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(TextOf(*document, 0), "seen\n");
  EXPECT_EQ(document->pages[0].hidden_glyphs, 6u);
  EXPECT_EQ(TextOf(*document, 1), "scan layer\n");
  EXPECT_TRUE(document->pages[1].image_page);
  EXPECT_EQ(document->pages[2].unread_reason, kReasonNoText);
  EXPECT_EQ(document->pages[3].unread_reason, "");  // blank: there was nothing to read
}

TEST(ReadPdf, PagesWhoseFontNamesContradictEachOtherKeepTheirFonts) {
  PdfWriter writer;
  // The page's own resources replace the ones that the writer gives, so F1 is bold on each second.
  for (int i = 0; i < 6; ++i) {
    writer.AddPage("BT /F1 10 Tf 100 700 Td (weight) Tj ET",
                   i % 2 == 1 ? "/Resources << /Font << /F1 4 0 R >> >>" : "");
  }
  const auto document = Read(writer.Write());
  ASSERT_TRUE(document.ok()) << document.status();
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(document->pages[i].fonts.at(0).name, i % 2 == 1 ? "Helvetica-Bold" : "Helvetica");
    EXPECT_EQ(document->pages[i].lines.at(0).bold, i % 2 == 1);
  }
}

TEST(ReadPdf, OpensWithTheRightPassword) {
  PdfWriter writer;
  writer.AddPage("BT /F1 10 Tf 100 700 Td (secret) Tj ET");
  writer.SetUserPassword("open sesame");
  ReadOptions options;
  EXPECT_EQ(ReasonOf(Read(writer.Write(), options).status()), kReasonEncrypted);
  options.password = "wrong";
  EXPECT_EQ(ReasonOf(Read(writer.Write(), options).status()), kReasonEncrypted);
  options.password = "open sesame";
  const auto document = Read(writer.Write(), options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_TRUE(document->encrypted);
  EXPECT_EQ(TextOf(*document, 0), "secret\n");
  writer.SetUserPassword("");  // only the owner's rights are kept: opens without asking
  EXPECT_TRUE(Read(writer.Write()).ok());
}

TEST(ReadPdf, SaysWhyAFileIsNoFiling) {
  PdfWriter writer;
  writer.AddPage("");
  const std::string whole = writer.Bytes();
  PdfWriter no_pages;
  const struct {
    std::string bytes;
    const char* reason;
  } rows[] = {
      {"", kReasonEmpty},
      {"Dear Sirs, please find enclosed the prospectus.\n", kReasonNotAPdf},
      {"%PDF-1.7\n", kReasonDamaged},
      {"%PDF-1.7\n" + std::string(5000, 'x'), kReasonDamaged},
      {no_pages.Bytes(), kReasonNoPages},
  };
  for (const auto& row : rows) {
    const auto document = Read(TemporaryFile(row.bytes));
    EXPECT_EQ(ReasonOf(document.status()), row.reason) << row.bytes.substr(0, 40);
    EXPECT_EQ(document.status().message().find('\n'), absl::string_view::npos);
    EXPECT_FALSE(document.status().message().empty());
  }
  EXPECT_EQ(ReasonOf(Read(open("/", O_RDONLY | O_DIRECTORY)).status()), kReasonNotAFile);
  EXPECT_EQ(ReasonOf(Read(open("/dev/null", O_RDONLY)).status()), kReasonNotAFile);
  EXPECT_EQ(ReasonOf(Read(-1).status()), kReasonNotAFile);
}

TEST(ReadPdf, EachLimitOnTheFileHasItsReason) {
  PdfWriter writer;
  for (int i = 0; i < 3; ++i) writer.AddPage("BT /F1 10 Tf 9 700 Td (0123456789) Tj ET");
  ReadOptions options;
  options.limits.file_bytes = 100;
  EXPECT_EQ(ReasonOf(Read(writer.Write(), options).status()), kReasonFileTooLarge);
  options = {};
  options.limits.pages = 2;
  EXPECT_EQ(ReasonOf(Read(writer.Write(), options).status()), kReasonTooManyPages);
  options = {};
  options.limits.page_chars = 5;
  const auto document = Read(writer.Write(), options);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->pages[1].unread_reason, kReasonPageChars);
  options = {};
  options.worker_path = "/nowhere/filing-review-read-worker";
  EXPECT_EQ(ReasonOf(Read(writer.Write(), options).status()), kReasonWorkerStart);
  options = {};
  options.limits.worker_bytes = 4 << 20;  // less than the program itself takes
  EXPECT_FALSE(Read(writer.Write(), options).ok());
}

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

// A page that draws for hours in a few hundred bytes: each form draws the next one many times.
std::string EndlessPdf() {
  PdfWriter writer;
  writer.AddPage("/F0 Do");
  std::string resources = "/XObject << ";
  for (int i = 0; i < 40; ++i) {
    std::string draw;
    for (int k = 0; k < 10; ++k) draw += "/F" + std::to_string(i + 1) + " Do ";
    const int form =
        writer.AddObject("<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length " +
                         std::to_string(draw.size()) + " >>\nstream\n" + draw + "\nendstream");
    resources += "/F" + std::to_string(i) + " " + std::to_string(form) + " 0 R ";
  }
  writer.SetResources(resources + ">>");
  return writer.Bytes();
}

TEST(ReadPdf, APageWithoutEndIsGivenUp) {
  ReadOptions options;
  options.limits.page_seconds = 1;
  const auto document = Read(TemporaryFile(EndlessPdf()), options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[0].unread_reason, kReasonPageTime);
}

// Process ids of the children of `process`.
std::vector<int> ChildrenOf(int process) {
  const std::string of = std::to_string(process);
  std::ifstream list("/proc/" + of + "/task/" + of + "/children");
  return {std::istream_iterator<int>(list), {}};
}

bool Runs(int process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  return std::getline(status, line) && line[line.rfind(')') + 2] != 'Z';
}

TEST(ReadPdf, WorkersGoWhenTheirLauncherIsKilled) {
  const int fd = TemporaryFile(EndlessPdf());
  const pid_t launcher = fork();
  if (launcher == 0) {
    ReadOptions options;
    options.limits.page_seconds = 600;
    options.limits.document_seconds = 600;
    ReadPdf(fd, options).IgnoreError();
    _exit(0);
  }
  close(fd);
  std::vector<int> workers;
  for (int i = 0; i < 1000 && workers.empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    workers = ChildrenOf(launcher);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ASSERT_EQ(workers.size(), 1u);
  EXPECT_TRUE(Runs(workers[0]));
  kill(launcher, SIGKILL);
  waitpid(launcher, nullptr, 0);
  for (int i = 0; i < 500 && Runs(workers[0]); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(Runs(workers[0]));
}

TEST(ReadPdf, AFileThatBecomesShorterWhileItIsReadIsAnError) {
  PdfWriter writer;
  for (int i = 0; i < 300; ++i) writer.AddPage("BT /F1 10 Tf 9 700 Td (0123456789) Tj ET");
  const int fd = TemporaryFile(writer.Bytes());
  ReadOptions options;
  options.workers = 1;
  options.progress = [&](int32_t done, int32_t) {
    ASSERT_TRUE(done > 1 || ftruncate(fd, 100) == 0);
  };
  const auto document = Read(fd, options);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->pages[0].text, "0123456789\n");
  EXPECT_EQ(document->pages[299].unread_reason, kReasonFileChanged);
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
