// Checks of one expression: syntax, empty matches, size, cost.
#pragma once

#include <cstdint>
#include <string>

#include "classify/pattern_set.h"
#include "classify/rule_fields.h"
#include "classify/rule_limits.h"

namespace filing_review::classify {

struct PatternVerdict {
  std::string error;    // empty: sound
  std::string warning;  // empty: cheap
};

class PatternChecker {
 public:
  PatternChecker(const MacroTable& macros, const RuleLimits& limits)
      : macros_(macros), limits_(limits) {}

  // Of the next expression; counts against the limits of the whole folder.
  PatternVerdict Check(const std::string& pattern, FieldRole role, v1::RuleLanguage language);

 private:
  const MacroTable& macros_;
  RuleLimits limits_;
  int64_t patterns_ = 0, program_ = 0;
};

}  // namespace filing_review::classify
