// One file of rules with the places of its entries, so that whatever is found wrong later is told
// with file and line.
//
//   StatusOr<RulePart> part = ParseRulePart("rules/10_own.textproto", text);
//   RulePlace at = PlaceOf(*part, message_tree, field, index);
#pragma once

#include <google/protobuf/text_format.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

using RuleTree = google::protobuf::TextFormat::ParseInfoTree;

struct RulePart {
  std::string name;  // as in errors
  v1::RulePack pack;
  std::unique_ptr<RuleTree> tree;  // null: places are not known (the built-in pack)
};

// Line and column from 1; 0: not known.
struct RulePlace {
  std::string file;
  int line = 0, column = 0;
};

// "FILE:LINE:COLUMN", or what of it is known.
std::string PlaceText(const RulePlace& place);

// `tree` is of the message that has `field`, null where there is none. `index`: which one of a
// repeated field, -1 for any other.
RulePlace PlaceOf(const RulePart& part, const RuleTree* tree,
                  const google::protobuf::FieldDescriptor& field, int index);

// INVALID_ARGUMENT "FILE:LINE:COLUMN: why".
absl::StatusOr<RulePart> ParseRulePart(const std::string& name, const std::string& text);

}  // namespace filing_review::classify
