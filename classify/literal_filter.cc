#include "classify/literal_filter.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "classify/pattern_set.h"

namespace filing_review::classify {

namespace {

// Shortest literal that a pattern is looked for by, bytes: one Chinese character.
constexpr int kShortestLiteral = 3;

}  // namespace

struct LiteralFilter::Impl {
  re2::FilteredRE2 patterns{kShortestLiteral};
  int count = 0;
  std::unique_ptr<RE2::Set> literals;  // null where no pattern needs one
};

LiteralFilter::LiteralFilter() : impl_(std::make_unique<Impl>()) {}
LiteralFilter::LiteralFilter(LiteralFilter&&) noexcept = default;
LiteralFilter& LiteralFilter::operator=(LiteralFilter&&) noexcept = default;
LiteralFilter::~LiteralFilter() = default;

absl::StatusOr<int> LiteralFilter::Add(const std::string& rule_id, const std::string& expression,
                                       v1::RuleLanguage language) {
  const RE2::Options options = OptionsFor(language);
  int id = 0;
  if (impl_->patterns.Add(expression, options, &id) != RE2::NoError) {
    return RuleError(rule_id, RE2(expression, options).error() + " in " + expression);
  }
  if (RE2::FullMatch("", impl_->patterns.GetRE2(id))) {
    return RuleError(rule_id, "matches the empty string");
  }
  ++impl_->count;
  return id;
}

absl::Status LiteralFilter::Build() {
  if (impl_->count == 0) return absl::OkStatus();
  std::vector<std::string> literals;
  impl_->patterns.Compile(&literals);
  if (literals.empty()) return absl::OkStatus();
  RE2::Options options = OptionsFor(v1::RULE_LANGUAGE_EN);  // literals come in lower case
  options.set_literal(true);
  impl_->literals = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
  for (const std::string& literal : literals) impl_->literals->Add(literal, nullptr);
  if (!impl_->literals->Compile()) {
    return absl::ResourceExhaustedError("the rules need more memory than a pattern set has");
  }
  return absl::OkStatus();
}

const re2::RE2& LiteralFilter::Get(int id) const { return impl_->patterns.GetRE2(id); }

std::vector<int> LiteralFilter::Candidates(std::string_view text) const {
  std::vector<int> found, candidates;
  if (impl_->count == 0) return candidates;
  if (impl_->literals != nullptr) {
    impl_->literals->Match(re2::StringPiece(text.data(), text.size()), &found);
    std::sort(found.begin(), found.end());
  }
  impl_->patterns.AllPotentials(found, &candidates);
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

}  // namespace filing_review::classify
