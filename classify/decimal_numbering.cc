#include "classify/decimal_numbering.h"

#include <re2/re2.h>

#include <cstddef>
#include <utility>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

constexpr size_t kMostParts = 3;
constexpr int kLargestPart = 99;

// The parts of the number that `text` opens with, and where it ends; fewer than two: none.
std::vector<int> NumberOf(std::string_view text, size_t* end) {
  std::vector<int> parts;
  size_t at = 0;
  while (parts.size() < kMostParts) {
    int value = 0;
    const size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value <= kLargestPart) {
      value = 10 * value + (text[at++] - '0');
    }
    if (at == begin || value == 0 || value > kLargestPart || text[begin] == '0') return {};
    parts.push_back(value);
    if (at + 1 >= text.size() || text[at] != '.' || text[at + 1] < '0' || text[at + 1] > '9') break;
    ++at;
  }
  *end = at;
  return parts;
}

}  // namespace

bool DecimalNumbering::Expects(std::string_view text) const {
  size_t end = 0;
  const std::vector<int> number = NumberOf(text, &end);
  if (number.size() < 2 || end >= text.size()) return false;
  size_t at = end;
  if (!IsHan(NextCodePoint(text, at))) return false;
  static const RE2* const kUnit = new RE2(
      "^(?:[%‰亿万千百十元角分个名家人户次倍年月日号吨米股位件只台套辆亩度岁]|平方|立方|公里|公顷|"
      "毫|"
      "厘|英寸|港|美|欧|日元)");
  if (RE2::PartialMatch(re2::StringPiece(text.data() + end, text.size() - end), *kUnit)) {
    return false;
  }
  if (last_.empty()) return number.back() == 1;
  // The parts that they share, and the first that differs, which counts on by one.
  size_t same = 0;
  while (same < number.size() && same < last_.size() && number[same] == last_[same]) ++same;
  if (same == number.size()) return false;
  const bool goes_down = same == last_.size() && number[same] == 1;
  const bool counts_on = same < last_.size() && number[same] == last_[same] + 1;
  if (!goes_down && !counts_on) return false;
  for (size_t i = same + 1; i < number.size(); ++i) {
    if (number[i] != 1) return false;
  }
  return true;
}

void DecimalNumbering::Take(std::string_view text) {
  size_t end = 0;
  std::vector<int> number = NumberOf(text, &end);
  if (number.size() >= 2) last_ = std::move(number);
}

}  // namespace filing_review::classify
