// Decimal numbers of headings that no space parts from their Chinese words, "2.3注册资本": in the
// type of the body they look like amounts, and only the number before tells them apart.
//
//   DecimalNumbering numbering;
//   numbering.Expects("1.1定义");    // true: the first
//   numbering.Take("1.1 定义");
//   numbering.Expects("1.2解释");    // true: follows on 1.1
//   numbering.Expects("2.3亿元");    // false
#pragma once

#include <string_view>
#include <vector>

namespace filing_review::classify {

class DecimalNumbering {
 public:
  // True where `text`, folded, opens with the number that comes next, or with the first of the
  // next chapter or of a level below; and what follows is no unit of an amount.
  bool Expects(std::string_view text) const;
  // Remembers the number of a heading; does nothing where it has no decimal one.
  void Take(std::string_view text);

 private:
  std::vector<int> last_;  // empty before the first
};

}  // namespace filing_review::classify
