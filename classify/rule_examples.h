// Runs the examples of rules: sentences that a rule must find, and sentences that it must pass by.
//
//   StatusOr<std::vector<RuleExample>> ran = RunRuleExamples(parts, merged);
//   for (const RuleExample& e : *ran) if (!e.right) …
//
// An example goes through the finders of a review, made of the whole pack: it is right where the
// finder says of it what `expect` says. What is read of a whole page (metadata) is read of a page
// with the example's lines.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/rule_part.h"

namespace filing_review::classify {

struct RuleExample {
  RulePlace place;
  std::string entry;  // path of the rule
  std::string text, expect;
  std::string found;  // in the terms of `expect`, with the rule where that helps; empty: nothing
  bool right = false;
};

// In the order of files and entries. Fails where the pack is broken.
absl::StatusOr<std::vector<RuleExample>> RunRuleExamples(const std::vector<RulePart>& parts,
                                                         const v1::RulePack& merged);

}  // namespace filing_review::classify
