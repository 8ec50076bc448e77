// The rules that each part of a review is made from.
//
// A finder is created from the pack that RulesOf gives and from nothing else, so that the digest of
// that pack says all that its rules can change in what it finds. A rule that a part comes to read
// is added here first: without it the part does not see it.
//
// Pure. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "classify/findings_cache.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

// The macros of a pack with those that they name in them. Fails where one names an unknown one.
absl::StatusOr<MacroTable> ExpandedMacros(const v1::RulePack& pack);

// The part of `pack` that one part of the review reads, with the macros that it names, expanded;
// without version. `macros` are those of the pack.
v1::RulePack RulesOf(FindingsPart part, const v1::RulePack& pack, const MacroTable& macros);

}  // namespace filing_review::classify
