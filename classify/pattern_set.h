// Many patterns over one sentence in two passes: the literals that a pattern needs say which
// may match (classify/literal_filter.h), the single RE2 says whether and where.
//
//   StatusOr<PatternSet> set = PatternSet::Compile(rules.patterns(), macros, RULE_LANGUAGE_EN);
//   for (const PatternMatch& m : set->Match(sentence)) use(rules.patterns(m.pattern), m.begin);
//
// English is matched without regard to case. Compile refuses a pattern with a syntax error, an
// unknown macro, or one that matches the empty string; the status names the rule.
// Thread-safe after Compile.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/pattern.pb.h"
#include "google/protobuf/repeated_field.h"

namespace filing_review::classify {

using MacroTable = std::map<std::string, std::string>;

// Expands {name} of known macros; a brace that opens a repetition ({2,5}) is left alone.
absl::StatusOr<std::string> ExpandMacros(const std::string& pattern, const MacroTable& macros);

// Compiles one expression: UTF-8, no error log; English (any ASCII) without regard to case.
absl::StatusOr<std::unique_ptr<re2::RE2>> CompilePattern(const std::string& rule_id,
                                                         const std::string& pattern,
                                                         const MacroTable& macros,
                                                         v1::RuleLanguage language);

// Options of every rule's expression: UTF-8, no error log; only Chinese regards case.
re2::RE2::Options OptionsFor(v1::RuleLanguage language);

// INVALID_ARGUMENT "rule ID: why".
absl::Status RuleError(const std::string& rule, const std::string& why);

struct PatternMatch {
  int pattern = 0;            // index into the list given to Compile
  size_t begin = 0, end = 0;  // bytes of the text: of the group (?P<at>…) if there is one, else all
};

class PatternSet {
 public:
  // Takes the patterns of `language` and those of no language.
  static absl::StatusOr<PatternSet> Compile(
      const google::protobuf::RepeatedPtrField<v1::Pattern>& patterns, const MacroTable& macros,
      v1::RuleLanguage language);
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;
  ~PatternSet();

  // First match of each pattern that fires on `text`, in pattern order. `unless` and `only_with`
  // are applied.
  std::vector<PatternMatch> Match(std::string_view text) const;

  // True where any pattern's `match` matches, without `unless` and `only_with`.
  bool MayMatch(std::string_view text) const;

 private:
  PatternSet();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
