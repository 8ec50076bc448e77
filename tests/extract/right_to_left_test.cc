#include "extract/right_to_left.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "extract/line_layout.h"
#include "extract/utf8.h"

namespace filing_review::extract {
namespace {

// One line of characters, each five points wide, painted in the order of `places`.
Page LayOut(const std::string& places) {
  PageGlyphs glyphs;
  glyphs.number = 1;
  glyphs.width = 600;
  glyphs.height = 800;
  glyphs.fonts.push_back({"Naskh", true, true});
  float x = 50;
  for (size_t at = 0; at < places.size();) {
    Glyph g;
    g.code = NextCodePoint(places, &at);
    g.size = 10;
    g.x = x;
    g.y = 100;
    g.dx = g.code == '\t' ? 30 : 5;
    x += g.dx;
    if (g.code != '\t') glyphs.glyphs.push_back(g);
  }
  Page page;
  LayOutPage(glyphs, &page);
  return page;
}

TEST(RightToLeft, OrdersByReading) {
  const struct {
    const char* what;
    const char* places;  // left to right as painted
    const char* text;
  } rows[] = {
      {"a word", "ةيبرعلا", "العربية"},
      {"Hebrew", "םולש", "שלום"},
      {"English", "self test 12", "self test 12"},
      {"Chinese", "注册用户（人）", "注册用户（人）"},
      {"a word in an English line", "A line with ةيبرعلا embedded.",
       "A line with العربية embedded."},
      {"two words in an English line", "the board of directors يتاذ رابتخإ",
       "the board of directors إختبار ذاتي"},
      {"digits keep their order", "1434 ليربإ 14", "14 إبريل 1434"},
      {"Arabic digits too", "١٤٣٤-ليربإ-١٤", "١٤-إبريل-١٤٣٤"},
      {"a number with marks inside", "1,234.5 ليربإ", "إبريل 1,234.5"},
      {"brackets are mirrored", "(رياني)", "(يناير)"},
      {"each cell by itself", "(january)\t(رياني)", "(january)\t(يناير)"},
      {"English words in an Arabic cell", "ةيبرعلا Filing Review ةيبرعلا",
       "العربية Filing Review العربية"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(LayOut(row.places).text, std::string(row.text) + "\n") << row.what;
  }
}

TEST(RightToLeft, BoxesGoWithTheirCharacters) {
  const Page page = LayOut("ABCDE םולש");
  ASSERT_EQ(page.text, "ABCDE שלום\n");
  const Line& line = page.lines[0];
  EXPECT_EQ(page.CharBox(line, 0).x0, 5000);
  EXPECT_EQ(page.CharBox(line, 6).x0, 9500);  // ש stands at the right
  EXPECT_EQ(page.CharBox(line, 9).x0, 8000);  // ם at the left
  const Box word = page.RangeBox(line, 6, 10);
  EXPECT_EQ(word.x0, 8000);
  EXPECT_EQ(word.x1, 10000);
}

TEST(RightToLeft, AMarkFollowsItsLetter) {
  PageGlyphs glyphs;
  glyphs.number = 1;
  glyphs.width = 600;
  glyphs.height = 800;
  glyphs.fonts.push_back({"Naskh", true, true});
  // Painted letter by letter from the right, the mark over the letter ت.
  for (const auto& [code, x, dx] : {std::tuple{U'ك', 100.f, 8.f},
                                    {U'ت', 92.f, 8.f},
                                    {U'\u064F', 93.f, 5.f},
                                    {U'ب', 84.f, 8.f}}) {
    Glyph g;
    g.code = code;
    g.size = 12;
    g.x = x;
    g.y = 100;
    g.dx = dx;
    glyphs.glyphs.push_back(g);
  }
  Page page;
  LayOutPage(glyphs, &page);
  EXPECT_EQ(page.text, "كت\u064Fب\n");
}

}  // namespace
}  // namespace filing_review::extract
