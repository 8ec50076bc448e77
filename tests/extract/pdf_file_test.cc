// The two ways to read a page agree: the quick one (extract/text_interpreter.h) and Poppler's own
// interpreter, the plain oracle.
#include "extract/pdf_file.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/extract/pdf_writer.h"

namespace filing_review::extract {
namespace {

constexpr size_t kMostChars = 10'000;

struct Readings {
  PageGlyphs quick, plain;
};

Readings ReadBothWays(const PdfWriter& writer, int page = 1) {
  const std::string bytes = writer.Bytes();
  Readings readings;
  PdfFile file;
  EXPECT_EQ(file.Open(bytes.data(), bytes.size(), ""), nullptr);
  file.ReadPage(page, kMostChars, &readings.quick);
  file.ReadPageByPoppler(page, kMostChars, &readings.plain);
  return readings;
}

std::string TextOf(const PageGlyphs& page) {
  std::string text;
  for (const Glyph& glyph : page.glyphs) text += static_cast<char>(glyph.code);
  return text;
}

void ExpectSame(const Readings& readings, const std::string& content) {
  const PageGlyphs &quick = readings.quick, &plain = readings.plain;
  ASSERT_EQ(TextOf(quick), TextOf(plain)) << content;
  EXPECT_NEAR(quick.image_share, plain.image_share, 1e-4) << content;
  for (size_t i = 0; i < quick.glyphs.size(); ++i) {
    const Glyph &a = quick.glyphs[i], &b = plain.glyphs[i];
    EXPECT_NEAR(a.x, b.x, 1e-2) << content;
    EXPECT_NEAR(a.y, b.y, 1e-2) << content;
    EXPECT_NEAR(a.dx, b.dx, 1e-2) << content;
    EXPECT_NEAR(a.dy, b.dy, 1e-2) << content;
    EXPECT_NEAR(a.size, b.size, 1e-2) << content;
    EXPECT_EQ(a.direction, b.direction) << content;
    EXPECT_EQ(a.invisible, b.invisible) << content;
    EXPECT_EQ(quick.fonts[a.font].name, plain.fonts[b.font].name) << content;
  }
}

struct Case {
  std::string content, text;
};

class BothWaysTest : public testing::TestWithParam<Case> {};

TEST_P(BothWaysTest, Agree) {
  PdfWriter writer;
  const int form = writer.AddObject(
      "<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Matrix [2 0 0 2 5 7] /Length 37 >>\n"
      "stream\nBT /F1 8 Tf 3 4 Td (form) Tj ET q q q\nendstream");
  const int image = writer.AddObject(
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
      "/DeviceGray /Length 1 >>\nstream\na\nendstream");
  const int state = writer.AddObject("<< /Type /ExtGState /LW 2 >>");
  writer.SetResources("/XObject << /Fm1 " + std::to_string(form) + " 0 R /Im1 " +
                      std::to_string(image) + " 0 R >> /ExtGState << /G1 " + std::to_string(state) +
                      " 0 R >> /Properties << /M1 << /ActualText (xyz) >> >>");
  writer.AddPage(GetParam().content);
  const Readings readings = ReadBothWays(writer);
  EXPECT_EQ(TextOf(readings.quick), GetParam().text);
  ExpectSame(readings, GetParam().content);
}

INSTANTIATE_TEST_SUITE_P(
    All, BothWaysTest,
    testing::Values(
        Case{"", ""}, Case{"BT /F1 12 Tf 72 700 Td (Hello) Tj ET", "Hello"},
        Case{"BT /F1 12 Tf 10 TL 72 700 Td (a) Tj T* (b) Tj (c) ' 3 1 (d e) \" ET", "abcd e"},
        Case{
            "BT /F1 1 Tf 9 0 0 9 72 700 Tm [(a) -500 (b) 250 (c)] TJ 2 -1.5 TD (d) Tj T* (e) Tj ET",
            "abcde"},
        Case{"BT /F1 9 Tf 2 Tc 5 Tw 80 Tz 3 Ts 72 700 Td (a b) Tj 0 Ts (c) Tj ET", "a bc"},
        Case{"q 2 0 0 2 30 40 cm BT /F1 9 Tf (a) Tj ET Q BT /F1 9 Tf 5 5 Td (b) Tj ET", "ab"},
        Case{"BT /F1 9 Tf 3 Tr 5 5 Td (i) Tj 7 Tr (j) Tj 0 Tr (k) Tj ET", "ijk"},
        Case{"0 1 -1 0 300 300 cm BT /F1 9 Tf (turned) Tj ET", "turned"},
        Case{"BT /None 9 Tf 5 5 Td (no font) Tj /F1 9 Tf (a) Tj ET", "a"},
        Case{"BT 5 5 Td (no font yet) Tj ET", ""},
        Case{"/G1 gs BT /F1 9 Tf 5 5 Td (a) Tj ET /None gs", "a"},
        Case{"q 1 0 0 1 50 60 cm /Fm1 Do Q BT /F1 9 Tf (a) Tj ET /Fm1 Do", "formaform"},
        Case{"q 300 0 0 400 10 20 cm /Im1 Do Q", ""},
        Case{"q 100 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q BT /F1 9 Tf (a) Tj ET",
             "a"},
        Case{"BT /F1 9 Tf /Span <</ActualText (xyz)>> BDC (ab) Tj EMC (c) Tj ET", "xyzc"},
        Case{"BT /F1 9 Tf /P <</MCID 0>> BDC (a) Tj EMC /Artifact BMC (b) Tj EMC EMC ET", "ab"},
        Case{"0 0 m 9 9 l S 1 0 0 rg 5 5 9 9 re f* BT /F1 9 Tf (a) Tj ET", "a"}));

// A program in any order of operators: whatever the one reads, the other reads. Paths are left out:
// in Poppler their current point is that of the text, too.
TEST(BothWays, AgreeOnAnyOrderOfOperators) {
  const char* const pieces[] = {"BT ",
                                "ET ",
                                "/F1 9 Tf ",
                                "/F1 -7 Tf ",
                                "5 6 Td ",
                                "1 -11 TD ",
                                "T* ",
                                "1 0 0 1 30 50 Tm ",
                                "2 0 0 3 9 9 Tm ",
                                "(ab c) Tj ",
                                "(f) ' ",
                                "1 2 (g h) \" ",
                                "[(d) -90 (e)] TJ ",
                                "1 Tc ",
                                "2 Tw ",
                                "90 Tz ",
                                "12 TL ",
                                "2 Ts ",
                                "0 Tr ",
                                "q ",
                                "Q ",
                                "0.5 g ",
                                "1 0 0 1 7 8 cm ",
                                "0 1 -1 0 99 99 cm "};
  std::mt19937 draw(11);
  for (int n = 0; n < 300; ++n) {
    std::string content = "BT /F1 10 Tf ";
    int saved = 0;
    for (size_t i = 4 + draw() % 20; i > 0; --i) {
      const std::string piece = pieces[draw() % std::size(pieces)];
      if (piece == "Q " && saved == 0) continue;
      saved += piece == "q " ? 1 : piece == "Q " ? -1 : 0;
      content += piece;
    }
    PdfWriter writer;
    writer.AddPage(content);
    ExpectSame(ReadBothWays(writer), content);
    if (HasFatalFailure()) return;
  }
}

// Where Poppler gives up the rest of a page.
TEST(TextInterpreter, GoesOnBehindWhatIsWrong) {
  const Case cases[] = {{"Q Q BT /F1 9 Tf 5 5 Td (b) Tj ET q", "b"},
                        {"BT /F1 9 Tf (a) Tj 1 Td (b) Tj (x) Td (c) Tj ET", "abc"},
                        {"BT /F1 9 Tf (a) Tj nonsense ] >> (b) Tj ET", "ab"},
                        // Properties that stand in the resources (14.6.2).
                        {"BT /F1 9 Tf /Span /M1 BDC (abc) Tj EMC (c) Tj ET", "xyzc"}};
  for (const Case& c : cases) {
    PdfWriter writer;
    writer.SetResources("/Properties << /M1 << /ActualText (xyz) >> >>");
    writer.AddPage(c.content);
    EXPECT_EQ(TextOf(ReadBothWays(writer).quick), c.text) << c.content;
  }
}

// Annotations on a page that says "page", and what the page then shows.
TEST(BothWays, AgreeOnAnnotations) {
  const std::string form =
      " /Type /XObject /Subtype /Form /BBox [0 0 50 20] /Resources << /Font << /F1 3 0 R >> >> "
      "/Length 33 >>\nstream\nBT /F1 8 Tf 3 4 Td (note) Tj ET  \nendstream";
  const struct {
    std::string annotation, text;
  } cases[] = {
      {"/Subtype /Stamp /Rect [100 200 200 240] /AP << /N 10 0 R >>", "pagenote"},
      {"/Subtype /Stamp /Rect [200 240 100 200] /AP << /N 11 0 R >>", "pagenote"},
      {"/Subtype /Stamp /Rect [9 9 99 99] /AS /On /AP << /N << /On 10 0 R /Off 11 0 R >> >>",
       "pagenote"},
      {"/Subtype /Stamp /F 2 /Rect [100 200 200 240] /AP << /N 10 0 R >>", "page"},
      {"/Subtype /Stamp /F 32 /Rect [100 200 200 240] /AP << /N 10 0 R >>", "page"},
      {"/Subtype /Link /Rect [100 200 200 240] /AP << /N 10 0 R >>", "pagenote"},
      {"/Subtype /Popup /Rect [100 200 200 240] /Contents (text)", "page"},
      {"/Subtype /Highlight /Rect [9 9 99 99] /QuadPoints [9 9 99 9 9 99 99 99]", "page"},
      {"/Subtype /FreeText /Rect [9 9 99 99] /Contents (free) /DA (/Helv 9 Tf 0 g)", "pagefree"}};
  for (const auto& c : cases) {
    PdfWriter writer;
    writer.AddObject("<<" + form);
    writer.AddObject("<< /Matrix [0 1 -1 0 3 4]" + form);
    const int annotation = writer.AddObject("<< /Type /Annot " + c.annotation + " >>");
    writer.AddPage("BT /F1 9 Tf 50 600 Td (page) Tj ET",
                   "/Annots [" + std::to_string(annotation) + " 0 R]");
    const Readings readings = ReadBothWays(writer);
    EXPECT_EQ(TextOf(readings.quick), c.text) << c.annotation;
    ExpectSame(readings, c.annotation);
  }
}

TEST(TextInterpreter, AFormThatShowsItselfEnds) {
  PdfWriter writer;
  // The first object that a test adds is number 10.
  writer.AddObject(
      "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 10 0 R >> "
      "/Font << >> >> /Length 42 >>\nstream\nBT /F1 8 Tf 3 4 Td (again) Tj ET /A Do /A "
      "Do\nendstream");
  writer.SetResources("/XObject << /A 10 0 R >>");
  writer.AddPage("/A Do");
  EXPECT_EQ(TextOf(ReadBothWays(writer).quick), "again");
}

TEST(TextInterpreter, SavedStatesAreBounded) {
  std::string content;
  for (int i = 0; i < 200'000; ++i) content += "q ";
  content += "BT /F1 9 Tf (a) Tj ET";
  for (int i = 0; i < 200'000; ++i) content += " Q";
  PdfWriter writer;
  writer.AddPage(content + " BT /F1 9 Tf (b) Tj ET");
  const std::string bytes = writer.Bytes();
  PdfFile file;
  ASSERT_EQ(file.Open(bytes.data(), bytes.size(), ""), nullptr);
  PageGlyphs page;
  file.ReadPage(1, kMostChars, &page);
  EXPECT_EQ(TextOf(page), "ab");
}

TEST(TextInterpreter, StopsWhereAPageIsFull) {
  PdfWriter writer;
  writer.AddPage("BT /F1 9 Tf (abcdefgh) Tj (ij) Tj ET");
  const std::string bytes = writer.Bytes();
  PdfFile file;
  ASSERT_EQ(file.Open(bytes.data(), bytes.size(), ""), nullptr);
  PageGlyphs page;
  file.ReadPage(1, 5, &page);
  EXPECT_EQ(TextOf(page), "abcde");
  EXPECT_TRUE(page.too_many_chars);
}

// A font is one font on all pages, and a name may mean another one on each.
TEST(TextInterpreter, FontsOfManyPages) {
  PdfWriter writer;
  const int bold = writer.AddObject(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  writer.SetResources("");
  writer.AddPage("BT /F1 9 Tf (a) Tj ET");
  writer.AddPage("BT /F1 9 Tf (b) Tj ET",
                 "/Resources << /Font << /F1 " + std::to_string(bold) + " 0 R >> >>");
  const Readings first = ReadBothWays(writer, 1), second = ReadBothWays(writer, 2);
  ExpectSame(first, "page 1");
  ExpectSame(second, "page 2");
  ASSERT_EQ(first.quick.fonts.size(), 1u);
  EXPECT_EQ(first.quick.fonts[0].name, "Helvetica");
}

}  // namespace
}  // namespace filing_review::extract
