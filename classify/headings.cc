#include "classify/headings.h"

#include <re2/re2.h>

#include <cctype>
#include <map>
#include <utility>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

constexpr size_t kLongestHeading = 160;  // bytes
constexpr size_t kLongestPlain = 90;     // bytes: in the type of the body, without a space
constexpr int kLevels = 6;               // that numbering tells apart
constexpr int kDecimalLevel = 3;
constexpr size_t kMostParts = 3;  // of a decimal number
constexpr int kLargestPart = 99;

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
  return RE2::PartialMatch(text, *decimal) ? kDecimalLevel : -1;
}

// "2.3亿元", "3.5 million users", "12.5%"; not "2.3股东情况", which only begins like a unit.
bool OpensWithAmount(const re2::StringPiece& text) {
  static const RE2* const amount = new RE2(
      "^[0-9]{1,3}\\.[0-9]{1,3}\\s?(?:"
      "[%‰亿万千百十元角分名家人户次倍年月日吨米股件台辆亩度岁秒]|个(?:百分点|月)|小时|平方|立方|"
      "公里|公顷|毫|厘|英寸|(?:港|美|欧|日)元|(?:per\\s?cent|percent|percentage|thousand|million|"
      "billion|trillion|times|years?|months?|days|hours|minutes|points?|km|kg|square|shares|users)"
      "\\b)");
  static const RE2* const word = new RE2(
      "^[0-9.]+\\s?(?:股[东权本份票利]|人[员力民才事]|名[称誉单]|分[公部类支析配销]|年[度报]|日["
      "常志程]|"
      "月度|家[庭族]|户[外型]|角色|元宇宙|台湾|百度|度假|件[数量]|次[级要])");
  return RE2::PartialMatch(text, *amount) && !RE2::PartialMatch(text, *word);
}

// Body text that was cut off begins in lower case.
bool StartsLikeProse(std::string_view text) {
  while (!text.empty() && (text.front() == '(' || text.front() == '"')) text.remove_prefix(1);
  return !text.empty() && std::islower(static_cast<unsigned char>(text.front())) != 0;
}

// End of the first sentence where another begins behind it; 0 where none does.
size_t FirstOfSentences(const re2::StringPiece& text) {
  static const RE2* const sentence =
      new RE2("^((?:[^。]*?。|(?:[A-Za-z,'’-]+ ){4}[^.]*?[a-z]{2,}\\. ))\\s*[^\\s)”」』a-z]");
  re2::StringPiece first;
  return RE2::PartialMatch(text, *sentence, &first) ? first.size() : 0;
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
  if (OpensWithAmount(piece) || FirstOfSentences(piece) > 0) return -1;
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

size_t RunInHeading(std::string_view text, uint16_t size, bool bold, uint16_t body_size,
                    int* level) {
  if (!bold && size * 100 <= body_size * 108) return 0;
  size_t end = FirstOfSentences({text.data(), text.size()});
  std::string_view title = text.substr(0, end);
  while (title.ends_with(' ')) title.remove_suffix(1);
  for (const std::string_view stop : {".", "。"}) {
    if (title.ends_with(stop)) title.remove_suffix(stop.size());
  }
  *level = end > 0 ? HeadingLevel(title, size, bold, body_size) : -1;
  return *level >= 0 ? title.size() : 0;
}

namespace {

// The parts of the decimal number that `text` opens with, and where it ends; empty where there is
// none of two parts or three.
std::vector<int> DecimalNumber(std::string_view text, size_t* end) {
  std::vector<int> parts;
  size_t at = 0;
  while (parts.size() < kMostParts) {
    const size_t begin = at;
    int value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value <= kLargestPart) {
      value = 10 * value + (text[at++] - '0');
    }
    if (at == begin || text[begin] == '0' || value > kLargestPart) return {};
    parts.push_back(value);
    if (at + 1 >= text.size() || text[at] != '.' || text[at + 1] < '0' || text[at + 1] > '9') break;
    ++at;
  }
  *end = at;
  return parts.size() >= 2 ? parts : std::vector<int>();
}

}  // namespace

int DecimalHeadings::LevelOf(std::string_view text) const {
  if (text.size() > kLongestPlain || text.find('\t') != std::string_view::npos ||
      EndsLikeProse(text) || OpensWithAmount({text.data(), text.size()})) {
    return -1;
  }
  size_t at = 0;
  const std::vector<int> number = DecimalNumber(text, &at);
  if (number.empty() || at >= text.size() || !IsHan(NextCodePoint(text, at))) return -1;
  if (last_.empty()) return number.back() == 1 ? kDecimalLevel : -1;
  // The first part that differs counts on by one; those behind it begin.
  size_t same = 0;
  while (same < number.size() && same < last_.size() && number[same] == last_[same]) ++same;
  if (same == number.size()) return -1;
  if (number[same] != (same < last_.size() ? last_[same] + 1 : 1)) return -1;
  for (size_t i = same + 1; i < number.size(); ++i) {
    if (number[i] != 1) return -1;
  }
  return kDecimalLevel;
}

void DecimalHeadings::Take(std::string_view text) {
  size_t end = 0;
  std::vector<int> number = DecimalNumber(text, &end);
  if (!number.empty()) last_ = std::move(number);
}

}  // namespace filing_review::classify
