// A content stream of any bytes: reading its tokens ends and gives no more than was there, and a
// deflated one stays within its bound.
#include <cstdlib>
#include <string>

#include "extract/content_lexer.h"
#include "extract/inflate.h"
#include "tests/fuzz/target.h"

namespace {

using filing_review::extract::ContentLexer;
using filing_review::extract::Token;

volatile char last_read;  // so that each byte of a text is read

void ReadTokens(std::string_view content) {
  ContentLexer lexer(content);
  size_t tokens = 0, bytes = 0;
  for (Token t = lexer.Next(); t.kind != Token::Kind::kEnd; t = lexer.Next()) {
    ++tokens;
    bytes += t.text.size();
    for (const char c : t.text) last_read = c;
    if (t.text == "ID") lexer.SkipInlineImage();
    if (t.kind == Token::Kind::kWord && tokens % 2 == 0) lexer.ForgetTexts();
  }
  if (tokens > content.size() || bytes > content.size()) abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ReadTokens(bytes);
  std::string inflated;
  constexpr size_t kMost = 100'000;
  if (filing_review::extract::Inflate(bytes, kMost, &inflated)) ReadTokens(inflated);
  if (inflated.size() > kMost) abort();
  return 0;
}
