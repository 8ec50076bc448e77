// The names that entries of a pack may refer to: concepts, categories, signals, metrics, …
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "classify/pattern_set.h"
#include "classify/rule_fields.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class RuleVocabulary {
 public:
  explicit RuleVocabulary(const v1::RulePack& pack);

  // True where `name` is one of the names that a field of this role may hold.
  bool Knows(FieldRole role, const std::string& name) const;
  // Those names, sorted.
  std::vector<std::string> Names(FieldRole role) const;
  // "category", for errors.
  static const char* Noun(FieldRole role);

  // Macros of the pack, expanded; those that cannot be are left out and told by MacroError.
  const MacroTable& macros() const { return macros_; }
  // Empty where the macro is sound.
  std::string MacroError(const std::string& id) const;

 private:
  std::map<FieldRole, std::set<std::string>> names_;
  MacroTable macros_;
  std::map<std::string, std::string> macro_errors_;
};

}  // namespace filing_review::classify
