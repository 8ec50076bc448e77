// One made-up filing against one regime, for tables of regime tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "classify/regimes.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {

struct RegimeFigure {
  int64_t value = 0;
  v1::Bound bound = v1::BOUND_EXACT;
  std::string metric = "REGISTERED";
  v1::Region region = v1::REGION_UNSTATED;
};

struct RegimeCase {
  std::string why;
  std::string date;
  v1::ListingVenue venue = v1::LISTING_VENUE_US;
  v1::FilingType type = v1::FILING_TYPE_F_1;
  std::string text;
  v1::Outcome outcome = v1::OUTCOME_UNSPECIFIED;
  std::vector<RegimeFigure> figures = {};
  std::vector<std::pair<std::string, v1::Stance>> disclosures = {};
  std::vector<std::string> statuses = {};
  std::vector<double> foreign_holders = {};  // percent of all shares, each
  bool unread_page = false;
};

inline v1::ReviewBrief BriefOf(const RegimeCase& row) {
  v1::ReviewBrief brief;
  brief.mutable_filing()->set_filing_type(row.type);
  brief.mutable_filing()->set_listing_venue(row.venue);
  brief.mutable_filing()->set_filing_date(row.date);
  brief.mutable_coverage()->set_pages_total(row.unread_page ? 2 : 1);
  brief.mutable_coverage()->set_pages_searched(1);
  if (row.unread_page) brief.mutable_coverage()->add_pages_unread()->set_page(2);
  for (const RegimeFigure& figure : row.figures) {
    v1::UserCount& count = *brief.add_user_counts();
    count.set_value(figure.value);
    count.set_bound(figure.bound);
    count.set_metric(figure.metric);
    count.set_region(figure.region);
    count.set_attribution(v1::ATTRIBUTION_ISSUER);
    count.add_evidence()->set_page(7);
  }
  for (const auto& [category, stance] : row.disclosures) {
    v1::DataHandling& found = *brief.add_data_handling();
    found.set_category(category);
    found.set_stance(stance);
    found.add_evidence()->set_page(3);
  }
  for (const std::string& status : row.statuses) {
    v1::ReviewStatement& statement = *brief.add_review_statements();
    statement.set_status(status);
    statement.add_evidence()->set_page(5);
  }
  double total = 0;
  for (const double percent : row.foreign_holders) {
    v1::Holder& holder = *brief.add_holders();
    holder.set_name("Holder of " + std::to_string(percent));
    holder.set_percent(percent);
    holder.set_stage(v1::HOLDING_STAGE_CURRENT);
    holder.set_holder_class(v1::HOLDER_CLASS_FOREIGN);
    holder.add_evidence()->set_page(9);
    total += percent;
  }
  if (!row.foreign_holders.empty()) {
    v1::OwnershipTotal& sum = *brief.add_ownership_totals();
    sum.set_stage(v1::HOLDING_STAGE_CURRENT);
    sum.set_holder_class(v1::HOLDER_CLASS_FOREIGN);
    sum.set_percent(total);
  }
  return brief;
}

// The brief with its assessments. `as_if`: a regime read as if in force; empty: none.
inline v1::ReviewBrief Assessed(const RegimeCase& row, const std::string& as_if = "") {
  const EmbeddedRules& rules = SharedRules();
  v1::ReviewBrief brief = BriefOf(row);
  const auto assessor = RegimeAssessor::Create(rules.pack, rules.macros);
  EXPECT_TRUE(assessor.ok()) << assessor.status();
  const extract::Document document = TextDocument({row.text});
  ClassifyOptions options;
  options.as_if_regime = as_if;
  if (assessor.ok()) (*assessor)->Assess((*assessor)->Scan({Analyze(document)}), options, brief);
  return brief;
}

inline const v1::Assessment& AssessmentOf(const v1::ReviewBrief& brief, const std::string& regime) {
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.regime() == regime) return assessment;
  }
  static const v1::Assessment none;
  ADD_FAILURE() << "no assessment of " << regime;
  return none;
}

// The conditions with their states and reasons, for messages.
inline std::string Reasons(const v1::Assessment& assessment) {
  std::string text;
  for (const v1::Condition& condition : assessment.conditions()) {
    text += "\n  " + condition.condition() + " " + v1::ConditionState_Name(condition.state()) +
            ": " + condition.explanation();
  }
  return text;
}

inline void ExpectOutcomes(const std::string& regime, const std::vector<RegimeCase>& rows) {
  EXPECT_GE(rows.size(), 8u) << regime;
  for (const RegimeCase& row : rows) {
    const v1::ReviewBrief brief = Assessed(row);
    const v1::Assessment& assessment = AssessmentOf(brief, regime);
    EXPECT_EQ(v1::Outcome_Name(assessment.outcome()), v1::Outcome_Name(row.outcome))
        << regime << ", " << row.why << Reasons(assessment);
    for (const v1::Condition& condition : assessment.conditions())
      EXPECT_FALSE(condition.explanation().empty()) << row.why << ", " << condition.condition();
  }
}

// Pages of text that make the issuer one of a kind.
inline constexpr char kChinesePlatform[] =
    "Our PRC subsidiaries run our platform. Our PRC subsidiaries hold licences for our platform. "
    "Our PRC legal adviser looked at our platform. Our PRC operating entities own our website. "
    "Our PRC counsel wrote on our mobile app. Our PRC subsidiaries pay taxes.";
inline constexpr char kAmericanBusiness[] =
    "We were incorporated in Delaware in 1998. Our U.S. operations grew. We ship our platform to "
    "schools. Our American subsidiary sells our app and our website.";
inline constexpr char kPumpMaker[] =
    "The pumps are cast in a foundry. Steel is bought on the spot.";

// Short names for tables.
inline constexpr v1::ListingVenue kMainland = v1::LISTING_VENUE_CN_MAINLAND;
inline constexpr v1::ListingVenue kHk = v1::LISTING_VENUE_HK;
inline constexpr v1::ListingVenue kOther = v1::LISTING_VENUE_OTHER;
inline constexpr v1::ListingVenue kUs = v1::LISTING_VENUE_US;
inline constexpr v1::FilingType kAShare = v1::FILING_TYPE_A_SHARE_PROSPECTUS;
inline constexpr v1::FilingType kF1 = v1::FILING_TYPE_F_1;
inline constexpr v1::FilingType k10K = v1::FILING_TYPE_F_10K;
inline constexpr v1::FilingType k20F = v1::FILING_TYPE_F_20F;
inline constexpr v1::FilingType kProspectus = v1::FILING_TYPE_HKEX_PROSPECTUS;
inline constexpr v1::FilingType kS1 = v1::FILING_TYPE_S_1;
inline constexpr v1::Outcome kTriggered = v1::OUTCOME_TRIGGERED;
inline constexpr v1::Outcome kNotTriggered = v1::OUTCOME_NOT_TRIGGERED;
inline constexpr v1::Outcome kIndeterminate = v1::OUTCOME_INDETERMINATE;
inline constexpr v1::Outcome kOutOfScope = v1::OUTCOME_OUT_OF_SCOPE;

}  // namespace filing_review::classify
