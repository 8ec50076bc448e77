#include "extract/line_layout.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/utf8.h"

namespace filing_review::extract {
namespace {

// A string painted at (x, y): each Latin letter half an em wide, each other character one em.
struct Painted {
  float x, y;
  std::string text;
  float size = 10;
};

PageGlyphs PageOf(const std::vector<Painted>& painted) {
  PageGlyphs page;
  page.number = 1;
  page.width = 600;
  page.height = 800;
  page.fonts.push_back({"Song", true, true});
  for (const Painted& p : painted) {
    float x = p.x;
    for (size_t at = 0; at < p.text.size();) {
      Glyph g;
      g.code = NextCodePoint(p.text, &at);
      g.size = p.size;
      g.x = x;
      g.y = p.y;
      g.dx = g.code < 0x80 ? (g.code == ' ' ? 0.25f : 0.5f) * p.size : p.size;
      x += g.dx;
      page.glyphs.push_back(g);
    }
  }
  return page;
}

Page LayOut(const std::vector<Painted>& painted) {
  Page page;
  LayOutPage(PageOf(painted), &page);
  return page;
}

TEST(LineLayout, MakesLinesOfWhatIsPainted) {
  const struct {
    const char* what;
    std::vector<Painted> painted;
    const char* text;
  } rows[] = {
      {"words painted with their spaces", {{50, 100, "over 5 million"}}, "over 5 million\n"},
      {"words painted apart",
       {{50, 100, "over"}, {73, 100, "5"}, {81, 100, "million"}},
       "over 5 million\n"},
      {"words justified close, without spaces",
       {{50, 100, "under"}, {76.5f, 100, "the"}, {93, 100, "law"}},
       "under the law\n"},
      {"part of a line that paints its spaces, justified without them",
       {{50, 100, "We serve"},
        {91, 100, "registered"},
        {142.3f, 100, "monthly"},
        {178.6f, 100, "users."}},
       "We serve registered monthly users.\n"},
      {"a long word in a line that paints its spaces",
       {{50, 100, "An internationalization effort"}},
       "An internationalization effort\n"},
      {"a title beside an address, whose first line stands higher",
       {{50, 108, "Title", 20}, {300, 100, "first line"}, {300, 112, "second line"}},
       "Title\nfirst line\nsecond line\n"},
      {"a word set wide",
       {{50, 100, "U"}, {57, 100, "S"}, {64, 100, "E"}, {71, 100, "R"}, {78, 100, "S"}},
       "USERS\n"},
      {"pieces of one word", {{50, 100, "mil"}, {65.2f, 100, "lion"}}, "million\n"},
      {"a number in pieces", {{50, 100, "1,23"}, {70.5f, 100, "4.5"}}, "1,234.5\n"},
      {"Chinese set a little apart", {{50, 100, "注册"}, {73, 100, "用户"}}, "注册用户\n"},
      {"Chinese set far apart", {{50, 100, "目"}, {75, 100, "录"}}, "目\t录\n"},
      {"a full-width mark set half a width back",
       {{50, 100, "《章程》"}, {85, 100, "（「章程」）"}},
       "《章程》（「章程」）\n"},
      {"lines painted from the bottom up",
       {{50, 120, "second"}, {50, 100, "first"}},
       "first\nsecond\n"},
      {"fake bold, stroke by stroke",
       {{50, 100, "A"}, {50.3f, 100, "A"}, {55, 100, "B"}, {55.3f, 100, "B"}},
       "AB\n"},
      {"fake bold, string by string", {{50, 100, "用户数"}, {50.3f, 100.1f, "用户数"}}, "用户数\n"},
      {"doubled letters are no fake bold", {{50, 100, "aaa 111"}}, "aaa 111\n"},
      {"a table row",
       {{50, 100, "Registered users"}, {200, 100, "12.5"}, {300, 100, "13.1"}},
       "Registered users\t12.5\t13.1\n"},
      {"cells painted one by one",
       {{50, 100, "甲公司"}, {50, 112, "北京"}, {88, 100, "30%"}, {88, 112, "境内"}},
       "甲公司\t30%\n北京\t境内\n"},
      {"text over other text", {{50, 100, "______"}, {52, 100, "Lee"}}, "______\nLee\n"},
  };
  for (const auto& row : rows) {
    const Page page = LayOut(row.painted);
    EXPECT_EQ(page.text, row.text) << row.what;
    EXPECT_EQ(page.lines.empty() ? 0 : page.lines.back().char_end, page.char_start.size());
    for (size_t c = 0; c < page.char_start.size(); ++c) {
      EXPECT_LT(page.char_start[c], page.char_end[c]) << row.what;
    }
  }
}

TEST(LineLayout, SetsSuperscriptsApart) {
  const struct {
    const char* what;
    std::vector<Painted> painted;
    const char* text;
    const char* superscript;
  } rows[] = {
      {"a footnote mark",
       {{50, 100, "493 million"}, {103, 96, "(1)", 6}, {115, 100, "users"}},
       "493 million(1) users\n",
       "(1)"},
      {"a mark on Chinese",
       {{50, 100, "约1.2亿名用户"}, {116, 96, "1", 6}},
       "约1.2亿名用户1\n",
       "1"},
      {"a mark before a footnote", {{50, 96, "2", 6}, {60, 100, "Source"}}, "2 Source\n", "2"},
      {"a line in small print is none",
       {{50, 100, "Users"}, {50, 110, "(1) unaudited", 6}},
       "Users\n(1) unaudited\n",
       ""},
  };
  for (const auto& row : rows) {
    const Page page = LayOut(row.painted);
    EXPECT_EQ(page.text, row.text) << row.what;
    std::string marks;
    for (const SuperscriptRun& run : page.superscripts) {
      uint32_t c = 0;
      for (size_t at = 0; at < page.text.size();) {
        const size_t begin = at;
        if (NextCodePoint(page.text, &at) == '\n') continue;
        if (c >= run.char_begin && c < run.char_end) marks += page.text.substr(begin, at - begin);
        ++c;
      }
    }
    EXPECT_EQ(marks, row.superscript) << row.what;
  }
}

TEST(LineLayout, CellsSayWhereTheyStand) {
  const Page page = LayOut({{50, 100, "用户数"}, {200, 100, "5"}});
  ASSERT_EQ(page.lines.size(), 1u);
  ASSERT_EQ(page.lines[0].cells.size(), 2u);
  EXPECT_EQ(page.lines[0].cells[1].char_begin, 4u);
  EXPECT_EQ(page.lines[0].cells[1].x0, 20000);
  EXPECT_EQ(page.lines[0].cells[1].x1, 20500);
  EXPECT_TRUE(LayOut({{50, 100, "one cell"}}).lines[0].cells.empty());
}

TEST(LineLayout, ReadsColumnsOneAfterTheOtherAndTablesAcross) {
  std::vector<Painted> columns, table;
  std::string left, right, rows;
  for (int i = 0; i < 10; ++i) {
    const float y = 100 + 12.0f * static_cast<float>(i);
    const std::string l = "left column prose of some length " + std::to_string(i);
    const std::string r = "right column prose of some length" + std::to_string(i);
    columns.push_back({50, y, l});
    columns.push_back({300, y, r});
    left += l + "\n";
    right += r + "\n";
    table.push_back({50, y, l});
    table.push_back({400, y, std::to_string(1000 + i)});
    rows += l + "\t" + std::to_string(1000 + i) + "\n";
  }
  EXPECT_EQ(LayOut(columns).text, left + right);
  EXPECT_EQ(LayOut(table).text, rows);
}

// Side by side in two languages: each column is read to its end, under a title over both.
TEST(LineLayout, ReadsTwoLanguagesSideBySideOneAfterTheOther) {
  std::vector<Painted> page = {{180, 80, "NOTICE TO THE USERS OF THE PLATFORM", 12}};
  std::string english, chinese;
  for (int i = 0; i < 9; ++i) {
    const float y = 120 + 14.0f * static_cast<float>(i);
    const std::string e = "The company keeps what its users tell it, line " + std::to_string(i);
    const std::string c = "本公司保存用户提供的资料并且不会向他人提供";
    page.push_back({50, y, e});
    page.push_back({330, y, c});
    english += e + "\n";
    chinese += c + "\n";
  }
  EXPECT_EQ(LayOut(page).text, "NOTICE TO THE USERS OF THE PLATFORM\n" + english + chinese);
}

// The columns need not share their baselines: each language is set at its own pitch, and the one
// that says the same in fewer lines ends earlier.
TEST(LineLayout, ReadsColumnsOfDifferentPitchOneAfterTheOther) {
  const struct {
    const char* what;
    float left_pitch, right_pitch;
    int left_lines, right_lines;
  } rows[] = {
      {"Chinese set wider", 12, 15, 20, 12},
      {"Chinese set closer", 15, 12.5f, 16, 10},
      {"alike", 14, 14, 12, 9},
      {"half a line apart", 14, 13.9f, 24, 16},
  };
  for (const auto& row : rows) {
    std::vector<Painted> page = {{180, 80, "NOTICE TO USERS", 12}};
    std::string english, chinese;
    for (int i = 0; i < row.left_lines; ++i) {
      const std::string e =
          "The company keeps what its users tell it in " + std::to_string(100 + i);
      page.push_back({50, 120 + row.left_pitch * static_cast<float>(i), e});
      english += e + "\n";
    }
    for (int i = 0; i < row.right_lines; ++i) {
      const std::string c = "本公司保存用户提供的资料并且不会向他人提供";
      page.push_back({330, 120 + row.right_pitch * static_cast<float>(i), c});
      chinese += c + "\n";
    }
    EXPECT_EQ(LayOut(page).text, "NOTICE TO USERS\n" + english + chinese) << row.what;
  }
}

// A heading over both columns in the middle of the page parts what stands above it from what
// stands below.
TEST(LineLayout, AHeadingOverBothColumnsPartsThem) {
  std::vector<Painted> page;
  std::string text;
  for (int part = 0; part < 2; ++part) {
    const float top = 100 + 200.0f * static_cast<float>(part);
    const std::string heading = "Part " + std::to_string(part) +
                                " of the notice to all of the users of the platform and others";
    page.push_back({50, top, heading, 14});
    std::string left, right;
    for (int i = 0; i < 8; ++i) {
      const float y = top + 30 + 14.0f * static_cast<float>(i);
      const std::string l = "left column prose of some length " + std::to_string(10 * part + i);
      const std::string r = "right column prose of some length" + std::to_string(10 * part + i);
      page.push_back({50, y, l});
      page.push_back({300, y, r});
      left += l + "\n";
      right += r + "\n";
    }
    text += heading + "\n" + left + right;
  }
  EXPECT_EQ(LayOut(page).text, text);
}

// Clauses side by side, each translated beside it: the short last lines of paragraphs and the gaps
// between them do not hide the columns.
TEST(LineLayout, ReadsClausesSideBySide) {
  std::vector<Painted> page;
  std::string english, chinese;
  float y = 100;
  for (int clause = 1; clause <= 4; ++clause) {
    const std::string n = std::to_string(clause);
    const std::vector<std::string> e = {n + ". The company may keep what users of the",
                                        "platform tell it, and it may not give that to", "others."};
    const std::vector<std::string> c = {n + "．本公司可以保存平台用户提供的资料，",
                                        "但是不得将该等资料提供予其他任何人。"};
    for (size_t i = 0; i < e.size(); ++i) {
      page.push_back({50, y + 13.0f * static_cast<float>(i), e[i]});
      english += e[i] + "\n";
    }
    for (size_t i = 0; i < c.size(); ++i) {
      page.push_back({320, y + 16.0f * static_cast<float>(i), c[i]});
      chinese += c[i] + "\n";
    }
    y += 60;
  }
  EXPECT_EQ(LayOut(page).text, english + chinese);
}

TEST(LineLayout, BlocksAreParagraphs) {
  const Page page = LayOut({{50, 100, "Heading", 14},
                            {70, 130, "A first line, set in, and"},
                            {50, 142, "a second line of the same."},
                            {70, 154, "Another paragraph."},
                            {50, 190, "Far below."}});
  ASSERT_EQ(page.lines.size(), 5u);
  EXPECT_NE(page.lines[0].block, page.lines[1].block);
  EXPECT_EQ(page.lines[1].block, page.lines[2].block);
  EXPECT_NE(page.lines[2].block, page.lines[3].block);
  EXPECT_NE(page.lines[3].block, page.lines[4].block);
}

TEST(LineLayout, TakesTheSameTextInEachDirection) {
  for (const Direction direction :
       {Direction::kRight, Direction::kDown, Direction::kLeft, Direction::kUp}) {
    PageGlyphs glyphs = PageOf({{100, 100, "12,500 users"}, {100, 112, "next line"}});
    for (Glyph& g : glyphs.glyphs) {
      g.direction = direction;
      const float x = g.x, y = g.y, dx = g.dx;
      if (direction == Direction::kDown) g.x = 600 - y, g.y = x, g.dx = 0, g.dy = dx;
      if (direction == Direction::kLeft) g.x = 600 - x, g.y = 800 - y, g.dx = -dx;
      if (direction == Direction::kUp) g.x = y, g.y = 800 - x, g.dx = 0, g.dy = -dx;
    }
    Page page;
    LayOutPage(glyphs, &page);
    EXPECT_EQ(page.text, "12,500 users\nnext line\n") << static_cast<int>(direction);
    const Line& line = page.lines.at(0);
    const Box box = page.CharBox(line, 0);
    const Glyph& one = glyphs.glyphs[0];
    const float middle_x = one.x + one.dx / 2, middle_y = one.y + one.dy / 2;
    EXPECT_LE(box.x0, middle_x * 100 + 1);
    EXPECT_GE(box.x1, middle_x * 100 - 1);
    EXPECT_LE(box.y0, middle_y * 100 + 1);
    EXPECT_GE(box.y1, middle_y * 100 - 1);
    EXPECT_LE(line.start, line.end);
    EXPECT_LT(line.cross0, line.cross1);
  }
}

TEST(LineLayout, AGlyphWithoutUnicodeLeavesNoSpace) {
  PageGlyphs glyphs = PageOf({{50, 100, "identity"}});
  glyphs.glyphs[4].code = 0;
  Page page;
  LayOutPage(glyphs, &page);
  EXPECT_EQ(page.text, "idenity\n");
}

}  // namespace
}  // namespace filing_review::extract
