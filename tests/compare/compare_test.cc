// The difference of two briefs as a whole: its kind, regimes, metadata, conflicts, pages and size.
#include "service/compare/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/render/words.h"
#include "tests/compare/brief_maker.h"

namespace filing_review::compare {
namespace {

TEST(Kind, IsToldFromTheBriefs) {
  const v1::ReviewBrief chinese = WithDigest(BriefOf(kHant, {}), "a");
  const v1::ReviewBrief english = WithDigest(BriefOf(kEn, {}), "b");
  const v1::ReviewBrief later = WithDigest(BriefOf(kEn, {}), "c");
  const v1::ReviewBrief simplified = WithDigest(BriefOf(kHans, {}), "d");
  EXPECT_EQ(KindOf(chinese, chinese), v1::COMPARISON_KIND_RULES);
  EXPECT_EQ(KindOf(chinese, english), v1::COMPARISON_KIND_TRANSLATION);
  EXPECT_EQ(KindOf(english, simplified), v1::COMPARISON_KIND_TRANSLATION);
  EXPECT_EQ(KindOf(english, later), v1::COMPARISON_KIND_VERSIONS);
  EXPECT_EQ(KindOf(chinese, simplified), v1::COMPARISON_KIND_VERSIONS);
  EXPECT_EQ(CompareBriefs(chinese, english, kVersions).kind(), kVersions);
}

v1::Assessment& AddRegime(v1::ReviewBrief& brief, v1::Outcome outcome,
                          const std::string& explanation, v1::ConditionState state) {
  v1::Assessment& assessment = *brief.add_assessments();
  assessment.set_regime("cn_cybersecurity_review_2021");
  assessment.set_title("Cybersecurity Review Measures");
  assessment.set_outcome(outcome);
  v1::Condition& users = *assessment.add_conditions();
  users.set_condition("issuer_users_over_1m");
  users.set_state(state);
  users.set_explanation(explanation);
  AddPlace(3, "quote of " + explanation, users.mutable_evidence());
  return assessment;
}

TEST(Regimes, SayWhichOperandChanged) {
  struct Row {
    const char *a, *b;
    v1::ConditionState state_b;
    v1::Outcome outcome_b;
    int changes;
  };
  const std::vector<Row> rows = {
      // Another page, or another date of the filing, is no other operand.
      {"The filing gives 5,000,000 users (page 7), above.",
       "The filing gives 5,000,000 users (page 9), above.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 0},
      {"In force from 2022-02-15; the filing is of 2023-04-21.",
       "In force from 2022-02-15; the filing is of 2023-06-01.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 0},
      {"The filing gives 5,000,000 users (page 7), above.",
       "The filing gives 6,000,000 users (page 7), above.", v1::CONDITION_STATE_MET,
       v1::OUTCOME_TRIGGERED, 1},
      {"The filing gives 5,000,000 users (page 7), above.", "The filing gives no figure.",
       v1::CONDITION_STATE_UNKNOWN, v1::OUTCOME_INDETERMINATE, 1},
  };
  for (const Row& row : rows) {
    v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
    AddRegime(a, v1::OUTCOME_TRIGGERED, row.a, v1::CONDITION_STATE_MET);
    AddRegime(b, row.outcome_b, row.b, row.state_b);
    const v1::BriefComparison comparison = CompareBriefs(a, b);
    ASSERT_EQ(comparison.regimes_size(), row.changes) << row.b;
    if (row.changes == 0) continue;
    const v1::RegimeChange& change = comparison.regimes(0);
    EXPECT_EQ(change.outcome_a(), v1::OUTCOME_TRIGGERED);
    EXPECT_EQ(change.outcome_b(), row.outcome_b);
    ASSERT_EQ(change.conditions_size(), 1);
    EXPECT_EQ(change.conditions(0).condition(), "issuer_users_over_1m");
    EXPECT_EQ(change.conditions(0).explanation_a(), row.a);
    EXPECT_EQ(change.conditions(0).explanation_b(), row.b);
    EXPECT_EQ(change.conditions(0).evidence_a_size(), 1);
    EXPECT_EQ(change.conditions(0).evidence_b_size(), 1);
  }
}

TEST(Compare, ABriefIsTheSameAsItself) {
  v1::ReviewBrief brief =
      BriefOf(kEn, {{"MAU", 5'000'000, "2023", "5 million MAUs"}}, {{"Harbour Fund", 12.8}},
              {{"minors", v1::STANCE_RISK, "Children may use it."}});
  AddRegime(brief, v1::OUTCOME_TRIGGERED, "5,000,000 users", v1::CONDITION_STATE_MET);
  const v1::BriefComparison comparison = CompareBriefs(brief, brief);
  EXPECT_TRUE(comparison.same()) << comparison.ShortDebugString();
  EXPECT_EQ(ChangeCount(comparison), 0);
  EXPECT_TRUE(comparison.pages_a().empty());
  EXPECT_FALSE(IsPartial(comparison));
}

TEST(Compare, MetadataChecklistCoverageAndHeadline) {
  v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
  a.mutable_filing()->set_issuer("Lantern Inc.");
  b.mutable_filing()->set_issuer("LANTERN, INC");
  a.mutable_filing()->set_filing_date("2023-04-21");
  b.mutable_filing()->set_filing_date("2023-06-01");
  AddPlace(1, "April 21, 2023", a.mutable_filing()->mutable_evidence());
  AddPlace(1, "June 1, 2023", b.mutable_filing()->mutable_evidence());
  AddPlace(1, "Form F-1", a.mutable_filing()->mutable_evidence());
  AddPlace(1, "Form F-1", b.mutable_filing()->mutable_evidence());
  for (v1::ReviewBrief* brief : {&a, &b}) brief->add_checklist()->set_item("minors");
  a.mutable_checklist(0)->set_state(v1::CHECKLIST_STATE_FOUND);
  b.mutable_checklist(0)->set_state(v1::CHECKLIST_STATE_NOT_FOUND);
  a.mutable_headline()->set_value(900'000);
  b.mutable_headline()->set_value(1'100'000);
  a.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_NOT_MET);
  b.mutable_headline()->set_over_one_million(v1::CONDITION_STATE_MET);
  b = WithUnread(b, 7);
  const v1::BriefComparison comparison = CompareBriefs(a, b);
  ASSERT_EQ(comparison.metadata_size(), 1) << "the issuer differs in case and punctuation only";
  EXPECT_EQ(comparison.metadata(0).field(), "filingDate");
  ASSERT_EQ(comparison.metadata(0).evidence_b_size(), 1);
  EXPECT_EQ(comparison.metadata(0).evidence_b(0).quote(), "June 1, 2023");
  ASSERT_EQ(comparison.metadata(0).evidence_a_size(), 1);
  EXPECT_EQ(comparison.metadata(0).evidence_a(0).quote(), "April 21, 2023");
  ASSERT_EQ(comparison.checklist_size(), 1);
  EXPECT_EQ(comparison.checklist(0).state_b(), v1::CHECKLIST_STATE_NOT_FOUND);
  ASSERT_EQ(comparison.headline_size(), 2);
  EXPECT_EQ(comparison.headline(0).value_b(), "1100000");
  EXPECT_EQ(comparison.headline(1).field(), "overOneMillion");
  ASSERT_EQ(comparison.coverage_size(), 1);
  EXPECT_EQ(comparison.coverage(0).value_b(), "7");
  EXPECT_TRUE(IsPartial(comparison));
}

TEST(Compare, ConflictsAreMatchedByWhatTheySay) {
  v1::ReviewBrief a = WithDigest(BriefOf(kEn, {}), "a"), b = WithDigest(BriefOf(kEn, {}), "b");
  const auto add = [](v1::ReviewBrief& brief, const char* explanation) {
    v1::Conflict& conflict = *brief.add_conflicts();
    conflict.set_kind("DIFFERENT_FIGURES");
    conflict.set_explanation(explanation);
    AddPlace(4, explanation, conflict.mutable_evidence());
  };
  add(a, "4,210,000 and 4,120,000 riders of Pebble for the year 2021 stand side by side.");
  add(b, "4,210,000 and 4,120,000 riders of Pebble for the year 2021 stand side by side.");
  add(a, "Two counts of helmets.");
  add(b, "The summary and the table give other numbers of borrowers.");
  const v1::BriefComparison comparison = CompareBriefs(a, b);
  ASSERT_EQ(comparison.conflicts_size(), 2);
  EXPECT_EQ(comparison.conflicts(0).change(), v1::CHANGE_KIND_VANISHED);
  EXPECT_EQ(comparison.conflicts(0).explanation_a(), "Two counts of helmets.");
  EXPECT_EQ(comparison.conflicts(1).change(), v1::CHANGE_KIND_APPEARED);
}

TEST(Compare, PagesThatCarryDifferencesAreCountedInFull) {
  std::vector<Handling> handling;
  std::vector<std::string> quotes;
  for (int page = 1; page <= 9; ++page) {
    handling.push_back({"minors", v1::STANCE_RISK, "Children may use it.", page});
  }
  const v1::BriefComparison comparison =
      CompareBriefs(BriefOf(kEn, {}, {}, handling), WithDigest(BriefOf(kEn, {}), "b"));
  ASSERT_EQ(comparison.disclosures_size(), 1);
  EXPECT_EQ(comparison.disclosures(0).evidence_a_size(), kEvidenceASide);
  EXPECT_EQ(comparison.pages_a_size(), 9);
  EXPECT_EQ(comparison.pages_a(8).page(), 9);
  EXPECT_EQ(comparison.pages_a(8).change_count(), 1);
}

// Sentences of made-up words, each its own; a tenth of them has other words under another seed.
v1::ReviewBrief Large(int count, int seed) {
  std::vector<std::string> quotes;
  for (int i = 0; i < count; ++i) {
    std::string quote = "We keep";
    for (int word = 0; word < 25; ++word) {
      const int own = i % 10 == 0 && word % 5 == 0 ? seed : 0;
      absl::StrAppend(&quote, " w", (i * 7919 + word * 101 + own * 13) % 1'000'003);
    }
    quotes.push_back(quote + ".");
  }
  std::vector<Handling> handling;
  handling.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    handling.push_back({"collection", v1::STANCE_ISSUER_STATES,
                        quotes[static_cast<size_t>(i)].c_str(), 1 + i / 4});
  }
  return WithDigest(BriefOf(kEn, {}, {}, handling), std::to_string(seed));
}

TEST(Compare, TenTimesTheFindingsTakeNoHundredTimesTheTime) {
  const auto seconds = [](int count) {
    const v1::ReviewBrief a = Large(count, 1), b = Large(count, 2);
    const auto start = std::chrono::steady_clock::now();
    const v1::BriefComparison comparison = CompareBriefs(a, b);
    EXPECT_GT(comparison.disclosures_size(), 0);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double small = seconds(1'000), large = seconds(10'000);
  std::printf("1,000 passages a side: %.3f s; 10,000: %.3f s\n", small, large);
  EXPECT_LT(large, 40 * std::max(small, 0.01));
}

TEST(Compare, TheSameBriefsGiveTheSameBytes) {
  const v1::ReviewBrief a = Large(300, 1), b = Large(300, 2);
  EXPECT_EQ(CompareBriefs(a, b).SerializeAsString(), CompareBriefs(a, b).SerializeAsString());
}

TEST(Bound, CutsTheLongestListAndCountsWhatIsGone) {
  v1::BriefComparison comparison = CompareBriefs(Large(300, 1), WithDigest(BriefOf(kEn, {}), "b"));
  const int all = ChangeCount(comparison);
  const int64_t bytes = static_cast<int64_t>(comparison.ByteSizeLong());
  Bound(comparison, bytes);
  EXPECT_EQ(comparison.omitted_count(), 0);
  Bound(comparison, bytes / 2);
  EXPECT_LE(static_cast<int64_t>(comparison.ByteSizeLong()), bytes / 2);
  EXPECT_GT(comparison.omitted_count(), 0);
  EXPECT_EQ(ChangeCount(comparison), all);
  // It ends where nothing is left to take away.
  Bound(comparison, 1);
  EXPECT_EQ(comparison.disclosures_size(), 0);
}

}  // namespace
}  // namespace filing_review::compare
