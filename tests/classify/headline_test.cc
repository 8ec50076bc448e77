#include "classify/headline.h"

#include <gtest/gtest.h>

namespace filing_review::classify {
namespace {

v1::UserCount& Add(v1::ReviewBrief& brief, int64_t value, const std::string& date,
                   v1::Attribution attribution) {
  v1::UserCount& count = *brief.add_user_counts();
  count.set_fact_id(date + std::to_string(value));
  count.set_value(value);
  count.set_bound(v1::BOUND_EXACT);
  count.set_metric("MAU");
  count.set_as_of(date);
  count.set_attribution(attribution);
  return count;
}

TEST(FillHeadline, LargestFigureOfTheIssuerThenTheLatest) {
  v1::ReviewBrief brief;
  Add(brief, 2000000, "2022", v1::ATTRIBUTION_ISSUER);
  Add(brief, 2000000, "2023", v1::ATTRIBUTION_ISSUER);
  Add(brief, 900000000, "2023", v1::ATTRIBUTION_INDUSTRY);
  Add(brief, 50000000, "2025", v1::ATTRIBUTION_TARGET);
  Add(brief, 3000000, "2023", v1::ATTRIBUTION_ISSUER).set_bound(v1::BOUND_LESS_THAN);
  FillHeadline(brief);
  EXPECT_EQ(brief.headline().value(), 2000000);
  EXPECT_EQ(brief.headline().as_of(), "2023");
  EXPECT_EQ(brief.headline().over_one_million(), v1::CONDITION_STATE_MET);
  EXPECT_EQ(brief.headline().summary(),
            "The issuer's largest figure is 2,000,000 (MAU, 2023), above one million.");
}

TEST(FillHeadline, NothingFound) {
  v1::ReviewBrief brief;
  FillHeadline(brief);
  EXPECT_FALSE(brief.headline().has_value());
  EXPECT_FALSE(brief.headline().has_foreign_percent());
  EXPECT_EQ(brief.headline().over_one_million(), v1::CONDITION_STATE_UNKNOWN);
  EXPECT_FALSE(brief.headline().summary().empty());
}

TEST(FillHeadline, RegimesAndForeignPercentOfTheLatestStage) {
  v1::ReviewBrief brief;
  v1::Assessment& triggered = *brief.add_assessments();
  triggered.set_regime("one");
  triggered.set_outcome(v1::OUTCOME_TRIGGERED);
  brief.add_assessments()->set_outcome(v1::OUTCOME_NOT_TRIGGERED);
  const auto add = [&](v1::HoldingStage stage, double percent, bool hong_kong) {
    v1::OwnershipTotal& total = *brief.add_ownership_totals();
    total.set_stage(stage);
    total.set_holder_class(v1::HOLDER_CLASS_FOREIGN);
    total.set_percent(percent);
    total.set_with_hong_kong(hong_kong);
  };
  add(v1::HOLDING_STAGE_BEFORE, 40.1, false);
  add(v1::HOLDING_STAGE_AFTER, 36.2, false);
  add(v1::HOLDING_STAGE_AFTER, 39.9, true);
  FillHeadline(brief);
  ASSERT_EQ(brief.headline().regimes_triggered_size(), 1);
  EXPECT_EQ(brief.headline().regimes_triggered(0), "one");
  EXPECT_DOUBLE_EQ(brief.headline().foreign_percent(), 36.2);
}

TEST(AddCoverage, SumsDocumentsAndNamesUnreadPages) {
  extract::Document document;
  document.page_count = 2;
  document.pages.resize(2);
  document.pages[0].number = 1;
  document.pages[1].number = 2;
  document.pages[1].unread_reason = "no_text";
  v1::ReviewBrief brief;
  AddCoverage(document, "main", brief);
  AddCoverage(document, "exhibit-1", brief);
  EXPECT_EQ(brief.coverage().pages_total(), 4);
  EXPECT_EQ(brief.coverage().pages_searched(), 2);
  ASSERT_EQ(brief.coverage().pages_unread_size(), 2);
  EXPECT_EQ(brief.coverage().pages_unread(0).document(), "main");
  EXPECT_EQ(brief.coverage().pages_unread(1).document(), "exhibit-1");
  EXPECT_EQ(brief.coverage().pages_unread(0).page(), 2);
  EXPECT_EQ(brief.coverage().pages_unread(0).reason(), "no_text");
}

}  // namespace
}  // namespace filing_review::classify
