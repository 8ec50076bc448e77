#include "classify/headings.h"

#include <re2/re2.h>

#include <cctype>
#include <map>

namespace filing_review::classify {

namespace {

constexpr size_t kLongestHeading = 160;  // bytes
constexpr int kLevels = 6;               // that numbering tells apart

const RE2& Numbered(int level) {
  static const RE2* const patterns[] = {
      new RE2("^(?:第[一二三四五六七八九十百0-9]{1,4}(?:[章编篇]|部分)|PART\\s+[IVX0-9]+\\b)"),
      new RE2("^(?:第[一二三四五六七八九十百0-9]{1,4}节|(?i:item)\\s+[0-9]{1,2}[A-K]?\\b)"),
      new RE2("^(?:[一二三四五六七八九十]{1,3}、|(?i:item)\\s+[0-9]{1,2}\\.[A-K]\\b)"),
      new RE2(
          "^(?:\\([一二三四五六七八九十]{1,3}\\)|[0-9]{1,2}\\.[0-9]{1,2}(?:\\.[0-9]{1,2})?\\s)"),
      new RE2("^[0-9]{1,2}[、.]\\s*[^0-9\\s]"),
      new RE2("^\\([0-9]{1,2}\\)\\s*[^0-9\\s]"),
  };
  return *patterns[level];
}

// Numbering that body text may begin with too: a heading only in type that is set apart.
int NumberedInType(const re2::StringPiece& text) {
  static const RE2* const letter = new RE2("^(?:[A-K]|[IVX]{1,5})\\.\\s+[A-Z]");
  static const RE2* const decimal = new RE2("^[0-9]{1,2}(?:\\.[0-9]{1,2}){1,2}[一-龥]");
  if (RE2::PartialMatch(text, *letter)) return 2;
  return RE2::PartialMatch(text, *decimal) ? 3 : -1;
}

// Body text that was cut off begins in lower case.
bool StartsLikeProse(std::string_view text) {
  while (!text.empty() && (text.front() == '(' || text.front() == '"')) text.remove_prefix(1);
  return !text.empty() && std::islower(static_cast<unsigned char>(text.front())) != 0;
}

}  // namespace

bool IsUpperCase(std::string_view text) {
  size_t upper = 0, lower = 0;
  for (const char c : text) {
    upper += std::isupper(static_cast<unsigned char>(c)) != 0;
    lower += std::islower(static_cast<unsigned char>(c)) != 0;
  }
  return upper >= 4 && lower == 0;
}

namespace {

bool EndsLikeProse(std::string_view text) {
  if (text.empty()) return true;
  const char c = text.back();
  if (c == ',' || c == ';' || c == ':') return true;
  if (c == '.' && text.size() > 60) return true;
  for (const std::string_view end : {"。", "、", "的", "和", "及"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

bool HasLetter(std::string_view text) {
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0) return true;
  }
  return false;
}

}  // namespace

uint16_t BodyFontSize(const extract::Document& document) {
  std::map<uint16_t, uint64_t> chars;
  for (const extract::Page& page : document.pages) {
    for (const extract::Line& line : page.lines) {
      if (line.role == extract::LineRole::kBody) {
        chars[line.font_size] += line.char_end - line.char_begin;
      }
    }
  }
  uint16_t best = 0;
  uint64_t most = 0;
  for (const auto& [size, count] : chars) {
    if (count > most) best = size, most = count;
  }
  return best;
}

bool StartsNumbered(std::string_view text, int deepest) {
  const re2::StringPiece piece(text.data(), text.size());
  for (int level = 0; level <= deepest && level < kLevels; ++level) {
    if (RE2::PartialMatch(piece, Numbered(level))) return true;
  }
  return deepest >= 2 && NumberedInType(piece) == 2;
}

int HeadingLevel(std::string_view text, uint16_t size, bool bold, uint16_t body_size) {
  if (text.size() < 3 || text.size() > kLongestHeading || !HasLetter(text)) return -1;
  if (text.find('\t') != std::string_view::npos || EndsLikeProse(text)) return -1;
  const bool larger = size * 100 > body_size * 108;
  const re2::StringPiece piece(text.data(), text.size());
  for (int level = 0; level < kLevels; ++level) {
    if (!RE2::PartialMatch(piece, Numbered(level))) continue;
    // "Item 3.D" is one level below "Item 3".
    if (level == 1 && RE2::PartialMatch(piece, Numbered(2))) continue;
    // A number alone makes a heading only where the line is short or set apart.
    if (level >= 4 && !bold && !larger && text.size() > 75) return -1;
    return level;
  }
  if (bold || larger) {
    if (const int level = NumberedInType(piece); level >= 0) return level;
  }
  if (StartsLikeProse(text)) return -1;
  if (IsUpperCase(text)) return bold || larger ? 1 : text.size() < 90 ? 2 : -1;
  if (larger) return size * 100 > body_size * 135 ? 2 : 3;
  if (bold && text.size() < 120) return 4;
  return -1;
}

}  // namespace filing_review::classify
