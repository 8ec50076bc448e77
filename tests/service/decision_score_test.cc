// Rule packs against decisions of reviewers, and decisions as labels.
#include "service/learning/decision_score.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "service/desk/finding_keys.h"
#include "service/learning/labels.h"
#include "tests/service/decision_of.h"

namespace filing_review::service {
namespace {

constexpr char kBrief[] = R"pb(
  filing {
    issuer: "Blue \"Heron\""
    filing_type: FILING_TYPE_F_1
    listing_venue: LISTING_VENUE_US
    filing_date: "2024-01-31"
    languages: LANGUAGE_ZH_HANS
  }
  user_counts {
    value: 250000000
    value_text: "250 million"
    bound: BOUND_MORE_THAN
    metric: "REGISTERED"
    attribution: ATTRIBUTION_ISSUER
    region: REGION_UNSTATED
    as_of: "2023-12-31"
    evidence {
      document: "main"
      page: 3
      quote: "over 250 million"
      role: EVIDENCE_ROLE_FIGURE
      boxes { x0: 72 y0: 90 x1: 300 y1: 101 }
    }
  }
  user_counts {
    value: 5
    value_text: "5"
    bound: BOUND_EXACT
    metric: "MAU"
    attribution: ATTRIBUTION_INDUSTRY
    evidence {
      document: "main"
      page: 4
      quote: "5"
      role: EVIDENCE_ROLE_FIGURE
      boxes { x0: 72 y0: 90 x1: 80 y1: 101 }
    }
  }
  data_handling {
    category: "collection"
    stance: STANCE_ISSUER_STATES
    evidence {
      document: "main"
      page: 5
      quote: "we collect"
      role: EVIDENCE_ROLE_FIGURE
      boxes { x0: 72 y0: 90 x1: 300 y1: 101 }
    }
  }
  data_handling {
    category: "minors"
    stance: STANCE_RISK
    evidence {
      document: "main"
      page: 5
      quote: "children"
      role: EVIDENCE_ROLE_FIGURE
      boxes { x0: 72 y0: 190 x1: 300 y1: 201 }
    }
  }
  conflicts {
    kind: "DIFFERENT_FIGURES"
    explanation: "they differ"
    evidence { page: 3 quote: "q" }
  }
)pb";

v1::ReviewBrief Brief() {
  v1::ReviewBrief brief;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kBrief, &brief));
  return brief;
}

v1::Decision Decide(const v1::ReviewBrief& brief, int index, v1::Verdict verdict) {
  const BriefFinding finding = FindingsOf(brief)[static_cast<size_t>(index)];
  v1::Decision decision = DecisionOf(finding, verdict);
  const v1::CorrectedFinding said = FindingIn(brief, finding.ref);
  if (KindOf(said) != v1::FINDING_KIND_UNSPECIFIED) *decision.mutable_decided_on() = said;
  return decision;
}

std::string Counts(const KindScore& score) {
  std::string text;
  for (const int64_t count :
       {score.decisions, score.right, score.changed, score.missed, score.wrong, score.undecided}) {
    text += std::to_string(count) + " ";
  }
  return text;
}

TEST(DecisionScore, ABriefAgainstDecisionsOnItself) {
  const v1::ReviewBrief brief = Brief();
  v1::Decision corrected = Decide(brief, 1, v1::VERDICT_CORRECTED);
  *corrected.mutable_corrected() = corrected.decided_on();
  corrected.mutable_corrected()->mutable_user_count()->set_metric("DAU");
  const DecisionScore score = ScoreBrief(
      brief, {Decide(brief, 0, v1::VERDICT_ACCEPTED), corrected,
              Decide(brief, 2, v1::VERDICT_REJECTED), Decide(brief, 4, v1::VERDICT_ACCEPTED)});
  EXPECT_EQ(Counts(score.at(v1::FINDING_KIND_USER_COUNT)), "2 1 1 0 0 0 ");
  EXPECT_EQ(Counts(score.at(v1::FINDING_KIND_DATA_HANDLING)), "1 0 0 0 1 1 ");
  EXPECT_EQ(Counts(score.at(v1::FINDING_KIND_CONFLICT)), "1 1 0 0 0 0 ");
  EXPECT_DOUBLE_EQ(score.at(v1::FINDING_KIND_USER_COUNT).precision(), 0.5);
  EXPECT_DOUBLE_EQ(score.at(v1::FINDING_KIND_USER_COUNT).recall(), 0.5);
  EXPECT_DOUBLE_EQ(score.at(v1::FINDING_KIND_DATA_HANDLING).precision(), 0);
  const std::string table = ScoreTable(score);
  EXPECT_NE(table.find("ALL                    0.500     0.667"), std::string::npos) << table;
  const std::string json = ScoreJson(score, 1, "pack");
  EXPECT_NE(json.find("\"USER_COUNT\":{\"precision\":0.5,\"recall\":0.5"), std::string::npos)
      << json;
  EXPECT_NE(json.find("\"filings\":1,\"rulePackDigest\":\"pack\""), std::string::npos) << json;
}

TEST(DecisionScore, AnotherPackOnTheSameDecisions) {
  const v1::ReviewBrief brief = Brief();
  const v1::Decision accepted = Decide(brief, 0, v1::VERDICT_ACCEPTED);
  v1::Decision added = Decide(brief, 1, v1::VERDICT_ADDED);
  added.set_finding_key("feedfeedfeedfeed");
  *added.mutable_corrected() = added.decided_on();
  added.clear_decided_on();
  const struct {
    const char* what;
    std::function<void(v1::ReviewBrief&)> change;
    const char* wanted;
  } rows[] = {
      {"the same", [](v1::ReviewBrief&) {}, "2 2 0 0 0 0 "},
      {"other evidence over the same text",
       [](v1::ReviewBrief& b) {
         auto* evidence = b.mutable_user_counts(0)->mutable_evidence(0);
         evidence->set_quote("we had over 250 million");
         evidence->mutable_boxes(0)->set_x0(40);
       },
       "2 2 0 0 0 0 "},
      {"another value", [](v1::ReviewBrief& b) { b.mutable_user_counts(0)->set_value(1); },
       "2 1 1 0 0 0 "},
      {"another rule", [](v1::ReviewBrief& b) { b.mutable_user_counts(0)->set_rule_id("r"); },
       "2 2 0 0 0 0 "},
      {"missed", [](v1::ReviewBrief& b) { b.mutable_user_counts()->DeleteSubrange(0, 1); },
       "2 1 0 1 0 0 "},
      {"one more",
       [](v1::ReviewBrief& b) {
         *b.add_user_counts() = b.user_counts(0);
         b.mutable_user_counts(2)->mutable_evidence(0)->set_page(9);
       },
       "2 2 0 0 0 1 "},
  };
  for (const auto& row : rows) {
    v1::ReviewBrief now = brief;
    row.change(now);
    EXPECT_EQ(Counts(ScoreBrief(now, {accepted, added}).at(v1::FINDING_KIND_USER_COUNT)),
              row.wanted)
        << row.what;
  }
}

TEST(Labels, AreThoseOfTheCorpus) {
  DecidedFiling filing;
  filing.name = "filings/f1";
  filing.filing.set_sha256("abc");
  filing.state = v1::REVIEW_STATE_SIGNED;
  filing.brief = Brief();
  filing.decisions = {Decide(filing.brief, 0, v1::VERDICT_ACCEPTED),
                      Decide(filing.brief, 2, v1::VERDICT_REJECTED),
                      Decide(filing.brief, 4, v1::VERDICT_ACCEPTED)};
  const std::string labels = LabelsOf(filing, "f1.pdf");
  for (
      const char* wanted :
      {R"("document": "f1.pdf", "document_sha256": "abc", "review_state": "SIGNED")",
       R"("issuer": "Blue \"Heron\"", "language": "zh-hans", "filing_type": "F-1", "listing_venue": "US", "filing_date": "2024-01-31")",
       R"({"page": 3, "quote": "over 250 million", "value": 250000000, "high": null, "bound": "MORE_THAN", "metric": "REGISTERED", "as_of": "2023-12-31", "attribution": "ISSUER", "region": "UNSTATED", "subject": null})",
       R"("value": 5, "high": null, "bound": "EXACT", "metric": "MAU", "as_of": null, "attribution": "INDUSTRY", "region": "UNSPECIFIED", "subject": null, "optional": true})",
       R"("data_handling_pages": {"5": []})", R"("data_handling_borderline": {"5": ["minors"]})",
       R"("kind": "DIFFERENT_FIGURES", "pages": [3])"}) {
    EXPECT_NE(labels.find(wanted), std::string::npos) << wanted << "\n" << labels;
  }
  filing.decisions.pop_back();
  EXPECT_EQ(LabelsOf(filing, "f1.pdf").find("conflicts"), std::string::npos)
      << "nobody decided on it: the list is not complete";
}

}  // namespace
}  // namespace filing_review::service
