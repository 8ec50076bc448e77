#include "service/render/plain_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "service/render/code_point.h"

namespace filing_review::render {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool TurnsDirection(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
         c == 0x200F || c == 0x061C;
}

template <typename Escape>
std::string Escaped(std::string_view text, Escape escape) {
  std::string out;
  for (const char c : PlainText(text)) escape(c, out);
  return out;
}

}  // namespace

std::string PlainText(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (size_t at = 0; at < text.size();) {
    auto c = static_cast<char32_t>(NextCodePoint(text, at));
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    if (u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR || TurnsDirection(c)) {
      c = kReplacement;
    }
    AppendCodePoint(c, out);
  }
  return out;
}

std::string HtmlText(std::string_view text) {
  return Escaped(text, [](char c, std::string& out) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  });
}

std::string MarkdownText(std::string_view text) {
  static constexpr std::string_view kSpecial = "\\`*_{}[]<>#|~!&";
  std::string text_of_line = Escaped(text, [](char c, std::string& out) {
    if (kSpecial.find(c) != std::string_view::npos) out += '\\';
    out += c;
  });
  // What makes a list or a rule at the start of a line: "- ", "+ ", "12. ", "12) ".
  const size_t mark = text_of_line.find_first_not_of("0123456789");
  if (mark == std::string::npos) return text_of_line;
  const char c = text_of_line[mark];
  const bool list = mark == 0 ? c == '-' || c == '+' || c == '=' : c == '.' || c == ')';
  if (!list) return text_of_line;
  std::string out = text_of_line.substr(0, mark);
  out += '\\';
  return out.append(text_of_line, mark);
}

std::string GroupDigits(long long number) {
  const std::string digits = std::to_string(number);
  const size_t first = digits[0] == '-' ? 1 : 0;
  std::string out;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > first && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string PercentText(double percent) {
  char buffer[32];
  const auto result =
      std::to_chars(buffer, buffer + sizeof(buffer), percent, std::chars_format::fixed);
  return std::string(buffer, result.ptr) + " %";
}

}  // namespace filing_review::render
