#include "service/desk/finding_keys.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "service/desk/disagreement.h"
#include "tests/service/decision_of.h"

namespace filing_review::service {
namespace {

constexpr char kBrief[] = R"pb(
  user_counts {
    fact_id: "f1"
    value: 250000000
    value_text: "250 million"
    metric: "REGISTERED"
    rule_id: "r1"
    evidence { document: "main" page: 2 quote: "As of June" role: EVIDENCE_ROLE_CONTEXT }
    evidence {
      document: "main"
      page: 3
      quote: "over 250 million registered users"
      role: EVIDENCE_ROLE_FIGURE
      boxes { x0: 72.1 y0: 90 x1: 300 y1: 101.2 }
    }
  }
  data_handling {
    category: "collection"
    stance: STANCE_ISSUER_STATES
    evidence {
      document: "main"
      page: 4
      quote: "We collect and store names."
      role: EVIDENCE_ROLE_FIGURE
    }
  }
  data_handling {
    category: "storage"
    stance: STANCE_ISSUER_STATES
    evidence {
      document: "main"
      page: 4
      quote: "We collect and store names."
      role: EVIDENCE_ROLE_FIGURE
    }
  }
  holders {
    name: "Blue Heron"
    percent: 12.5
    percent_text: "12.5%"
    stage: HOLDING_STAGE_BEFORE
    evidence { document: "main" page: 5 quote: "Blue Heron  12.5%  12.5%" }
  }
  holders {
    name: "Blue Heron"
    percent: 12.5
    percent_text: "12.5%"
    stage: HOLDING_STAGE_AFTER
    evidence { document: "main" page: 5 quote: "Blue Heron  12.5%  12.5%" }
  }
  assessments { regime: "cn_cybersecurity_review_2021" outcome: OUTCOME_TRIGGERED }
  conflicts {
    kind: "DIFFERENT_FIGURES"
    explanation: "they differ"
    evidence { document: "main" page: 3 quote: "over 250 million registered users" }
  }
  checklist { item: "leakage" state: CHECKLIST_STATE_NOT_FOUND }
)pb";

v1::ReviewBrief Brief() {
  v1::ReviewBrief brief;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kBrief, &brief));
  return brief;
}

desk::v1::BriefSummary SummaryOf(const v1::ReviewBrief& brief) {
  desk::v1::BriefSummary summary;
  for (const BriefFinding& finding : FindingsOf(brief)) {
    desk::v1::SummaryFinding& kept = *summary.add_findings();
    *kept.mutable_ref() = finding.ref;
    kept.set_finding_sha256(finding.finding_sha256);
    kept.set_place(finding.place);
  }
  return summary;
}

TEST(FindingKeys, AllFindingsHaveOneAndNoTwoTheSame) {
  const v1::ReviewBrief brief = Brief();
  const auto findings = FindingsOf(brief);
  ASSERT_EQ(findings.size(), 8u);
  std::set<std::string> keys;
  for (const BriefFinding& finding : findings) {
    EXPECT_EQ(finding.ref.key().size(), 16u);
    EXPECT_EQ(finding.ref.key().find_first_not_of("0123456789abcdef"), std::string::npos);
    keys.insert(finding.ref.key());
  }
  EXPECT_EQ(keys.size(), 8u);
  EXPECT_EQ(findings[0].evidence->page(), 3) << "the figure, not its context";
  EXPECT_EQ(findings[1].place, findings[2].place);
  EXPECT_EQ(findings[4].ref.index(), 1);
  EXPECT_EQ(findings[5].ref.kind(), v1::FINDING_KIND_ASSESSMENT);
}

// The keys are kept in stores and events: they may never change.
TEST(FindingKeys, StayAsTheyAre) {
  const v1::ReviewBrief brief = Brief();
  std::string keys;
  for (const BriefFinding& finding : FindingsOf(brief)) keys += finding.ref.key() + " ";
  EXPECT_EQ(keys,
            "0dbef76fe874c1be 5570a5b230a5c8d4 dce9ae4b50b5eba4 b682af20763c7cb2 82a61054f680b820 "
            "7a8d1f679a22900c dc7432d18676a887 a5f7b0945a0a9f49 ");
}

TEST(FindingKeys, WhatTheRulesMakeOfAPlaceDoesNotChangeItsKey) {
  const v1::ReviewBrief before = Brief();
  const std::string key = FindingsOf(before)[0].ref.key();
  const struct {
    const char* what;
    std::function<void(v1::UserCount&)> change;
    bool same_key, same_digest;
  } rows[] = {
      {"value", [](v1::UserCount& c) { c.set_value(1); }, true, false},
      {"metric", [](v1::UserCount& c) { c.set_metric("MAU"); }, true, false},
      {"rule", [](v1::UserCount& c) { c.set_rule_id("r2"); }, true, true},
      {"confidence", [](v1::UserCount& c) { c.set_confidence(0.1); }, true, true},
      {"fact", [](v1::UserCount& c) { c.set_fact_id("f2"); }, true, true},
      {"section", [](v1::UserCount& c) { c.mutable_evidence(1)->set_section("s"); }, true, true},
      {"context", [](v1::UserCount& c) { c.mutable_evidence(0)->set_page(9); }, true, true},
      {"a tenth of a point",
       [](v1::UserCount& c) { c.mutable_evidence(1)->mutable_boxes(0)->set_x0(72.2); }, true, true},
      {"box", [](v1::UserCount& c) { c.mutable_evidence(1)->mutable_boxes(0)->set_x0(99); }, false,
       true},
      {"page", [](v1::UserCount& c) { c.mutable_evidence(1)->set_page(4); }, false, true},
      {"quote", [](v1::UserCount& c) { c.mutable_evidence(1)->set_quote("q"); }, false, true},
      {"document", [](v1::UserCount& c) { c.mutable_evidence(1)->set_document("exhibit-1"); },
       false, true},
      {"another number there", [](v1::UserCount& c) { c.set_value_text("9"); }, false, false},
  };
  for (const auto& row : rows) {
    v1::ReviewBrief after = before;
    row.change(*after.mutable_user_counts(0));
    const BriefFinding now = FindingsOf(after)[0];
    EXPECT_EQ(now.ref.key() == key, row.same_key) << row.what;
    EXPECT_EQ(now.finding_sha256 == FindingsOf(before)[0].finding_sha256, row.same_digest)
        << row.what;
  }
}

TEST(FindingKeys, AnotherFindingAtThePlaceTakesNoKeyAway) {
  const v1::ReviewBrief before = Brief();
  const std::string storage = FindingsOf(before)[2].ref.key();
  v1::ReviewBrief after = before;
  after.mutable_data_handling()->erase(after.data_handling().begin());
  EXPECT_EQ(FindingsOf(after)[1].ref.key(), storage);
}

TEST(FindingKeys, AnAddedFindingHasAKeyOfItsOwn) {
  const v1::ReviewBrief brief = Brief();
  v1::CorrectedFinding added;
  *added.mutable_user_count() = brief.user_counts(0);
  const AddedFinding one = KeyOfAdded(added);
  EXPECT_EQ(one.kind, v1::FINDING_KIND_USER_COUNT);
  EXPECT_NE(one.key, FindingsOf(brief)[0].ref.key());
  EXPECT_EQ(one.place, FindingsOf(brief)[0].place);
  EXPECT_EQ(DigestOf(added), FindingsOf(brief)[0].finding_sha256);
}

TEST(Disagreement, Table) {
  const v1::ReviewBrief then = Brief();
  const BriefFinding count = FindingsOf(then)[0];
  v1::ReviewBrief changed = then, gone = then, other = then;
  changed.mutable_user_counts(0)->set_metric("MAU");
  gone.clear_user_counts();
  other.mutable_user_counts(0)->set_value_text("50");
  v1::Decision corrected = DecisionOf(count, v1::VERDICT_CORRECTED);
  *corrected.mutable_corrected()->mutable_user_count() = changed.user_counts(0);
  v1::Decision added = DecisionOf(count, v1::VERDICT_ADDED);
  added.set_finding_key("0123456789abcdef");
  const struct {
    const char* what;
    v1::Decision decision;
    const v1::ReviewBrief& now;
    v1::Disagreement wanted;
  } rows[] = {
      {"same", DecisionOf(count, v1::VERDICT_ACCEPTED), then, v1::DISAGREEMENT_UNSPECIFIED},
      {"changed", DecisionOf(count, v1::VERDICT_ACCEPTED), changed,
       v1::DISAGREEMENT_FINDING_CHANGED},
      {"gone", DecisionOf(count, v1::VERDICT_ACCEPTED), gone, v1::DISAGREEMENT_FINDING_GONE},
      {"rejected and gone", DecisionOf(count, v1::VERDICT_REJECTED), gone,
       v1::DISAGREEMENT_UNSPECIFIED},
      {"rejected, another there", DecisionOf(count, v1::VERDICT_REJECTED), other,
       v1::DISAGREEMENT_FINDING_APPEARED},
      {"corrected to what it is now", corrected, changed, v1::DISAGREEMENT_UNSPECIFIED},
      {"corrected, gone", corrected, gone, v1::DISAGREEMENT_FINDING_GONE},
      {"added, there now", added, then, v1::DISAGREEMENT_FINDING_APPEARED},
      {"added, not there", added, gone, v1::DISAGREEMENT_UNSPECIFIED},
      {"comment", DecisionOf(count, v1::VERDICT_UNSPECIFIED), gone, v1::DISAGREEMENT_FINDING_GONE},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(DisagreementOf(row.decision, SummaryOf(row.now)), row.wanted) << row.what;
  }
}

}  // namespace
}  // namespace filing_review::service
