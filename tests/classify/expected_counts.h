// What a row of user_count_rows expects, and how a finding differs from it.
//
//   "MAU 4050000 EXACT ISSUER as_of=2023-12-31 region=HK subject=Blue Heron ; USERS 1-2 RANGE
//   ISSUER"
//
// as_of, region and subject are compared only where the row names them. A date is right when it
// ends on the same day and is no vaguer; a subject when, letter case and width apart, one of the
// two holds the other.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

struct ExpectedCount {
  std::string key;  // "MAU 4050000 EXACT ISSUER"
  std::string as_of, region, subject;
};

struct RightOf {
  int right = 0, of = 0;
  void Add(bool is_right) {
    right += is_right;
    ++of;
  }
};

struct CountTally {
  RightOf found;                   // by value, metric, bound and attribution
  RightOf as_of, region, subject;  // of the found ones
  int surplus = 0;
};

// Empty for an empty row.
std::vector<ExpectedCount> ParseExpectedCounts(const std::string& text);

// Whether the words and dates are ones that a brief can hold; a slip of the pen would stay wrong
// for good.
bool CanBeFound(const ExpectedCount& expected);

// What differs, parts joined by "; "; empty when all is right. Adds to the tally.
std::string CompareCounts(const std::vector<ExpectedCount>& expected,
                          const std::vector<v1::UserCount>& found, CountTally& tally);

}  // namespace filing_review::classify
