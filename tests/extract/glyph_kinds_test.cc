// Text, boxes and marks of the kinds of glyphs that PDFs paint, through the real worker.
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "extract/reader.h"
#include "extract/utf8.h"
#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

std::string Stream(const std::string& content, const std::string& dictionary = "") {
  return "<< /Length " + std::to_string(content.size()) + " " + dictionary + " >>\nstream\n" +
         content + "\nendstream";
}

std::string FontResource(int number) {
  return "/Resources << /Font << /F9 " + std::to_string(number) + " 0 R /F1 3 0 R >> >>";
}

Page ReadOnly(const PdfWriter& writer) {
  const int fd = writer.Write();
  absl::StatusOr<Document> document = ReadPdf(fd, {});
  close(fd);
  EXPECT_TRUE(document.ok()) << document.status();
  return document.ok() && !document->pages.empty() ? document->pages[0] : Page();
}

// A map of one-byte codes to Unicode in UTF-16 (PDF 32000-1, 9.10.3).
std::string UnicodeMap(const std::string& pairs, int count) {
  return "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def "
         "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange " +
         std::to_string(count) + " beginbfchar " + pairs + " endbfchar endcmap end end";
}

std::string Superscripts(const Page& page) {
  std::string out;
  for (const SuperscriptRun& run : page.superscripts) {
    uint32_t c = 0;
    for (size_t at = 0; at < page.text.size();) {
      const size_t begin = at;
      if (NextCodePoint(page.text, &at) == '\n') continue;
      if (c >= run.char_begin && c < run.char_end) out += page.text.substr(begin, at - begin);
      ++c;
    }
  }
  return out;
}

TEST(GlyphKinds, Type3FontsHaveBoxesOfTheirOwnMatrix) {
  PdfWriter writer;
  const int square = writer.AddObject(Stream("800 0 0 0 700 700 d1 0 0 700 700 re f"));
  const std::string procedure = std::to_string(square) + " 0 R";
  const int font = writer.AddObject(
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] "
      "/CharProcs << /a " +
      procedure + " /b " + procedure +
      " >> /Encoding << /Type /Encoding "
      "/Differences [97 /a /b] >> /FirstChar 97 /LastChar 98 /Widths [800 800] /Resources << >> "
      ">>");
  writer.AddPage("BT /F9 20 Tf 100 700 Td (ab) Tj ET", FontResource(font));
  const Page page = ReadOnly(writer);
  ASSERT_EQ(page.text, "ab\n");
  const Box b = page.CharBox(page.lines[0], 1);
  EXPECT_NEAR(b.x0, 11600, 3);
  EXPECT_NEAR(b.x1, 13200, 3);
  // The squares stand 14 points above the baseline, which is 100 points below the top.
  EXPECT_NEAR(b.y0, 8600, 150);
  EXPECT_NEAR(b.y1, 10000, 450);
}

TEST(GlyphKinds, VerticalWritingRunsDown) {
  PdfWriter writer;
  const int descendant = writer.AddObject(
      "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry "
      "(Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>");
  const int font = writer.AddObject(
      "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V "
      "/DescendantFonts [" +
      std::to_string(descendant) + " 0 R] >>");
  // 注册用户, then a second column to its left: 数据
  writer.AddPage(
      "BT /F9 20 Tf 300 700 Td <6CE8 518C 7528 6237> Tj ET "
      "BT /F9 20 Tf 270 700 Td <6570 636E> Tj ET",
      FontResource(font));
  const Page page = ReadOnly(writer);
  ASSERT_EQ(page.text, "注册用户\n数据\n");
  const Line& line = page.lines[0];
  EXPECT_EQ(line.direction, Direction::kDown);
  // The second character: an em square, its middle on x = 300, from 120 to 140 below the top.
  const Box second = page.CharBox(line, 1);
  EXPECT_NEAR(second.x0, 29000, 60);
  EXPECT_NEAR(second.x1, 31000, 60);
  EXPECT_NEAR(second.y0, 12000, 30);
  EXPECT_NEAR(second.y1, 14000, 30);
}

TEST(GlyphKinds, PartsOfALigatureShareItsBox) {
  PdfWriter writer;
  const int map =
      writer.AddObject(Stream(UnicodeMap("<61> <006600660069> <62> <0063> <63> <0065>", 3)));
  const int font = writer.AddObject(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 97 /LastChar 99 /Widths [900 "
      "500 500] /ToUnicode " +
      std::to_string(map) + " 0 R >>");
  writer.AddPage("BT /F1 10 Tf 95 700 Td (o) Tj ET BT /F9 10 Tf 100.56 700 Td (abc) Tj ET",
                 FontResource(font));
  const Page page = ReadOnly(writer);
  ASSERT_EQ(page.text, "office\n");
  const Line& line = page.lines[0];
  for (uint32_t part = 0; part < 3; ++part) {
    const Box box = page.CharBox(line, 1 + part);
    EXPECT_NEAR(box.x0, 10056 + static_cast<int32_t>(part) * 300, 3);
    EXPECT_NEAR(box.x1, 10356 + static_cast<int32_t>(part) * 300, 3);
  }
}

TEST(GlyphKinds, TextPaintedTwiceIsReadOnceAndIsBold) {
  const struct {
    const char* what;
    const char* content;
  } rows[] = {
      {"string by string",
       "BT /F1 12 Tf 100 700 Td (1,250 users) Tj ET BT /F1 12 Tf 100.3 700 Td (1,250 users) Tj ET"},
      {"letter by letter",
       "BT /F1 12 Tf 100 700 Td (5) Tj ET BT /F1 12 Tf 100.3 700 Td (5) Tj ET "
       "BT /F1 12 Tf 106.7 700 Td (m) Tj ET BT /F1 12 Tf 107 700 Td (m) Tj ET"},
      {"four times around",
       "BT /F1 12 Tf 100 700 Td (11 users) Tj ET BT /F1 12 Tf 100.3 700 Td (11 users) Tj ET "
       "BT /F1 12 Tf 100 700.3 Td (11 users) Tj ET BT /F1 12 Tf 100.3 700.3 Td (11 users) Tj ET"},
      {"as a shadow after other text",
       "BT /F1 12 Tf 100 700 Td (PART II) Tj ET BT /F1 12 Tf 100 650 Td (Other) Tj ET "
       "BT /F1 12 Tf 100.6 699.6 Td (PART II) Tj ET"},
  };
  const char* texts[] = {"1,250 users\n", "5m\n", "11 users\n", "PART II\nOther\n"};
  for (size_t i = 0; i < std::size(rows); ++i) {
    PdfWriter writer;
    writer.AddPage(rows[i].content);
    const Page page = ReadOnly(writer);
    EXPECT_EQ(page.text, texts[i]) << rows[i].what;
    EXPECT_TRUE(!page.lines.empty() && page.lines[0].bold) << rows[i].what;
  }
}

TEST(GlyphKinds, FootnoteMarksAreToldFromDigits) {
  const struct {
    const char* what;
    const char* content;
    const char* text;
    const char* marks;
  } rows[] = {
      {"by rise and size",
       "BT /F1 12 Tf 100 700 Td (493 million) Tj /F1 7 Tf 4 Ts (\\(1\\)) Tj /F1 12 Tf 0 Ts "
       "( users) Tj ET",
       "493 million(1) users\n", "(1)"},
      {"by place and size, painted later",
       "BT /F1 12 Tf 100 700 Td (5) Tj ET BT /F1 12 Tf 119 700 Td (users) Tj ET "
       "BT /F1 7 Tf 106.8 704 Td (\\(2\\)) Tj ET",
       "5(2) users\n", "(2)"},
      {"at full size they are text", "BT /F1 12 Tf 100 700 Td (493 million \\(1\\) users) Tj ET",
       "493 million (1) users\n", ""},
      {"smaller print on the baseline is text",
       "BT /F1 12 Tf 100 700 Td (RMB) Tj /F1 8 Tf (493) Tj ET", "RMB493\n", ""},
  };
  for (const auto& row : rows) {
    PdfWriter writer;
    writer.AddPage(row.content);
    const Page page = ReadOnly(writer);
    EXPECT_EQ(page.text, row.text) << row.what;
    EXPECT_EQ(Superscripts(page), row.marks) << row.what;
  }
}

TEST(GlyphKinds, RotatedAndCroppedPagesShowTheSameText) {
  const struct {
    int rotation;
    const char* matrix;
    int32_t x0, width, height;  // 1/100 point
  } rows[] = {
      // The first letter stands at (100, 400) of a crop box [50 100 350 750].
      {0, "1 0 0 1 100 400", 5000, 30000, 65000},
      {90, "0 1 -1 0 100 400", 30000, 65000, 30000},
      {180, "-1 0 0 -1 100 400", 25000, 30000, 65000},
      {270, "0 -1 1 0 100 400", 35000, 65000, 30000},
  };
  for (const auto& row : rows) {
    PdfWriter writer;
    writer.AddPage("BT /F1 10 Tf " + std::string(row.matrix) + " Tm (as shown) Tj ET",
                   "/CropBox [50 100 350 750] /Rotate " + std::to_string(row.rotation));
    const Page page = ReadOnly(writer);
    EXPECT_EQ(page.text, "as shown\n") << row.rotation;
    EXPECT_EQ(page.width, row.width) << row.rotation;
    EXPECT_EQ(page.height, row.height) << row.rotation;
    ASSERT_EQ(page.lines.size(), 1u) << row.rotation;
    EXPECT_EQ(page.lines[0].direction, Direction::kRight) << row.rotation;
    EXPECT_NEAR(page.CharBox(page.lines[0], 0).x0, row.x0, 3) << row.rotation;
  }
}

TEST(GlyphKinds, FontsThatDeclareOddHeightsHaveBoxesOfTheirSize) {
  PdfWriter writer;
  const int descriptor = writer.AddObject(
      "<< /Type /FontDescriptor /FontName /Odd /Flags 32 /FontBBox [-900 -2600 4000 2600] "
      "/ItalicAngle 0 /Ascent 2600 /Descent -2600 /CapHeight 2600 /StemV 80 >>");
  const int font = writer.AddObject(
      "<< /Type /Font /Subtype /TrueType /BaseFont /Odd /FirstChar 97 /LastChar 99 /Widths [500 "
      "500 "
      "500] /Encoding /WinAnsiEncoding /FontDescriptor " +
      std::to_string(descriptor) + " 0 R >>");
  writer.AddPage("BT /F9 10 Tf 100 700 Td (abc) Tj ET", FontResource(font));
  const Page page = ReadOnly(writer);
  ASSERT_EQ(page.text, "abc\n");
  const Box a = page.CharBox(page.lines[0], 0);
  EXPECT_GE(a.y0, 9050);
  EXPECT_LE(a.y1, 10300);
}

}  // namespace
}  // namespace filing_review::extract
