// United States rules on data by date, figures and holders; what every regime must carry.
#include "tests/classify/regime_case.h"

namespace filing_review::classify {
namespace {

constexpr v1::Bound kExact = v1::BOUND_EXACT;
constexpr v1::Region kUsUsers = v1::REGION_US;

TEST(CfiusSensitiveData, Table) {
  ExpectOutcomes("us_cfius_sensitive_data",
                 {
                     {"one below",
                      "2023-05-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kNotTriggered,
                      {{999999, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                     {"at the line: greater than",
                      "2023-05-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kNotTriggered,
                      {{1000000, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                     {"one above",
                      "2023-05-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kTriggered,
                      {{1000001, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                     {"the day before effect",
                      "2020-02-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kOutOfScope,
                      {{2000000, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                     {"the day of effect",
                      "2020-02-13",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kTriggered,
                      {{2000000, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                     {"users elsewhere",
                      "2023-05-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kIndeterminate,
                      {{2000000, kExact, "REGISTERED", v1::REGION_CN_MAINLAND}},
                      {},
                      {},
                      {6.0}},
                     {"no foreign holder told",
                      "2023-05-12",
                      kUs,
                      k10K,
                      kAmericanBusiness,
                      kIndeterminate,
                      {{2000000, kExact, "REGISTERED", kUsUsers}}},
                     {"no U.S. business told",
                      "2023-05-12",
                      kHk,
                      kProspectus,
                      kChinesePlatform,
                      kIndeterminate,
                      {{2000000, kExact, "REGISTERED", kUsUsers}},
                      {},
                      {},
                      {6.0}},
                 });
}

TEST(DojBulkData, Table) {
  ExpectOutcomes("us_doj_bulk_data",
                 {
                     {"one below",
                      "2025-05-12",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kNotTriggered,
                      {{99999, kExact, "REGISTERED", kUsUsers}}},
                     {"at the line: more than",
                      "2025-05-12",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kNotTriggered,
                      {{100000, kExact, "REGISTERED", kUsUsers}}},
                     {"one above",
                      "2025-05-12",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kTriggered,
                      {{100001, kExact, "REGISTERED", kUsUsers}}},
                     {"the day before effect",
                      "2025-04-07",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kOutOfScope,
                      {{1000001, kExact, "REGISTERED", kUsUsers}}},
                     {"the day of effect",
                      "2025-04-08",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kTriggered,
                      {{1000001, kExact, "REGISTERED", kUsUsers}}},
                     {"users in China only",
                      "2025-05-12",
                      kUs,
                      kF1,
                      kChinesePlatform,
                      kIndeterminate,
                      {{52000000, kExact, "REGISTERED", v1::REGION_CN_MAINLAND}}},
                     {"no party of a country of concern told",
                      "2025-05-12",
                      kUs,
                      kS1,
                      kAmericanBusiness,
                      kIndeterminate,
                      {{1000001, kExact, "REGISTERED", kUsUsers}}},
                     {"a Shanghai issuer",
                      "2025-05-12",
                      kMainland,
                      kAShare,
                      kPumpMaker,
                      kTriggered,
                      {{1000001, kExact, "REGISTERED", kUsUsers}}},
                 });
}

// Each regime says what it is, who issued it, when it counts and where the facts are from.
TEST(RegimeRules, NamesDatesAndSources) {
  const EmbeddedRules rules;
  ASSERT_TRUE(rules.ok);
  EXPECT_GE(rules.pack.regimes().regimes_size(), 13);
  for (const v1::Regime& regime : rules.pack.regimes().regimes()) {
    EXPECT_FALSE(regime.title().empty()) << regime.id();
    EXPECT_FALSE(regime.issued_by().empty()) << regime.id();
    EXPECT_FALSE(regime.article().empty()) << regime.id();
    EXPECT_GE(regime.sources_size(), 1) << regime.id();
    EXPECT_NE(regime.draft_date().empty() && regime.effective_date().empty(), true) << regime.id();
    EXPECT_TRUE(regime.conditions(0).has_text_in_force()) << regime.id();
    if (regime.id().starts_with("cn_")) {
      EXPECT_FALSE(regime.title_zh_hans().empty()) << regime.id();
      EXPECT_FALSE(regime.title_zh_hant().empty()) << regime.id();
    }
    for (const v1::ConditionRule& condition : regime.conditions())
      EXPECT_FALSE(condition.asks().empty()) << regime.id() << ", " << condition.id();
  }
}

}  // namespace
}  // namespace filing_review::classify
