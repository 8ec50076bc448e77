#include "extract/text_health.h"

#include <gtest/gtest.h>

#include <string>

#include "extract/font_trust.h"
#include "extract/frequent_han.h"
#include "extract/line_layout.h"
#include "extract/utf8.h"

namespace filing_review::extract {
namespace {

// A page of text in one font, a line below the other.
class TextPage {
 public:
  TextPage() {
    glyphs_.number = 1;
    glyphs_.width = 595;
    glyphs_.height = 842;
  }
  int Font(const std::string& name, bool has_unicode_map) {
    glyphs_.fonts.push_back({name, true, has_unicode_map});
    return static_cast<int>(glyphs_.fonts.size()) - 1;
  }
  // "\x01" stands for a code without a character.
  void Line(const std::string& text, int font, float x = 60, float shift = 0) {
    const float y = 100 + 16 * static_cast<float>(lines_++) + shift;
    for (size_t at = 0; at < text.size();) {
      Glyph glyph;
      glyph.code = NextCodePoint(text, &at);
      const float advance = glyph.code > 0x2E80 ? 10.f : 5.f;
      if (glyph.code == 1) glyph.code = 0;
      glyph.x = x;
      glyph.y = y;
      glyph.dx = advance;
      glyph.size = 10;
      glyph.font = static_cast<uint16_t>(font);
      glyphs_.glyphs.push_back(glyph);
      x += advance;
    }
  }
  void Again() { --lines_; }
  PageGlyphs& glyphs() { return glyphs_; }
  Page Read() {
    Page page;
    DistrustFonts(&glyphs_);
    LayOutPage(glyphs_, &page);
    JudgeText(glyphs_, &page);
    return page;
  }

 private:
  PageGlyphs glyphs_;
  int lines_ = 0;
};

TEST(FrequentHan, Table) {
  for (const char32_t c : U"的一是用户数据个人信息网络安全審查用戶數據資料") {
    if (c != 0) {
      EXPECT_TRUE(IsHan(c));
      EXPECT_TRUE(IsFrequentHan(c)) << std::hex << static_cast<uint32_t>(c);
    }
  }
  for (const char32_t c : {U'㐀', U'㤓', U'䀀', U'劥', U'峟'}) {
    EXPECT_TRUE(IsHan(c));
    EXPECT_FALSE(IsFrequentHan(c)) << std::hex << static_cast<uint32_t>(c);
  }
  for (const char32_t c : {U'a', U'。', U'가', U'\x20000'}) EXPECT_FALSE(IsHan(c));
}

TEST(FontTrust, Table) {
  const struct {
    const char* what;
    const char* text;
    bool has_unicode_map;
    bool trusted;
  } rows[] = {
      {"glyph numbers of Chinese", "㤓劥䀀峟", false, false},
      {"two of them among Latin", "Buyer㤓劥", false, false},
      {"Chinese by Unicode values", "注册用户数量", false, true},
      {"Traditional by Unicode values", "註冊用戶數量", false, true},
      {"Latin shifted by 29", "7KH\x01&RPSDQ\\\x01KDV", false, false},
      {"with accents", "3HQ\x01t\x01SURVWHGN\\\x01QD", false, false},
      {"Latin by Unicode values", "The Company has 12 million users", false, true},
      {"a heading by Unicode values", "RISK FACTORS AND OTHERS", false, true},
      {"a bullet", "•", false, true},
      {"letters of another script", "˖˗", false, false},
      {"anything, with a map", "㤓劥䀀峟", true, true},
  };
  for (const auto& row : rows) {
    TextPage page;
    page.Line(row.text, page.Font("F", row.has_unicode_map));
    const size_t chars = page.glyphs().glyphs.size();
    DistrustFonts(&page.glyphs());
    EXPECT_EQ(page.glyphs().distrusted_glyphs == 0, row.trusted) << row.what;
    EXPECT_EQ(page.glyphs().glyphs.size(), chars);
    for (const Glyph& glyph : page.glyphs().glyphs) {
      if (glyph.code != 0) {
        EXPECT_EQ(glyph.code != 0xFFFD, row.trusted) << row.what;
      }
    }
  }
}

TEST(TextHealth, APartThatAFontDoesNotTellIsNamed) {
  TextPage page;
  const int known = page.Font("Known", true), unknown = page.Font("Unknown", false);
  page.Line("The buyer of the shares that are described above is", known);
  page.Line("㤓劥", unknown);
  const Page read = page.Read();
  EXPECT_EQ(read.unread_reason, "");
  EXPECT_EQ(read.doubtful_reason, "garbled_text");
  EXPECT_EQ(read.doubtful_chars, 2u);
  EXPECT_NE(read.text.find("\xEF\xBF\xBD\xEF\xBF\xBD"), std::string::npos) << read.text;
}

TEST(TextHealth, APageThatFontsDoNotTellIsUnread) {
  TextPage page;
  const int unknown = page.Font("Unknown", false);
  for (int i = 0; i < 5; ++i) page.Line("㤓劥䀀峟㐀㤓劥䀀峟㐀", unknown);
  EXPECT_EQ(page.Read().unread_reason, "garbled_text");
}

TEST(TextHealth, AMapThatIsWrongShowsInTheCharacters) {
  TextPage wrong, right;
  const int w = wrong.Font("Wrong", true), r = right.Font("Right", true);
  for (int i = 0; i < 5; ++i) {
    wrong.Line("㤓劥䀀峟㐀㤓劥䀀峟㐀", w);
    right.Line("本公司於往績記錄期間的註冊用戶", r);
  }
  EXPECT_EQ(wrong.Read().unread_reason, "garbled_text");
  const Page read = right.Read();
  EXPECT_EQ(read.unread_reason, "");
  EXPECT_EQ(read.doubtful_reason, "");
}

TEST(TextHealth, ATextLayerThatStandsTwiceIsNamed) {
  for (const float shift : {0.f, 4.f}) {
    TextPage page;
    const int font = page.Font("Known", true);
    for (const char* text :
         {"The Company had 52.2 million registered users.",
          "It collects names and addresses of users.", "数据存储于境内的服务器。"}) {
      page.Line(text, font);
      page.Again();
      page.Line(text, font, 60 + shift, shift);
    }
    const Page read = page.Read();
    EXPECT_EQ(read.unread_reason, "");
    EXPECT_EQ(read.doubtful_reason, shift > 0 ? "doubled_text" : "") << read.text;
  }
}

TEST(TextHealth, NothingToReadIsNotUnread) {
  TextPage empty, picture;
  EXPECT_EQ(empty.Read().unread_reason, "");
  picture.glyphs().image_share = 0.9f;
  EXPECT_EQ(picture.Read().unread_reason, "no_text");
}

}  // namespace
}  // namespace filing_review::extract
