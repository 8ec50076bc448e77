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
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/pattern.pb.h"
#include "google/protobuf/repeated_field.h"

namespace filing_review::classify {

using MacroTable = std::map<std::string, std::string>;

// Most bytes of an expression with its macros in it.
inline constexpr size_t kMaxExpandedPattern = 1 << 20;

// Expands {name} of known macros; a brace that opens a repetition ({2,5}) is left alone. Fails
// where a macro is not known, or where the expression grows beyond kMaxExpandedPattern.
absl::StatusOr<std::string> ExpandMacros(const std::string& pattern, const MacroTable& macros);

// An expression that is compiled when it is first used: most rules of a pack are never needed for
// one filing, and compiling is most of what a short review costs. Equal expressions, with equal
// options, share what was compiled and the automaton that grows with use. Thread-safe.
class LazyPattern {
 public:
  LazyPattern(std::string expression, re2::RE2::Options options)
      : expression_(std::move(expression)), options_(std::move(options)) {}

  const re2::RE2& Get() const;
  operator const re2::RE2&() const { return Get(); }  // NOLINT: stands where an RE2 stands
  const std::string& pattern() const { return expression_; }
  // Number of the group (?P<name>…); 0 where there is none.
  int Group(const std::string& name) const;
  // As RE2::Match, but asks the automaton for a yes before it looks for groups: RE2 goes straight
  // to its backtracker on a short text where groups are asked for, and most texts do not match.
  bool Match(const re2::StringPiece& text, size_t begin, size_t end, re2::RE2::Anchor anchor,
             re2::StringPiece* groups, int count) const {
    const re2::RE2& re = Get();
    if (count > 1 && !re.Match(text, begin, end, anchor, nullptr, 0)) return false;
    return re.Match(text, begin, end, anchor, groups, count);
  }

 private:
  std::string expression_;
  re2::RE2::Options options_;
  mutable std::once_flag once_;
  mutable std::shared_ptr<const re2::RE2> re_;
};

// While one stands on this thread's stack, rules are compiled and checked as soon as they are
// made. For packs that nobody has tested yet (--rules, tests); the embedded pack is checked by
// tests/classify.
class CheckRulesAtOnce {
 public:
  CheckRulesAtOnce();
  ~CheckRulesAtOnce();
  CheckRulesAtOnce(const CheckRulesAtOnce&) = delete;
  CheckRulesAtOnce& operator=(const CheckRulesAtOnce&) = delete;

 private:
  bool before_;
};

// An expression with its macros expanded: UTF-8, no error log; English without regard to case.
// Refuses an unknown macro; under CheckRulesAtOnce also a syntax error and a match of the empty
// string. The status names the rule.
absl::StatusOr<std::unique_ptr<LazyPattern>> CompilePattern(const std::string& rule_id,
                                                            const std::string& pattern,
                                                            const MacroTable& macros,
                                                            v1::RuleLanguage language);

// OK where rules need not be checked now, or where `pattern` is sound (see CompilePattern).
absl::Status CheckPattern(const std::string& rule_id, const LazyPattern& pattern,
                          bool may_be_empty = false);

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

 private:
  PatternSet();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
