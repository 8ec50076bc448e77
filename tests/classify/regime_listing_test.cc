// Rules on listing abroad by date, venue, type and holders.
#include "tests/classify/regime_case.h"

namespace filing_review::classify {
namespace {

TEST(CsrcOverseasListing2023, Table) {
  ExpectOutcomes(
      "cn_csrc_overseas_listing_2023",
      {
          {"the day before effect", "2023-03-30", kUs, kF1, kChinesePlatform, kOutOfScope},
          {"the day of effect", "2023-03-31", kUs, kF1, kChinesePlatform, kTriggered},
          {"Hong Kong is 境外", "2023-05-12", kHk, kProspectus, kChinesePlatform, kTriggered},
          {"Singapore", "2023-05-12", kOther, kProspectus, kChinesePlatform, kTriggered},
          {"Shanghai is not", "2023-05-12", kMainland, kAShare, kChinesePlatform, kNotTriggered},
          {"a yearly report", "2023-05-12", kUs, k20F, kChinesePlatform, kNotTriggered},
          {"an allotment notice", "2023-05-12", kHk, v1::FILING_TYPE_HKEX_ALLOTMENT,
           kChinesePlatform, kNotTriggered},
          {"an American company", "2023-05-12", kUs, kS1, kAmericanBusiness, kNotTriggered},
          {"users do not matter",
           "2023-05-12",
           kHk,
           kProspectus,
           kChinesePlatform,
           kTriggered,
           {{500}}},
      });
}

TEST(ForeignHoldingCaps, Table) {
  const std::string closed = std::string(kChinesePlatform) +
                             " Some of our video services are prohibited to foreign investment.";
  ExpectOutcomes("cn_foreign_holding_caps", {
                                                {"one holder at 10 %",
                                                 "2023-05-12",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kNotTriggered,
                                                 {},
                                                 {},
                                                 {},
                                                 {10.0}},
                                                {"one holder above",
                                                 "2023-05-12",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kTriggered,
                                                 {},
                                                 {},
                                                 {},
                                                 {10.01}},
                                                {"30 % together",
                                                 "2023-05-12",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kNotTriggered,
                                                 {},
                                                 {},
                                                 {},
                                                 {10.0, 10.0, 10.0}},
                                                {"more together",
                                                 "2023-05-12",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kTriggered,
                                                 {},
                                                 {},
                                                 {},
                                                 {9.0, 9.0, 9.0, 3.01}},
                                                {"the day before effect",
                                                 "2021-12-31",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kOutOfScope,
                                                 {},
                                                 {},
                                                 {},
                                                 {40.0}},
                                                {"the day of effect",
                                                 "2022-01-01",
                                                 kHk,
                                                 kProspectus,
                                                 closed,
                                                 kTriggered,
                                                 {},
                                                 {},
                                                 {},
                                                 {40.0}},
                                                {"a listing at home",
                                                 "2023-05-12",
                                                 kMainland,
                                                 kAShare,
                                                 closed,
                                                 kOutOfScope,
                                                 {},
                                                 {},
                                                 {},
                                                 {40.0}},
                                                {"no closed sector told",
                                                 "2023-05-12",
                                                 kHk,
                                                 kProspectus,
                                                 kChinesePlatform,
                                                 kIndeterminate,
                                                 {},
                                                 {},
                                                 {},
                                                 {40.0}},
                                                {"no foreign holder told", "2023-05-12", kHk,
                                                 kProspectus, closed, kIndeterminate},
                                            });
}

TEST(Hfcaa, Table) {
  const std::string named = std::string(kChinesePlatform) +
                            " In May 2022, we were conclusively identified as a "
                            "Commission-Identified Issuer.";
  const std::string listed =
      std::string(kChinesePlatform) + " Our ADSs have been listed on the Nasdaq since 2014.";
  ExpectOutcomes(
      "us_hfcaa",
      {
          {"named", "2023-05-12", kUs, k20F, named, kTriggered},
          {"the day before the act", "2020-12-17", kUs, k20F, named, kOutOfScope},
          {"the day of the act", "2020-12-18", kUs, k20F, named, kTriggered},
          {"not named so far as the filing tells", "2023-05-12", kUs, kF1, kChinesePlatform,
           kIndeterminate},
          {"Hong Kong alone", "2023-05-12", kHk, kProspectus, kChinesePlatform, kOutOfScope},
          {"Hong Kong beside Nasdaq", "2023-05-12", kHk, kProspectus, listed, kIndeterminate},
          {"Shanghai", "2023-05-12", kMainland, kAShare, kChinesePlatform, kOutOfScope},
          {"an American company", "2023-05-12", kUs, k10K, kAmericanBusiness, kOutOfScope},
          {"users do not matter", "2023-05-12", kUs, k20F, named, kTriggered, {{500}}},
      });
}

}  // namespace
}  // namespace filing_review::classify
