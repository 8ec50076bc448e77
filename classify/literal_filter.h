// Which of many patterns may match a text, told by the literals that each of them needs
// (re2/filtered_re2.h). A DFA over literals stays small, where one over whole patterns with long
// gaps between words would not.
//
//   LiteralFilter filter;
//   StatusOr<int> id = filter.Add("rule", expression, RULE_LANGUAGE_EN);   // 0, 1, 2, …
//   for (int id : filter.Candidates(text)) if (filter.Get(id).Match(…)) …
//
// Compiled on the first call of Candidates. Thread-safe once all patterns are added.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/pattern.pb.h"

namespace re2 {
class RE2;
}

namespace filing_review::classify {

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

  // REQUIRES: an id that Candidates gave.
  const re2::RE2& Get(int id) const;
  // Ids of the patterns that may match, ascending; all others do not match.
  std::vector<int> Candidates(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
