// The factors that a cybersecurity review weighs stand in the brief, each with its evidence.
#include "tests/classify/regime_case.h"

namespace filing_review::classify {
namespace {

const v1::ReviewFactor& FactorOf(const v1::ReviewBrief& brief, const std::string& id) {
  for (const v1::ReviewFactor& factor : brief.review_factors()) {
    if (factor.factor() == id) return factor;
  }
  static const v1::ReviewFactor none;
  ADD_FAILURE() << "no factor " << id;
  return none;
}

TEST(ReviewFactors, AlwaysListedAndEmptyWhereNothingBearsOnThem) {
  const v1::ReviewBrief brief =
      Assessed({"nothing found", "2023-05-12", v1::LISTING_VENUE_US, v1::FILING_TYPE_F_1, "-"});
  ASSERT_EQ(brief.review_factors_size(), 3);
  for (const v1::ReviewFactor& factor : brief.review_factors()) {
    EXPECT_FALSE(factor.title().empty()) << factor.factor();
    EXPECT_TRUE(factor.evidence().empty()) << factor.factor();
  }
}

TEST(ReviewFactors, EvidenceByCategoryAndHolder) {
  RegimeCase row = {"found", "2023-05-12", v1::LISTING_VENUE_US, v1::FILING_TYPE_F_1, "-"};
  row.disclosures = {{"breach_incident", v1::STANCE_ISSUER_STATES},
                     {"cross_border_transfer", v1::STANCE_ISSUER_DENIES},
                     {"government_access", v1::STANCE_RISK},
                     {"algorithms", v1::STANCE_ISSUER_STATES}};
  row.foreign_holders = {21.5};
  const v1::ReviewBrief brief = Assessed(row);
  // Stolen, leaked or sent abroad.
  EXPECT_EQ(FactorOf(brief, "data_theft_leak_outbound").evidence_size(), 2);
  // Controlled or maliciously used by foreign governments: the access and the foreign holder.
  EXPECT_EQ(FactorOf(brief, "foreign_government_influence").evidence_size(), 2);
  EXPECT_EQ(FactorOf(brief, "other_data_security").evidence_size(), 1);
}

TEST(ReviewFactors, RuleTextBearsOnNone) {
  RegimeCase row = {"rule text", "2023-05-12", v1::LISTING_VENUE_US, v1::FILING_TYPE_F_1, "-"};
  row.disclosures = {{"breach_incident", v1::STANCE_RULE_TEXT},
                     {"government_access", v1::STANCE_RULE_TEXT}};
  const v1::ReviewBrief brief = Assessed(row);
  for (const v1::ReviewFactor& factor : brief.review_factors())
    EXPECT_TRUE(factor.evidence().empty()) << factor.factor();
}

}  // namespace
}  // namespace filing_review::classify
