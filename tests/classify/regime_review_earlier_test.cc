// The texts before the review measures of 2021, by date, venue, type and figures.
#include "tests/classify/regime_case.h"

namespace filing_review::classify {
namespace {

constexpr v1::Region kChina = v1::REGION_CN_MAINLAND;
constexpr char kDraft[] = "cn_cybersecurity_review_draft_2021";
constexpr char kReview2020[] = "cn_cybersecurity_review_2020";

TEST(ReviewRegime2020, Table) {
  const std::vector<std::pair<std::string, v1::Stance>> operates = {
      {"ciio_status", v1::STANCE_ISSUER_STATES}};
  const std::vector<std::pair<std::string, v1::Stance>> denies = {
      {"ciio_status", v1::STANCE_ISSUER_DENIES}};
  const std::vector<std::pair<std::string, v1::Stance>> rule_text = {
      {"ciio_status", v1::STANCE_RULE_TEXT}};
  ExpectOutcomes(
      kReview2020,
      {
          {"the day before effect",
           "2020-05-31",
           kUs,
           kF1,
           kChinesePlatform,
           kOutOfScope,
           {{52000000}},
           operates},
          {"the day of effect, an operator",
           "2020-06-01",
           kUs,
           kF1,
           kChinesePlatform,
           kIndeterminate,
           {{52000000}},
           operates},
          {"the last day", "2022-02-14", kUs, kF1, kChinesePlatform, kIndeterminate, {}, operates},
          {"the day after", "2022-02-15", kUs, kF1, kChinesePlatform, kOutOfScope, {}, operates},
          {"a listing alone is not looked at",
           "2021-06-30",
           kUs,
           kF1,
           kChinesePlatform,
           kOutOfScope,
           {{377000000, v1::BOUND_EXACT, "AAU", kChina}}},
          {"no operator", "2021-06-30", kUs, kF1, kChinesePlatform, kOutOfScope, {}, denies},
          {"no operator by its statement",
           "2021-06-30",
           kUs,
           kF1,
           kChinesePlatform,
           kOutOfScope,
           {},
           {},
           {"NOT_CIIO"}},
          {"a rule quoted is no position",
           "2021-06-30",
           kHk,
           kProspectus,
           kChinesePlatform,
           kOutOfScope,
           {},
           rule_text},
          {"unread pages hide it",
           "2021-06-30",
           kUs,
           kF1,
           kChinesePlatform,
           kIndeterminate,
           {},
           {},
           {},
           {},
           true},
      });
}

TEST(ReviewRegimeDraft2021, TableReadAsIfInForce) {
  const struct {
    RegimeCase row;
    v1::Outcome as_if;
  } rows[] = {
      {{"below", "2021-06-10", kUs, kF1, kChinesePlatform, kOutOfScope, {{999999}}}, kNotTriggered},
      {{"at", "2021-06-10", kUs, kF1, kChinesePlatform, kOutOfScope, {{1000000}}}, kNotTriggered},
      {{"above", "2021-06-10", kUs, kF1, kChinesePlatform, kOutOfScope, {{1000001}}}, kTriggered},
      {{"the day of the draft", "2021-07-10", kUs, kF1, kChinesePlatform, kOutOfScope, {{2000000}}},
       kTriggered},
      {{"Hong Kong", "2021-08-01", kHk, kProspectus, kChinesePlatform, kOutOfScope, {{2000000}}},
       kNotTriggered},
      {{"a yearly report", "2021-08-01", kUs, k20F, kChinesePlatform, kOutOfScope, {{2000000}}},
       kNotTriggered},
      {{"no figure", "2021-08-01", kUs, kF1, kChinesePlatform, kOutOfScope}, kIndeterminate},
      {{"no platform in China", "2021-08-01", kUs, kF1, kPumpMaker, kOutOfScope, {{2000000}}},
       kNotTriggered},
      {{"after the final text", "2023-08-01", kUs, kF1, kChinesePlatform, kOutOfScope, {{2000000}}},
       kTriggered},
  };
  for (const auto& [row, as_if] : rows) {
    EXPECT_EQ(AssessmentOf(Assessed(row), kDraft).outcome(), row.outcome) << row.why;
    const v1::ReviewBrief brief = Assessed(row, kDraft);
    EXPECT_EQ(AssessmentOf(brief, kDraft).outcome(), as_if)
        << row.why << Reasons(AssessmentOf(brief, kDraft));
    EXPECT_EQ(AssessmentOf(brief, kDraft).basis(), v1::ASSESSMENT_BASIS_AS_IF_IN_FORCE) << row.why;
  }
}

}  // namespace
}  // namespace filing_review::classify
