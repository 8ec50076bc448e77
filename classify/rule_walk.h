// The entries of one file of rules, one after the other, with the place and the path of each.
//
//   WalkRules(part, [&](const RuleEntry& entry) {
//     if (entry.Id() == "minors") use(entry.place, entry.path);   //
//     "disclosures.categories[minors]" return true; // and what stands in it
//   });
//
// An entry is any message below the pack itself: categories, rules, their examples, …
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <string>

#include "classify/rule_part.h"

namespace filing_review::classify {

// Good while the walk is at it or below it.
struct RuleEntry {
  const google::protobuf::Message& message;
  const google::protobuf::FieldDescriptor& field;  // that it stands in
  int index = -1;                                  // which one of a list; -1: the only one
  const google::protobuf::Message& owner;          // the message with that field
  const RuleEntry* above = nullptr;                // the entry that is `owner`; null: the pack
  const RuleTree* tree = nullptr;                  // of `message`; null where places are not known
  RulePlace place;
  std::string path;

  // Empty where the message has none.
  std::string Id() const;
};

// Calls visit(entry) for each, an entry before those in it, lists in their order. Where it returns
// false what stands in the entry is passed over.
void WalkRules(const RulePart& part, const std::function<bool(const RuleEntry&)>& visit);

}  // namespace filing_review::classify
