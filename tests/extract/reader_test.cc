// Reading a PDF: what is in the document, and why a file is none.
#include "extract/reader.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "tests/extract/build_kind.h"
#include "tests/extract/read_document.h"

namespace filing_review::extract {
namespace {

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
  EXPECT_EQ(Read(writer.Write(), options).ok(), !kMemoryIsLimited);
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

}  // namespace
}  // namespace filing_review::extract
