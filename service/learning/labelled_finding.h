// Findings of a filing to be labelled.
#pragma once

#include <set>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/learning/decided_filing.h"

namespace filing_review::service {

// A finding as people decided on it, or as the brief has it where nobody did.
struct LabelledFinding {
  v1::CorrectedFinding finding;
  bool decided = false;

  // Its main evidence; null where it has none.
  const v1::Evidence* own() const;
  // Of the main document; several where its quote runs over them.
  std::set<int> pages() const;
  // The first one; 0 where it is not in the main document.
  int page() const;
};

// By page. What people rejected is not among them.
std::vector<LabelledFinding> LabelledFindings(const DecidedFiling& filing);

}  // namespace filing_review::service
