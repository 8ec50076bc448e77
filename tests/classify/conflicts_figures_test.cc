#include "classify/conflicts_figures.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>

#include "tests/classify/embedded_rules.h"

namespace filing_review::classify {
namespace {

struct Figure {
  int64_t value;
  std::string printed;
  int page;
  std::string metric = "REGISTERED";
  std::string subject;
  std::string as_of = "2023-12-31";
  std::string period_start;
  v1::Bound bound = v1::BOUND_EXACT;
  v1::Region region = v1::REGION_UNSTATED;
  std::string metric_text;
  v1::Attribution attribution = v1::ATTRIBUTION_ISSUER;
};

void Add(const Figure& figure, v1::ReviewBrief& brief) {
  v1::UserCount& count = *brief.add_user_counts();
  count.set_value(figure.value);
  count.set_value_text(figure.printed);
  count.set_metric(figure.metric);
  count.set_subject(figure.subject);
  if (!figure.as_of.empty()) count.set_as_of(figure.as_of);
  if (!figure.period_start.empty()) count.set_period_start(figure.period_start);
  count.set_bound(figure.bound);
  count.set_region(figure.region);
  count.set_metric_text(figure.metric_text);
  count.set_attribution(figure.attribution);
  v1::Evidence& evidence = *count.add_evidence();
  evidence.set_document("main");
  evidence.set_page(figure.page);
  evidence.set_quote(figure.printed);
  evidence.set_role(v1::EVIDENCE_ROLE_FIGURE);
}

class DifferentFiguresTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(rules_.ok); }

  v1::ReviewBrief Conflicts(const Figure& a, const Figure& b) const {
    const v1::ConflictRules& rules = rules_.pack.regimes().conflicts();
    const re2::RE2 qualifiers("(" + rules.metric_qualifiers() + ")");
    v1::ReviewBrief brief;
    Add(a, brief);
    Add(b, brief);
    FindDifferentFigures(rules, &qualifiers, brief);
    return brief;
  }

  EmbeddedRules rules_;
};

TEST_F(DifferentFiguresTest, OneFactWithTwoFigures) {
  const struct {
    const char* why;
    Figure a, b;
  } kRows[] = {
      {"one apart", {14325, "14,325", 24}, {14326, "14,326", 35}},
      {"two digits changed places", {186300000, "1.863亿", 3}, {183600000, "1.836亿", 13}},
      {"the same in English", {186300000, "186.3 million", 3}, {183600000, "183.6 million", 13}},
      {"more digits than rounding explains", {6127000, "612.7万", 5}, {6172000, "617.2万", 8}},
      {"a rounded figure beside an exact one",
       {12660000, "12.66 million", 2},
       {12604321, "12,604,321", 9}},
      {"of one product",
       {2310000, "231.0万", 4, "MAU", "青柚"},
       {2340000, "234.0万", 9, "MAU", "青柚"}},
      {"the name in other characters",
       {2310000, "2.310 million", 4, "MAU", "青檸"},
       {2340000, "2.340 million", 9, "MAU", "青柠"}},
      {"one region, not said the second time",
       {51200000, "5,120万", 3, "REGISTERED", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_CN_MAINLAND},
       {51900000, "5,190万", 7}},
      {"one region, said twice",
       {51200000, "51.20 million", 3, "DAU", "", "2023-12-31", "", v1::BOUND_EXACT, v1::REGION_US},
       {51900000, "51.90 million", 7, "DAU", "", "2023-12-31", "", v1::BOUND_EXACT, v1::REGION_US}},
      {"three digits, two of them changed places", {61800, "61,800", 4}, {68100, "68,100", 7}},
      {"digits changed places, one measure named vaguely",
       {4120000, "4.12 million", 4, "USERS"},
       {4210000, "4.21 million", 8, "AAU"}},
      {"the start of the period not said the second time",
       {2386000, "2,386,000", 4, "CUSTOMERS", "", "2023-06-30", "2023-01"},
       {2368000, "2,368", 8, "CUSTOMERS", "", "2023-06-30"}},
      {"averages of one period",
       {6127000, "612.7万", 5, "MAU", "", "2023-12-31", "2023-01", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "平均月活跃用户"},
       {6172000, "617.2万", 8, "MAU", "", "2023-12-31", "2023-01", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "月活跃用户平均"}},
  };
  for (const auto& row : kRows) {
    const v1::ReviewBrief brief = Conflicts(row.a, row.b);
    ASSERT_EQ(brief.conflicts_size(), 1) << row.why;
    EXPECT_EQ(brief.conflicts(0).kind(), "DIFFERENT_FIGURES") << row.why;
    ASSERT_EQ(brief.conflicts(0).evidence_size(), 2) << row.why;
    EXPECT_NE(brief.conflicts(0).evidence(0).quote(), brief.conflicts(0).evidence(1).quote())
        << row.why << ": both quotes";
  }
}

TEST_F(DifferentFiguresTest, NoConflict) {
  const struct {
    const char* why;
    Figure a, b;
  } kRows[] = {
      {"the same", {14325, "14,325", 24}, {14325, "14,325", 35}},
      {"the same in another unit", {12600000, "1,260.0万", 3}, {12600000, "12.60 million", 9}},
      {"rounded to three digits", {186300000, "1.863亿", 3}, {186000000, "1.86亿", 13}},
      {"rounded to two digits", {12604321, "12,604,321", 3}, {13000000, "13 million", 13}},
      {"rounded to thousands", {46917482, "46,917,482", 3}, {46917000, "46,917", 13}},
      {"rounded up in English", {63408000, "63,408", 3}, {63400000, "63.4 million", 13}},
      {"over 800 million and 812 million",
       {800000000, "800 million", 3, "MAU", "", "2023-12-31", "", v1::BOUND_MORE_THAN},
       {812000000, "812.0 million", 9, "MAU"}},
      {"逾8亿与8.12亿",
       {800000000, "8亿", 3, "MAU", "", "2023-12-31", "", v1::BOUND_MORE_THAN},
       {812000000, "8.120亿", 9, "MAU"}},
      {"nearly",
       {25000000, "25.00 million", 3, "MAU", "", "2023-12-31", "", v1::BOUND_APPROX},
       {24710000, "24.71 million", 9, "MAU"}},
      {"at least",
       {1500000, "1,500,000", 3, "MEMBERS", "", "2023-12-31", "", v1::BOUND_AT_LEAST},
       {1512000, "1,512,000", 9, "MEMBERS"}},
      {"fewer than",
       {1520000, "1,520,000", 3, "MEMBERS", "", "2023-12-31", "", v1::BOUND_LESS_THAN},
       {1512000, "1,512,000", 9, "MEMBERS"}},
      {"up to",
       {1520000, "1,520,000", 3, "MEMBERS", "", "2023-12-31", "", v1::BOUND_UP_TO},
       {1512000, "1,512,000", 9, "MEMBERS"}},
      {"another day", {14325, "14,325", 24}, {14326, "14,326", 35, "REGISTERED", "", "2022-12-31"}},
      {"a day and its month",
       {14325, "14,325", 24},
       {14326, "14,326", 35, "REGISTERED", "", "2023-12"}},
      {"no date",
       {14325, "14,325", 24, "REGISTERED", "", ""},
       {14326, "14,326", 35, "REGISTERED", "", ""}},
      {"another start of the period",
       {6127000, "612.7万", 5, "MAU", "", "2023-12-31", "2023-01"},
       {6172000, "617.2万", 8, "MAU", "", "2023-12-31", "2023-10"}},
      {"another metric", {6127000, "612.7万", 5, "MAU"}, {6172000, "617.2万", 8, "PAYING"}},
      {"another product",
       {2310000, "231.0万", 4, "MAU", "青柚"},
       {2340000, "234.0万", 9, "MAU", "红柚"}},
      {"a product and all",
       {2310000, "2.310 million", 4, "MAU", "Quince"},
       {2340000, "2.340 million", 9, "MAU"}},
      {"another region",
       {51200000, "5,120万", 3, "MAU", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_CN_MAINLAND},
       {51900000, "5,190万", 7, "MAU", "", "2023-12-31", "", v1::BOUND_EXACT, v1::REGION_GLOBAL}},
      {"an average and a figure of the end",
       {6127000, "612.7万", 5, "MAU", "", "2023-12-31", "", v1::BOUND_EXACT, v1::REGION_UNSTATED,
        "平均月活跃用户"},
       {6172000, "617.2万", 8, "MAU", "", "2023-12-31", "", v1::BOUND_EXACT, v1::REGION_UNSTATED,
        "月活跃用户"}},
      {"cumulative and not",
       {6127000, "6.127 million", 5, "REGISTERED", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "cumulative registered users"},
       {6172000, "6.172 million", 8, "REGISTERED", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "registered users"}},
      {"one page that knows both", {186300000, "1.863亿", 3}, {183600000, "1.836亿", 3}},
      {"too far apart to be one fact", {186300000, "1.863亿", 3}, {112300000, "1.123亿", 13}},
      {"digits changed places, far apart", {19200, "19,200", 3}, {91200, "91,200", 13}},
      {"two digits that changed places are too few to tell",
       {2300000, "2.3 million", 3},
       {3200000, "3.2 million", 13}},
      {"digits changed places in two named measures",
       {4120000, "4.12 million", 4, "MAU"},
       {4210000, "4.21 million", 8, "AAU"}},
      {"too few digits to tell", {1200, "1.2千", 3}, {1230, "1.23千", 13}},
      {"a market's",
       {510000000, "5.100亿", 3, "POPULATION", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "", v1::ATTRIBUTION_INDUSTRY},
       {512000000, "5.120亿", 9, "POPULATION", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "", v1::ATTRIBUTION_INDUSTRY}},
      {"another company's",
       {14325, "14,325", 24},
       {14326, "14,326", 35, "REGISTERED", "", "2023-12-31", "", v1::BOUND_EXACT,
        v1::REGION_UNSTATED, "", v1::ATTRIBUTION_OTHER_COMPANY}},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Conflicts(row.a, row.b).conflicts_size(), 0) << row.why;
    EXPECT_EQ(Conflicts(row.b, row.a).conflicts_size(), 0) << row.why << ", the other way round";
  }
}

}  // namespace
}  // namespace filing_review::classify
