// The Chinese review regime by date, venue, type and figures.
#include "tests/classify/regime_case.h"

namespace filing_review::classify {
namespace {

constexpr v1::Region kChina = v1::REGION_CN_MAINLAND;
constexpr char kReview[] = "cn_cybersecurity_review_2021";
constexpr char kDraft[] = "cn_cybersecurity_review_draft_2021";
constexpr char kReview2020[] = "cn_cybersecurity_review_2020";

bool Notes(const v1::Assessment& assessment, const std::string& words) {
  for (const std::string& note : assessment.notes()) {
    if (note.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(ReviewRegime2021, Table) {
  const std::string listed =
      std::string(kChinesePlatform) +
      " Our ADSs have been listed on the New York Stock Exchange since 2018.";
  ExpectOutcomes(
      kReview,
      {
          {"below the line", "2023-05-12", kUs, kF1, kChinesePlatform, kNotTriggered, {{999999}}},
          {"at the line: 超过 is strictly more",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kNotTriggered,
           {{1000000}}},
          {"above the line", "2023-05-12", kUs, kF1, kChinesePlatform, kTriggered, {{1000001}}},
          {"at least one million",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kIndeterminate,
           {{1000000, v1::BOUND_AT_LEAST}}},
          {"more than one million",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kTriggered,
           {{1000000, v1::BOUND_MORE_THAN}}},
          {"about one million",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kIndeterminate,
           {{1040000, v1::BOUND_APPROX}}},
          {"the day before effect",
           "2022-02-14",
           kUs,
           kF1,
           kChinesePlatform,
           kOutOfScope,
           {{52000000}}},
          {"the day of effect", "2022-02-15", kUs, kF1, kChinesePlatform, kTriggered, {{52000000}}},
          {"downloads are no persons",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kIndeterminate,
           {{52000000, v1::BOUND_EXACT, "DOWNLOADS"}}},
          {"no figure", "2023-05-12", kUs, kF1, kChinesePlatform, kIndeterminate},
          {"a claim of fewer does not beat the figure",
           "2023-05-12",
           kUs,
           kF1,
           kChinesePlatform,
           kTriggered,
           {{52000000}},
           {},
           {"STATES_BELOW_1M"}},
          {"Singapore is a foreign country",
           "2023-05-12",
           kOther,
           v1::FILING_TYPE_OTHER,
           std::string(kChinesePlatform) +
               " The initial public offering of our shares is small. The net proceeds of our "
               "initial public offering will fund two depots.",
           kTriggered,
           {{52000000}}},
          {"Hong Kong is none",
           "2023-05-12",
           kHk,
           kProspectus,
           kChinesePlatform,
           kNotTriggered,
           {{52000000}}},
          {"nor is Shanghai",
           "2023-05-12",
           kMainland,
           v1::FILING_TYPE_A_SHARE_PROSPECTUS,
           kChinesePlatform,
           kNotTriggered,
           {{52000000}}},
          {"a 20-F of an issuer listed in 2018",
           "2023-05-12",
           kUs,
           k20F,
           listed,
           kNotTriggered,
           {{52000000}}},
          {"a Hong Kong secondary listing of a New York issuer",
           "2023-05-12",
           kHk,
           kProspectus,
           listed,
           kNotTriggered,
           {{52000000}}},
          {"an annual report of a large American company",
           "2023-07-28",
           kUs,
           v1::FILING_TYPE_F_10K,
           kAmericanBusiness,
           kNotTriggered,
           {{1500000000}}},
          {"an American company's first listing",
           "2023-07-28",
           kUs,
           v1::FILING_TYPE_S_1,
           kAmericanBusiness,
           kNotTriggered,
           {{150000000}}},
          {"notes of a listed issuer",
           "2023-07-28",
           kHk,
           v1::FILING_TYPE_HKEX_ALLOTMENT,
           kChinesePlatform,
           kNotTriggered,
           {{52000000}}},
      });
}

TEST(ReviewRegimeArticle16, Table) {
  ExpectOutcomes("cn_cybersecurity_review_2021_art16",
                 {
                     {"a Hong Kong IPO of a mainland issuer has its own line",
                      "2023-05-12",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kIndeterminate,
                      {{52000000}}},
                     {"Hong Kong, few users",
                      "2023-05-12",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kIndeterminate,
                      {{9000}}},
                     {"a review was opened",
                      "2023-05-12",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kTriggered,
                      {},
                      {},
                      {"UNDER_REVIEW"}},
                     {"a fine followed",
                      "2023-05-12",
                      kUs,
                      k20F,
                      kChinesePlatform,
                      kTriggered,
                      {},
                      {},
                      {"PENALISED"}},
                     {"not contacted so far",
                      "2023-05-12",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kIndeterminate,
                      {},
                      {},
                      {"NOT_CONTACTED_BY_AUTHORITY"}},
                     {"the day before effect",
                      "2022-02-14",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kOutOfScope,
                      {},
                      {},
                      {"UNDER_REVIEW"}},
                     {"the day of effect",
                      "2022-02-15",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kTriggered,
                      {},
                      {},
                      {"UNDER_REVIEW"}},
                     {"no platform in China", "2023-05-12", kUs, v1::FILING_TYPE_F_10K,
                      kAmericanBusiness, kNotTriggered},
                     {"Shanghai", "2023-05-12", kMainland, v1::FILING_TYPE_A_SHARE_PROSPECTUS,
                      kChinesePlatform, kIndeterminate},
                 });
}

// A filing of June 2021 for New York with 377 million users in China.
TEST(ReviewRegimes, TheSeedCaseInPlainWords) {
  const RegimeCase seed = {"seed",
                           "2021-06-10",
                           kUs,
                           kF1,
                           kChinesePlatform,
                           kOutOfScope,
                           {{377000000, v1::BOUND_EXACT, "AAU", kChina}}};
  const v1::ReviewBrief brief = Assessed(seed);
  EXPECT_EQ(AssessmentOf(brief, kReview2020).outcome(), kOutOfScope);
  EXPECT_EQ(AssessmentOf(brief, kReview).outcome(), kOutOfScope);
  EXPECT_EQ(AssessmentOf(brief, kDraft).outcome(), kOutOfScope);
  EXPECT_TRUE(Notes(AssessmentOf(brief, kDraft),
                    "Not in force at the filing's date; read as if it were, the outcome would be: "
                    "triggered."));
  EXPECT_TRUE(Notes(AssessmentOf(brief, kReview2020), "no clause on listings"));
  const v1::ReviewBrief as_if = Assessed(seed, kDraft);
  EXPECT_EQ(AssessmentOf(as_if, kDraft).outcome(), kTriggered);
  EXPECT_FALSE(Notes(AssessmentOf(as_if, kDraft), "read as if it were"));
  EXPECT_EQ(AssessmentOf(as_if, kReview2020).outcome(), kOutOfScope);
}

TEST(ReviewRegimes, AnUnknownDateTellsTheOutcomeUnderEachText) {
  const v1::ReviewBrief brief =
      Assessed({"no date", "", kUs, kF1, kChinesePlatform, kIndeterminate, {{377000000}}});
  EXPECT_EQ(AssessmentOf(brief, kReview).outcome(), kIndeterminate);
  const std::string words = "were this text in force at it, the outcome would be: ";
  EXPECT_TRUE(Notes(AssessmentOf(brief, kReview), words + "triggered."));
  EXPECT_TRUE(Notes(AssessmentOf(brief, kReview), "Not known: text_in_force."));
  EXPECT_TRUE(Notes(AssessmentOf(brief, kDraft), words + "triggered."));
  EXPECT_TRUE(Notes(AssessmentOf(brief, kReview2020), words + "out of scope."));
}

}  // namespace
}  // namespace filing_review::classify
