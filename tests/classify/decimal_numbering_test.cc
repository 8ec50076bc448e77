#include "classify/decimal_numbering.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::classify {
namespace {

TEST(DecimalNumbering, CountsOn) {
  const struct {
    std::vector<std::string> before;
    const char* text;
    bool expected;
  } rows[] = {
      {{}, "1.1定义", true},
      {{}, "3.1定义", true},
      {{}, "1.2解释", false},
      {{"1.1定义"}, "1.2解释", true},
      {{"1.1 Definitions"}, "1.2解释", true},
      {{"1.1定义"}, "1.3其他", false},
      {{"1.1定义"}, "1.1定义", false},
      {{"1.1定义", "1.2解释"}, "2.1公司名称", true},
      {{"1.1定义"}, "2.2注册资本", false},
      {{"2.2公司住所"}, "2.3注册资本", true},
      {{"2.2公司住所"}, "2.3亿元的收入", false},
      {{"2.2公司住所"}, "2.3%的股份", false},
      {{"2.2公司住所"}, "2.3 Registered capital", false},
      {{"2.2公司住所"}, "2.2.1地址", true},
      {{"2.2.1地址"}, "2.2.2电话", true},
      {{"2.2.2电话"}, "2.3注册资本", true},
      {{"2.2.2电话"}, "2.2.4传真", false},
      {{"2.9公司住所"}, "2.10注册资本", true},
      {{"Risk factors"}, "1.2解释", false},
  };
  for (const auto& row : rows) {
    DecimalNumbering numbering;
    for (const std::string& heading : row.before) numbering.Take(heading);
    EXPECT_EQ(numbering.Expects(row.text), row.expected)
        << (row.before.empty() ? "" : row.before.back()) << " -> " << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
