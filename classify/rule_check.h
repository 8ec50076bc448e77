// Checks of rules that nobody has tested yet: each file of a pack is read entry by entry against
// the merged pack. What is wrong is told with file, line and column; nothing is compiled for use.
//
//   for (const RuleProblem& p : CheckRules(parts, merged, RuleLimits()))
//     print(ProblemText(p));   // "10_own.textproto:3:5: disclosures.concepts[drone]: missing ):
//     (uav"
//
// Errors: expressions that RE2 cannot read, that match nothing at all, or that are over a limit of
// classify/rule_limits.h; names of things that are not in the pack; dates that are none or out of
// order; numbers out of bounds; entries without what they need; two entries of one id in one list
// of a file. Warnings: expressions that are dear; rules without examples, regimes without a source;
// words that nothing uses.
//
// What only the finders know (Classifier::Create) is placed by PlaceRuleError.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "classify/rule_limits.h"
#include "classify/rule_part.h"

namespace filing_review::classify {

struct RuleProblem {
  bool error = true;  // else a warning
  RulePlace place;
  std::string entry;  // path of the entry, "regimes.regimes[my_regime].conditions[users]"
  std::string what;
};

// At most so many problems are kept of one pack; the rest would be noise, and costs time.
inline constexpr size_t kMaxRuleProblems = 200;

// "FILE:LINE:COLUMN: ENTRY: what is wrong"; a warning has "warning: " before the entry.
std::string ProblemText(const RuleProblem& problem);

// In the order of files and lines.
std::vector<RuleProblem> CheckRules(const std::vector<RulePart>& parts, const v1::RulePack& merged,
                                    const RuleLimits& limits);

// Appends warnings of names that the file brings in and nothing uses, and, where it leaves the
// built-in pack out, of what no review finds then. Part of CheckRules.
void CheckUse(const RulePart& part, const v1::RulePack& merged, std::vector<RuleProblem>& problems);

// INVALID_ARGUMENT with the text of the first error and the number of others; OK where there is
// none.
absl::Status FirstRuleError(const std::vector<RuleProblem>& problems);

// Puts file and line before the error of a finder ("rule ID: why"), by the id it names.
absl::Status PlaceRuleError(const absl::Status& status, const std::vector<RulePart>& parts);

}  // namespace filing_review::classify
