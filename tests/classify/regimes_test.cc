#include "classify/regimes.h"

#include <gtest/gtest.h>

#include <string>

#include "classify/classify.h"
#include "classify/fold.h"
#include "classify/regimes_operand.h"
#include "classify/regimes_signals.h"
#include "classify/rule_trace.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

constexpr char kReview[] = "cn_cybersecurity_review_2021";

const v1::RulePack& Pack() { return SharedRules().pack; }

const MacroTable& Macros() { return SharedRules().macros; }

v1::UserCount Count(int64_t value, v1::Bound bound, const std::string& metric = "REGISTERED",
                    v1::Region region = v1::REGION_UNSTATED) {
  v1::UserCount count;
  count.set_fact_id(metric + std::to_string(value));
  count.set_value(value);
  count.set_bound(bound);
  count.set_metric(metric);
  count.set_region(region);
  count.set_attribution(v1::ATTRIBUTION_ISSUER);
  count.add_evidence()->set_page(7);
  return count;
}

v1::ReviewBrief Brief(v1::FilingType type, v1::ListingVenue venue, const std::string& date) {
  v1::ReviewBrief brief;
  brief.mutable_filing()->set_filing_type(type);
  brief.mutable_filing()->set_listing_venue(venue);
  brief.mutable_filing()->set_filing_date(date);
  brief.mutable_coverage()->set_pages_total(1);
  brief.mutable_coverage()->set_pages_searched(1);
  return brief;
}

// A page that makes the issuer a platform operator in China.
constexpr char kChinesePlatform[] =
    "Our PRC subsidiaries run our platform. Our PRC subsidiaries hold licences for our platform. "
    "Our PRC legal adviser looked at our platform. Our PRC operating entities own our website. "
    "Our PRC counsel wrote on our mobile app. Our PRC subsidiaries pay taxes.";

void Assess(const std::string& text, v1::ReviewBrief& brief, const std::string& as_if = "") {
  const auto assessor = RegimeAssessor::Create(Pack(), Macros());
  ASSERT_TRUE(assessor.ok()) << assessor.status();
  const extract::Document document = TextDocument({text});
  const AnalyzedDocument analyzed = Analyze(document);
  ClassifyOptions options;
  options.as_if_regime = as_if;
  (*assessor)->Assess((*assessor)->Scan({analyzed}), options, brief);
}

const v1::Assessment& Of(const v1::ReviewBrief& brief, const std::string& regime) {
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.regime() == regime) return assessment;
  }
  static const v1::Assessment none;
  ADD_FAILURE() << "no assessment of " << regime;
  return none;
}

v1::Condition ConditionOf(const v1::Assessment& assessment, const std::string& condition) {
  for (const v1::Condition& found : assessment.conditions()) {
    if (found.condition() == condition) return found;
  }
  ADD_FAILURE() << "no condition " << condition;
  return {};
}

TEST(CompareFigure, BoundsAgainstAMillion) {
  const struct {
    int64_t value;
    v1::Bound bound;
    v1::ConditionState state;
  } rows[] = {
      {1000001, v1::BOUND_EXACT, v1::CONDITION_STATE_MET},
      {1000000, v1::BOUND_EXACT, v1::CONDITION_STATE_NOT_MET},
      {71093, v1::BOUND_EXACT, v1::CONDITION_STATE_NOT_MET},
      {1000000, v1::BOUND_MORE_THAN, v1::CONDITION_STATE_MET},
      {800000, v1::BOUND_MORE_THAN, v1::CONDITION_STATE_UNKNOWN},
      {100000, v1::BOUND_MORE_THAN, v1::CONDITION_STATE_NOT_MET},
      {1000000, v1::BOUND_AT_LEAST, v1::CONDITION_STATE_UNKNOWN},
      {1000001, v1::BOUND_AT_LEAST, v1::CONDITION_STATE_MET},
      {950000, v1::BOUND_APPROX, v1::CONDITION_STATE_UNKNOWN},
      {1050000, v1::BOUND_APPROX, v1::CONDITION_STATE_UNKNOWN},
      {1060000, v1::BOUND_APPROX, v1::CONDITION_STATE_MET},
      {940000, v1::BOUND_APPROX, v1::CONDITION_STATE_NOT_MET},
      {1000000, v1::BOUND_LESS_THAN, v1::CONDITION_STATE_NOT_MET},
      {1000000, v1::BOUND_UP_TO, v1::CONDITION_STATE_NOT_MET},
      {2000000, v1::BOUND_UP_TO, v1::CONDITION_STATE_UNKNOWN},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(CompareFigure(Count(row.value, row.bound), 1000000, false, 0.05), row.state)
        << row.value << " " << v1::Bound_Name(row.bound);
  }
  v1::UserCount range = Count(800000, v1::BOUND_RANGE);
  range.set_upper_value(1200000);
  EXPECT_EQ(CompareFigure(range, 1000000, false, 0.05), v1::CONDITION_STATE_UNKNOWN);
  range.set_value(1100000);
  EXPECT_EQ(CompareFigure(range, 1000000, false, 0.05), v1::CONDITION_STATE_MET);
  EXPECT_EQ(CompareFigure(Count(10000000, v1::BOUND_EXACT), 10000000, true, 0.05),
            v1::CONDITION_STATE_MET);
  EXPECT_EQ(WithCommas(52217000), "52,217,000");
  EXPECT_EQ(WithCommas(100), "100");
}

TEST(RegimeAssessor, TriggeredByAFirstListingAbroad) {
  v1::ReviewBrief brief = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, "2022-10-14");
  *brief.add_user_counts() = Count(63400000, v1::BOUND_EXACT, "REGISTERED", v1::REGION_CN_MAINLAND);
  Assess(kChinesePlatform, brief);
  const v1::Assessment& review = Of(brief, kReview);
  EXPECT_EQ(review.outcome(), v1::OUTCOME_TRIGGERED);
  EXPECT_EQ(review.basis(), v1::ASSESSMENT_BASIS_IN_FORCE);
  const v1::Condition users = ConditionOf(review, "issuer_users_over_1m");
  EXPECT_EQ(users.operand_basis(), v1::OPERAND_BASIS_REGISTERED);
  EXPECT_NE(users.explanation().find("proxy"), std::string::npos) << users.explanation();
  EXPECT_EQ(users.evidence_size(), 1);
  EXPECT_EQ(Of(brief, "cn_cybersecurity_review_2020").outcome(), v1::OUTCOME_OUT_OF_SCOPE);
  EXPECT_EQ(Of(brief, "cn_cybersecurity_review_draft_2021").outcome(), v1::OUTCOME_OUT_OF_SCOPE);
}

TEST(RegimeAssessor, TextInForceByDate) {
  const struct {
    const char* date;
    v1::ConditionState review_2020, review_2021, outbound_2022, outbound_2024;
  } rows[] = {
      {"2020-06-02", v1::CONDITION_STATE_MET, v1::CONDITION_STATE_NOT_MET,
       v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_NOT_MET},
      {"2022-02-14", v1::CONDITION_STATE_MET, v1::CONDITION_STATE_NOT_MET,
       v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_NOT_MET},
      {"2022-02-15", v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_MET,
       v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_NOT_MET},
      {"2023", v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_MET, v1::CONDITION_STATE_MET,
       v1::CONDITION_STATE_NOT_MET},
      {"2024-03-22", v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_MET,
       v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_MET},
      {"2022-02", v1::CONDITION_STATE_UNKNOWN, v1::CONDITION_STATE_UNKNOWN,
       v1::CONDITION_STATE_NOT_MET, v1::CONDITION_STATE_NOT_MET},
      {"", v1::CONDITION_STATE_UNKNOWN, v1::CONDITION_STATE_UNKNOWN, v1::CONDITION_STATE_UNKNOWN,
       v1::CONDITION_STATE_UNKNOWN},
  };
  for (const auto& row : rows) {
    v1::ReviewBrief brief = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, row.date);
    Assess(kChinesePlatform, brief);
    const auto state = [&](const char* regime) {
      return ConditionOf(Of(brief, regime), "text_in_force").state();
    };
    EXPECT_EQ(state("cn_cybersecurity_review_2020"), row.review_2020) << row.date;
    EXPECT_EQ(state(kReview), row.review_2021) << row.date;
    EXPECT_EQ(state("cn_outbound_transfer_2022"), row.outbound_2022) << row.date;
    EXPECT_EQ(state("cn_outbound_transfer_2024"), row.outbound_2024) << row.date;
  }
}

TEST(RegimeAssessor, ReadAsIfInForceWhereAsked) {
  v1::ReviewBrief brief = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, "2021-06-10");
  *brief.add_user_counts() = Count(377000000, v1::BOUND_EXACT, "AAU", v1::REGION_CN_MAINLAND);
  Assess(kChinesePlatform, brief, "cn_cybersecurity_review_draft_2021");
  EXPECT_EQ(Of(brief, "cn_cybersecurity_review_draft_2021").outcome(), v1::OUTCOME_TRIGGERED);
  EXPECT_EQ(Of(brief, "cn_cybersecurity_review_draft_2021").basis(),
            v1::ASSESSMENT_BASIS_AS_IF_IN_FORCE);
  EXPECT_EQ(Of(brief, kReview).outcome(), v1::OUTCOME_OUT_OF_SCOPE);
}

TEST(RegimeAssessor, HongKongIsNoForeignCountry) {
  v1::ReviewBrief brief =
      Brief(v1::FILING_TYPE_HKEX_PROSPECTUS, v1::LISTING_VENUE_HK, "2023-11-17");
  *brief.add_user_counts() = Count(186300000, v1::BOUND_EXACT);
  Assess("我們在中國內地經營平台。", brief);
  const v1::Assessment& review = Of(brief, kReview);
  EXPECT_EQ(review.outcome(), v1::OUTCOME_NOT_TRIGGERED);
  EXPECT_EQ(ConditionOf(review, "foreign_listing").state(), v1::CONDITION_STATE_NOT_MET);
  EXPECT_EQ(ConditionOf(review, "new_listing").state(), v1::CONDITION_STATE_MET);
  EXPECT_EQ(ConditionOf(Of(brief, "cn_csrc_overseas_listing_2023"), "overseas_listing").state(),
            v1::CONDITION_STATE_MET);
}

TEST(RegimeAssessor, ListedAbroadAlready) {
  v1::ReviewBrief brief =
      Brief(v1::FILING_TYPE_HKEX_PROSPECTUS, v1::LISTING_VENUE_HK, "2023-11-17");
  Assess("Our ADSs have been listed on the Nasdaq Global Select Market since 2014.", brief);
  const v1::Assessment& review = Of(brief, kReview);
  EXPECT_EQ(ConditionOf(review, "foreign_listing").state(), v1::CONDITION_STATE_MET);
  EXPECT_FALSE(ConditionOf(review, "foreign_listing").evidence().empty());
  EXPECT_EQ(ConditionOf(review, "new_listing").state(), v1::CONDITION_STATE_NOT_MET);

  v1::ReviewBrief annual = Brief(v1::FILING_TYPE_F_20F, v1::LISTING_VENUE_US, "2023-05-12");
  *annual.add_user_counts() = Count(52217000, v1::BOUND_EXACT);
  Assess(kChinesePlatform, annual);
  EXPECT_EQ(ConditionOf(Of(annual, kReview), "new_listing").state(), v1::CONDITION_STATE_NOT_MET);
  EXPECT_EQ(Of(annual, kReview).outcome(), v1::OUTCOME_NOT_TRIGGERED);
}

TEST(RegimeAssessor, UsersOverAMillion) {
  const auto state = [](v1::ReviewBrief brief, const std::string& text) {
    Assess(text, brief);
    return ConditionOf(Of(brief, kReview), "issuer_users_over_1m").state();
  };
  const v1::ReviewBrief base = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, "2023-05-12");
  EXPECT_EQ(state(base, "We sell pumps."), v1::CONDITION_STATE_UNKNOWN);
  EXPECT_EQ(state(base, "由於我們僅與企業往來，因此不會收集或處理個人數據。"),
            v1::CONDITION_STATE_NOT_MET);

  v1::ReviewBrief claim = base;
  claim.add_review_statements()->set_status("STATES_BELOW_1M");
  EXPECT_EQ(state(claim, "-"), v1::CONDITION_STATE_NOT_MET);
  *claim.add_user_counts() = Count(52217000, v1::BOUND_EXACT);
  EXPECT_EQ(state(claim, "-"), v1::CONDITION_STATE_MET) << "a claim does not beat the figure";

  v1::ReviewBrief weak = base;
  *weak.add_user_counts() = Count(1036400, v1::BOUND_EXACT, "DOWNLOADS");
  EXPECT_EQ(state(weak, "-"), v1::CONDITION_STATE_UNKNOWN) << "downloads are no persons";
  *weak.add_user_counts() = Count(486300, v1::BOUND_EXACT, "REGISTERED");
  EXPECT_EQ(state(weak, "-"), v1::CONDITION_STATE_NOT_MET);

  v1::ReviewBrief others = base;
  *others.add_user_counts() = Count(903600000, v1::BOUND_EXACT, "POPULATION");
  v1::UserCount industry = Count(903600000, v1::BOUND_EXACT, "USERS");
  industry.set_attribution(v1::ATTRIBUTION_INDUSTRY);
  *others.add_user_counts() = industry;
  EXPECT_EQ(state(others, "-"), v1::CONDITION_STATE_UNKNOWN);

  v1::ReviewBrief products = base;
  for (const char* name : {"Ferry", "Barge"}) {
    v1::UserCount count = Count(600000, v1::BOUND_EXACT);
    count.set_subject(name);
    *products.add_user_counts() = count;
  }
  Assess("-", products);
  const v1::Assessment& review = Of(products, kReview);
  EXPECT_EQ(ConditionOf(review, "issuer_users_over_1m").state(), v1::CONDITION_STATE_NOT_MET);
  ASSERT_FALSE(review.notes().empty());
  bool sum_named = false;
  for (const std::string& note : review.notes())
    sum_named |= note.find("1,200,000") != std::string::npos;
  EXPECT_TRUE(sum_named);
}

TEST(RegimeRules, SignalExamples) {
  const auto scanner = SignalScanner::Create(Pack().regimes(), Macros());
  ASSERT_TRUE(scanner.ok()) << scanner.status();
  for (const v1::TextSignal& signal : Pack().regimes().signals()) {
    for (const v1::Pattern& pattern : signal.patterns()) {
      EXPECT_GE(pattern.examples_size(), 2) << pattern.id();
      for (const v1::Example& example : pattern.examples()) {
        const auto ids = (*scanner)->Match(FoldText(example.text()), pattern.language());
        const bool given = std::find(ids.begin(), ids.end(), signal.id()) != ids.end();
        EXPECT_EQ(given, !example.expect().empty()) << pattern.id() << ": " << example.text();
      }
    }
  }
}

TEST(RegimeAssessor, UnknownSignalIsRefused) {
  v1::RulePack pack = Pack();
  pack.mutable_regimes()
      ->mutable_regimes(0)
      ->mutable_conditions(0)
      ->mutable_signals_given()
      ->add_signals("no_such");
  const auto assessor = RegimeAssessor::Create(pack, Macros());
  ASSERT_FALSE(assessor.ok());
  EXPECT_NE(std::string(assessor.status().message()).find("unknown signal no_such"),
            std::string::npos);
}

TEST(CompareUsers, SaysWhetherTheLineItselfCounts) {
  const struct {
    int64_t users;
    bool or_equal;
    v1::ConditionState state;
    const char* words;
  } rows[] = {
      {1'000'000, false, v1::CONDITION_STATE_NOT_MET, "its largest figure, not above 1,000,000"},
      {1'000'001, false, v1::CONDITION_STATE_MET, "above 1,000,000"},
      {999'999, true, v1::CONDITION_STATE_NOT_MET, "its largest figure, below 1,000,000"},
      {1'000'000, true, v1::CONDITION_STATE_MET, "at least 1,000,000"},
  };
  for (const auto& row : rows) {
    v1::ReviewBrief brief = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, "2023-05-01");
    *brief.add_user_counts() = Count(row.users, v1::BOUND_EXACT);
    v1::UsersOver over;
    over.set_threshold(1'000'000);
    over.set_or_equal(row.or_equal);
    const UsersOperand result = CompareUsers(over, Pack().regimes(), brief, nullptr);
    EXPECT_EQ(result.state, row.state) << row.users;
    EXPECT_NE(result.explanation.find(row.words), std::string::npos) << result.explanation;
  }
}

TEST(RegimeAssessor, ShowsAPlaceOnceAndExplainsItself) {
  v1::ReviewBrief brief = Brief(v1::FILING_TYPE_F_1, v1::LISTING_VENUE_US, "2023-05-01");
  v1::DataHandling& denial = *brief.add_data_handling();
  denial.set_category("ciio_status");
  denial.set_stance(v1::STANCE_ISSUER_DENIES);
  v1::Evidence& place = *denial.add_evidence();
  place.set_document("main");
  place.set_page(1);
  place.set_quote("We are no operator of critical information infrastructure.");
  v1::ReviewStatement& statement = *brief.add_review_statements();
  statement.set_status("NOT_CIIO");
  *statement.add_evidence() = place;

  const auto assessor = RegimeAssessor::Create(Pack(), Macros());
  ASSERT_TRUE(assessor.ok()) << assessor.status();
  const extract::Document document = TextDocument({kChinesePlatform});
  RuleTrace trace(1);
  ClassifyOptions options;
  options.trace = &trace;
  (*assessor)->Assess((*assessor)->Scan({Analyze(document)}), options, brief);

  int seen = 0;
  for (const v1::Assessment& assessment : brief.assessments()) {
    for (const v1::Condition& condition : assessment.conditions()) {
      if (condition.condition() != "critical_infrastructure_operator") continue;
      EXPECT_EQ(condition.evidence_size(), 1) << assessment.regime();
      ++seen;
    }
  }
  EXPECT_GT(seen, 0);
  int traced = 0;
  for (const TracedCondition& condition : trace.Conditions()) {
    if (condition.condition != "critical_infrastructure_operator") continue;
    EXPECT_EQ(condition.state, "NOT_MET");
    EXPECT_TRUE(condition.on_page);
    EXPECT_NE(condition.looked_at.find("against_statuses NOT_CIIO (1 finding)"), std::string::npos)
        << condition.looked_at;
    ++traced;
  }
  EXPECT_EQ(traced, seen);
}

}  // namespace
}  // namespace filing_review::classify
