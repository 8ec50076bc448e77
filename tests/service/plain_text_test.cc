#include "service/render/plain_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/service/sample_brief.h"

namespace filing_review::render {
namespace {

TEST(PlainText, Widths) {
  struct Case {
    const char* text;
    int width;
  };
  for (const Case& c : {Case{"", 0}, Case{"abc", 3}, Case{"用户", 4}, Case{"ＡＢ", 4},
                        Case{"e\xcc\x81", 1}, Case{"，。", 4}, Case{"“x”", 3}}) {
    EXPECT_EQ(DisplayWidth(c.text), c.width) << c.text;
  }
  EXPECT_EQ(FitToWidth("用户数", 5), "用户…");
  EXPECT_EQ(FitToWidth("用户数", 4), "用… ");
  EXPECT_EQ(FitToWidth("ab", 4), "ab  ");
}

TEST(PlainText, WrapsWhereTheScriptAllows) {
  EXPECT_EQ(WrapToWidth("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  // No line begins with a comma or ends with an opening bracket.
  EXPECT_EQ(WrapToWidth("我们的用户，超过", 10),
            (std::vector<std::string>{"我们的用", "户，超过"}));
  EXPECT_EQ(WrapToWidth("abcdefghij", 4), (std::vector<std::string>{"abcd", "efgh", "ij"}));
  EXPECT_TRUE(WrapToWidth("", 10).empty());
}

TEST(PlainText, ExcerptShowsTheMark) {
  const std::string text = std::string(200, 'a') + " 4.5 million users " + std::string(200, 'b');
  const std::string excerpt = ExcerptAround(text, "4.5 million", 60);
  EXPECT_TRUE(Contains(excerpt, "4.5 million"));
  EXPECT_LE(DisplayWidth(excerpt), 60);
  EXPECT_EQ(ExcerptAround("short", "x", 60), "short");
  EXPECT_LE(DisplayWidth(ExcerptAround(text, "absent", 60)), 60);
  EXPECT_TRUE(Contains(ExcerptAround(text + "4.5%", "4.5%", 60), "4.5%"));
}

TEST(PlainText, Numbers) {
  EXPECT_EQ(GroupDigits(0), "0");
  EXPECT_EQ(GroupDigits(999), "999");
  EXPECT_EQ(GroupDigits(1000), "1,000");
  EXPECT_EQ(GroupDigits(1234567), "1,234,567");
  EXPECT_EQ(GroupDigits(-1234567), "-1,234,567");
  EXPECT_EQ(PercentText(12.80), "12.8 %");
  EXPECT_EQ(PercentText(0), "0 %");
  EXPECT_EQ(PercentText(0.00007), "0.00007 %");
}

}  // namespace
}  // namespace filing_review::render
