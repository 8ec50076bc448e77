// Where the counted people are, where neither the sentence nor the table of a figure says so: by
// the sentences and headings before it, and by what the filing says of its market elsewhere.
//
//   "We run our delivery service in Hong Kong. At the end of the year we had 1.2 million registered
//   users."                                          -> HK, "in Hong Kong"
//
// A market is that of any place named before, another company that of the paragraph that leads to
// it. The issuer's people are where the sentence or heading right before says that it does its
// business (CountGrammar.own_place), not at a place that is merely named.
//
// Thread-safe, no state.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_fact.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct SaidRegion {
  v1::Region region = v1::REGION_UNSTATED;
  std::string text;  // as printed; empty where none
};

// Whose people they are.
enum class RegionOwner { kIssuer, kOtherCompany, kMarket };

RegionOwner OwnerOf(const CountFact& fact);

class CarriedRegion {
 public:
  // All outlive this.
  CarriedRegion(const AnalyzedDocument& analyzed, const CountWords& english,
                const CountWords& chinese)
      : analyzed_(analyzed), english_(english), chinese_(chinese) {}

  // Of a figure in sentence `index`.
  SaidRegion Before(size_t index, RegionOwner owner) const;
  // Of a table whose first row is passage `passage`.
  SaidRegion BeforeTable(size_t passage, RegionOwner owner) const;

 private:
  SaidRegion Search(size_t end, size_t passage, size_t most, RegionOwner owner) const;

  const AnalyzedDocument& analyzed_;
  const CountWords& english_;
  const CountWords& chinese_;
};

// A filing whose figures of its market speak of one place, nearly all, speaks of it where it says
// no place too.
void ShareMarketRegion(std::vector<CountFact>& facts);

}  // namespace filing_review::classify
