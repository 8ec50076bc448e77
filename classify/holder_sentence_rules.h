// Rules over single sentences, and which of them may match one.
//
//   for (const SentenceRule* rule : rules.MayMatch(text, script)) rule->match->Match(…);
//
// Thread-safe once all rules are added.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "classify/analyzed_document.h"
#include "classify/literal_filter.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/pattern.pb.h"

namespace filing_review::classify {

struct SentenceRule {
  std::string id;
  std::string kind;  // where the rule has one
  std::unique_ptr<LazyPattern> match;
  std::vector<std::unique_ptr<LazyPattern>> unless;

  // Number of a named group of `match`; 0: it has none.
  int Group(const std::string& name) const;
  // Whether one of `unless` is found in `text`; the trace is told.
  bool Stopped(std::string_view text) const;
};

class SentenceRules {
 public:
  // Fails where an expression is wrong; the status names the rule.
  absl::Status Add(const std::string& id, const std::string& kind, v1::RuleLanguage language,
                   const std::string& match,
                   const google::protobuf::RepeatedPtrField<std::string>& unless,
                   const MacroTable& macros);

  // In the order in which they were added.
  std::vector<const SentenceRule*> MayMatch(std::string_view text, Script script) const;

 private:
  // By id of the filter, an index into `rules_`.
  struct Filter {
    LiteralFilter literals;
    std::vector<size_t> rules;
  };
  std::vector<SentenceRule> rules_;
  Filter chinese_, english_;
};

}  // namespace filing_review::classify
