// Tokens of a content stream (PDF 32000-1, 7.2, 7.3 and 7.8.2), read in place.
//
//   ContentLexer lexer("BT /F1 9 Tf [(Us) -20 <657273>] TJ ET");
//   for (Token t = lexer.Next(); t.kind != Token::Kind::kEnd; t = lexer.Next()) …
//
// Never fails: what is no token is passed over, and what the end cuts off is given as far as it
// goes, as Poppler does. Strings come decoded. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::extract {

struct Token {
  enum class Kind : uint8_t {
    kEnd,
    kNumber,
    kString,
    kName,
    kArrayBegin,
    kArrayEnd,
    kDictBegin,
    kDictEnd,
    kWord,  // an operator, or true, false, null
  };
  Kind kind = Kind::kEnd;
  double number = 0;      // kNumber
  std::string_view text;  // kString: its bytes; kName: without the solidus; kWord
};

class ContentLexer {
 public:
  // `content` must outlive this object and the tokens.
  explicit ContentLexer(std::string_view content);

  Token Next();
  // The texts of tokens up to now are no longer needed.
  void ForgetTexts() { decoded_.clear(); }
  // REQUIRES: the last token was the word ID. Passes over the data of an inline image (8.9.7) and
  // the EI behind it. What looks like EI within the data cannot be told from the end for certain:
  // between white space, and with text behind it, it counts as the end.
  void SkipInlineImage();

 private:
  Token Number();
  Token LiteralString();
  Token HexString();
  Token Name();
  void SkipSpaceAndComments();
  // A view of what was decoded since `begin`.
  std::string_view Decoded(size_t begin) const;

  const char* at_;
  const char* const end_;
  // Never longer than the content and never moved: tokens point into it.
  std::string decoded_;
  const std::string_view content_;
};

}  // namespace filing_review::extract
