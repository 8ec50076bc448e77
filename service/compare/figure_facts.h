// Numbers of users as facts, with what they are matched by. Points into the brief.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/facts.h"

namespace filing_review::compare {

struct Fact {
  render::FigureFact fact;
  std::string subject;  // key
  std::string words;    // of the first mention, with heads of table rows and columns
  std::string measure;  // metric and whose it is
  std::string end;      // day that its date or period ends with: "2025" and "2025-12-31" agree
  double place = 0;     // 0 to 1 in the filing
  bool done = false;    // has its counterpart
  const v1::UserCount& count() const { return fact.first(); }
};

// The issuer's first, those without attribution last.
std::vector<Fact> FactsOf(const v1::ReviewBrief& brief);

// Value and upper value.
std::string Number(const v1::UserCount& count);

bool SameUpper(const Fact& x, const Fact& y);

// What is counted, all but the number.
std::string Thing(const Fact& fact);

// The same number, or the one is the other rounded to its digits, three at least.
bool SameNumber(int64_t a, int64_t b);

}  // namespace filing_review::compare
