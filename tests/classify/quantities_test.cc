#include "classify/quantities.h"

#include <gtest/gtest.h>

namespace filing_review::classify {
namespace {

struct Row {
  const char* text;
  Script script;
  double value, upper;
  Quantity::Kind kind;
};

constexpr Script kZh = Script::kChinese, kEn = Script::kEnglish;
constexpr Quantity::Kind kNumber = Quantity::Kind::kNumber, kPercent = Quantity::Kind::kPercent,
                         kRange = Quantity::Kind::kRange;

class QuantitiesTest : public testing::TestWithParam<Row> {};

TEST_P(QuantitiesTest, ReadsTheOneNumber) {
  const Row& row = GetParam();
  const std::vector<Quantity> found = FindQuantities(row.text, row.script);
  ASSERT_EQ(found.size(), 1u) << row.text;
  EXPECT_EQ(found[0].kind, row.kind) << row.text;
  EXPECT_NEAR(found[0].value, row.value, 1e-9 * row.value) << row.text;
  EXPECT_NEAR(found[0].upper, row.upper, 1e-9 * row.upper) << row.text;
}

INSTANTIATE_TEST_SUITE_P(
    All, QuantitiesTest,
    testing::Values(Row{"超过3.77亿名用户", kZh, 3.77e8, 3.77e8, kNumber},
                    Row{"over 377 million users", kEn, 3.77e8, 3.77e8, kNumber},
                    Row{"约 10 万个", kZh, 1e5, 1e5, kNumber},
                    Row{"about 100,000 of them", kEn, 1e5, 1e5, kNumber},
                    Row{"兩億三千萬", kZh, 2.3e8, 2.3e8, kNumber},
                    Row{"half a million members", kEn, 5e5, 5e5, kNumber},
                    Row{"廿六万人", kZh, 2.6e5, 2.6e5, kNumber},
                    Row{"one hundred and five", kEn, 105, 105, kNumber},
                    Row{"占百分之二十一点五", kZh, 21.5, 21.5, kPercent},
                    Row{"near 21.5 percent", kEn, 21.5, 21.5, kPercent},
                    Row{"近五成", kZh, 50, 50, kPercent},
                    Row{"13.5mm", kEn, 1.35e7, 1.35e7, kNumber},
                    Row{"10-20万户", kZh, 1e5, 2e5, kRange},
                    Row{"between 170 and 190 million", kEn, 1.7e8, 1.9e8, kRange}));

TEST(Quantities, LeavesVagueNumbersOut) {
  EXPECT_TRUE(FindQuantities("tens of millions of users", kEn).empty());
  EXPECT_TRUE(FindQuantities("数百万用户", kZh).empty());
}

}  // namespace
}  // namespace filing_review::classify
