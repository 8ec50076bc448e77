#include "extract/content_lexer.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>

namespace filing_review::extract {
namespace {

using Kind = Token::Kind;

// "9 (text) /name [ ] << >> word", tokens apart by one space.
std::string Print(std::string_view content) {
  ContentLexer lexer(content);
  std::string out;
  for (Token t = lexer.Next(); t.kind != Kind::kEnd; t = lexer.Next()) {
    if (!out.empty()) out += ' ';
    const std::string text(t.text);
    switch (t.kind) {
      case Kind::kNumber: {
        char number[64];
        snprintf(number, sizeof number, "%.9g", t.number);
        out += number;
        break;
      }
      case Kind::kString:
        out += "(" + text + ")";
        break;
      case Kind::kName:
        out += "/" + text;
        break;
      case Kind::kArrayBegin:
        out += "[";
        break;
      case Kind::kArrayEnd:
        out += "]";
        break;
      case Kind::kDictBegin:
        out += "<<";
        break;
      case Kind::kDictEnd:
        out += ">>";
        break;
      default:
        out += text;
    }
  }
  return out;
}

struct Case {
  std::string content, tokens;
};

class ContentLexerTest : public testing::TestWithParam<Case> {};

TEST_P(ContentLexerTest, Tokens) {
  EXPECT_EQ(Print(GetParam().content), GetParam().tokens) << GetParam().content;
}

INSTANTIATE_TEST_SUITE_P(
    All, ContentLexerTest,
    testing::Values(Case{"", ""}, Case{" \n\t", ""},
                    Case{"BT/F1 9 Tf(a)Tj ET", "BT /F1 9 Tf (a) Tj ET"},
                    // Numbers.
                    Case{"1 -2 +3 4.5 -.5 .25 6. 007", "1 -2 3 4.5 -0.5 0.25 6 7"},
                    Case{"0.000000000000000000001 123456789012345678901234567890",
                         "0 1.23456789e+29"},
                    Case{"1.2-3 4-5 - .", "1.23 4 -5 -0 0"}, Case{"1Tj 0g", "1 Tj 0 g"},
                    // Strings, literal (7.3.4.2).
                    Case{"(a (b) c)", "(a (b) c)"}, Case{"(a\\)b\\(c\\\\)", "(a)b(c\\)"},
                    Case{"(\\101\\1012\\60)", "(AA20)"}, Case{"(\\53\\5x)", "(+\5x)"},
                    Case{"(a\\\nb\\\r\nc\rd\r\ne)", "(abc\nd\ne)"}, Case{"(\\n\\t\\q)", "(\n\tq)"},
                    Case{"(cut off", "(cut off)"}, Case{"(cut off\\", "(cut off)"},
                    // Strings, hexadecimal (7.3.4.3).
                    Case{"<48656C6c6F> <4 8 7> <>", "(Hello) (Hp) ()"}, Case{"<48", "(H)"},
                    // Names (7.3.5).
                    Case{"/A#42C /#4 / /a/b", "/ABC /#4 / /a /b"},
                    // Arrays, dictionaries, comments, strays.
                    Case{"[(a)-20(b)]TJ", "[ (a) -20 (b) ] TJ"},
                    Case{"/P <</A 1/B<</C[2]>>>> BDC", "/P << /A 1 /B << /C [ 2 ] >> >> BDC"},
                    Case{"1 % (not) this\n2", "1 2"}, Case{"1 % to the end", "1"},
                    Case{") } { > 1", "1"}, Case{"T* ' \" f* true", "T* ' \" f* true"}));

TEST(ContentLexer, PassesOverInlineImages) {
  const std::string content =
      std::string("BI /W 2 /H 1 ID \x01 EI\x02\x80 EI\x90 xEI y\nEI Q (a) Tj");
  ContentLexer lexer(content);
  Token token = lexer.Next();
  while (token.text != "ID") token = lexer.Next();
  lexer.SkipInlineImage();
  EXPECT_EQ(lexer.Next().text, "Q");
  EXPECT_EQ(lexer.Next().text, "a");
}

TEST(ContentLexer, AnInlineImageWithoutAnEndTakesTheRest) {
  ContentLexer lexer("ID abc EIx");
  lexer.Next();
  lexer.SkipInlineImage();
  EXPECT_EQ(lexer.Next().kind, Kind::kEnd);
}

// Texts of earlier tokens stay valid until they are forgotten.
TEST(ContentLexer, TextsStandStill) {
  ContentLexer lexer("(\\101)<42>(\\103)/#44");
  const Token a = lexer.Next(), b = lexer.Next(), c = lexer.Next(), d = lexer.Next();
  EXPECT_EQ(std::string(a.text) + std::string(b.text) + std::string(c.text) + std::string(d.text),
            "ABCD");
}

// Whatever the bytes, it ends, and no text is longer than the content.
TEST(ContentLexer, EndsOnAnything) {
  const char* const pieces[] = {"(", ")",  "<", "<<", ">>", "[", "]",  "/",
                                "#", "\\", "%", "\n", "1",  "-", "Tj", "ID"};
  std::mt19937 draw(5);
  for (int n = 0; n < 20000; ++n) {
    std::string content;
    for (size_t i = draw() % 12; i > 0; --i) content += pieces[draw() % 16];
    ContentLexer lexer(content);
    size_t tokens = 0, bytes = 0;
    for (Token t = lexer.Next(); t.kind != Kind::kEnd; t = lexer.Next()) {
      ++tokens;
      bytes += t.text.size();
      if (t.text == "ID") lexer.SkipInlineImage();
    }
    EXPECT_LE(tokens, content.size()) << content;
    EXPECT_LE(bytes, content.size()) << content;
  }
}

}  // namespace
}  // namespace filing_review::extract
