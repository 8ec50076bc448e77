// Which of many patterns may match a text, told by the literals that each of them needs
// (classify/literal_needs.h). A DFA over literals stays small, where one over whole patterns with
// long gaps between words would not.
//
//   LiteralFilter filter;
//   StatusOr<int> id = filter.Add("rule", expression, RULE_LANGUAGE_EN);   // 0, 1, 2, …
//   for (int id : filter.Candidates(text)) if (filter.Get(id).Match(…)) …
//
// Made on the first call of Candidates; a pattern is compiled when it is first a candidate.
// Thread-safe once all patterns are added.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/pattern.pb.h"

namespace filing_review::classify {

class LazyPattern;

class LiteralFilter {
 public:
  LiteralFilter();
  LiteralFilter(LiteralFilter&&) noexcept;
  LiteralFilter& operator=(LiteralFilter&&) noexcept;
  ~LiteralFilter();

  // `expression` has its macros expanded. Ids count up from 0. Fails as CheckPattern does
  // (classify/pattern_set.h).
  absl::StatusOr<int> Add(const std::string& rule_id, const std::string& expression,
                          v1::RuleLanguage language);

  const LazyPattern& Get(int id) const;
  // Ids of the patterns that may match, ascending; all others do not match.
  std::vector<int> Candidates(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
