// Loading and merging rule packs.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

// Parses one text-format file. `name` stands in the error, with line and column. What a user wrote
// is read by classify/rule_part.h, which keeps the places of entries.
absl::StatusOr<v1::RulePack> ParseRulePack(const std::string& name, const std::string& text);

// Merges `part` into `pack`. In a repeated field of messages with an `id`, an entry with the id of
// an earlier one replaces it; other entries are appended; scalar fields that are set win.
void MergeRulePack(const v1::RulePack& part, v1::RulePack& pack);

// Lets the rules of `part` see their sentences: the first pass of a finder (data_handling_gate,
// review_cues.gate) looks for a few words that belong to the built-in rules, so the words that each
// rule of `part` is anchored on are added to it. After MergeRulePack.
void OpenGates(const v1::RulePack& part, v1::RulePack& pack);

// Stable bytes of a pack: what its digest is taken of.
std::string SerializeRulePack(const v1::RulePack& pack);

// The embedded pack (classify/rules/*.textproto at build time), serialized.
std::string_view EmbeddedRulePack();

}  // namespace filing_review::classify
