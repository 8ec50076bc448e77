#include "classify/literal_filter.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <mutex>

#include "classify/pattern_set.h"

namespace filing_review::classify {

namespace {

// Shortest literal that a pattern is looked for by, bytes: one Chinese character.
constexpr int kShortestLiteral = 3;

}  // namespace

struct LiteralFilter::Impl {
  struct Pattern {
    std::string expression;
    RE2::Options options;
  };
  std::vector<Pattern> patterns;

  // Made on first use.
  std::once_flag once;
  re2::FilteredRE2 filter{kShortestLiteral};
  std::vector<int> id_of;              // a filter's id: the pattern's
  std::vector<int> place;              // a pattern: the filter's id
  std::unique_ptr<RE2::Set> literals;  // null where no pattern needs one

  void Build();
};

void LiteralFilter::Impl::Build() {
  std::vector<std::string> needed;
  for (const Pattern& pattern : patterns) {
    int id = 0;
    const bool added = filter.Add(pattern.expression, pattern.options, &id) == RE2::NoError;
    place.push_back(added ? id : -1);
    if (added) id_of.push_back(static_cast<int>(place.size()) - 1);
  }
  if (id_of.empty()) return;
  filter.Compile(&needed);
  if (needed.empty()) return;
  RE2::Options options = OptionsFor(v1::RULE_LANGUAGE_EN);  // literals come in lower case
  options.set_literal(true);
  literals = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
  for (const std::string& literal : needed) literals->Add(literal, nullptr);
  literals->Compile();
}

LiteralFilter::LiteralFilter() : impl_(std::make_unique<Impl>()) {}
LiteralFilter::LiteralFilter(LiteralFilter&&) noexcept = default;
LiteralFilter& LiteralFilter::operator=(LiteralFilter&&) noexcept = default;
LiteralFilter::~LiteralFilter() = default;

absl::StatusOr<int> LiteralFilter::Add(const std::string& rule_id, const std::string& expression,
                                       v1::RuleLanguage language) {
  const RE2::Options options = OptionsFor(language);
  const LazyPattern alone(expression, options);
  if (absl::Status sound = CheckPattern(rule_id, alone); !sound.ok()) return sound;
  impl_->patterns.push_back({expression, options});
  return static_cast<int>(impl_->patterns.size()) - 1;
}

const re2::RE2& LiteralFilter::Get(int id) const {
  return impl_->filter.GetRE2(impl_->place[static_cast<size_t>(id)]);
}

std::vector<int> LiteralFilter::Candidates(std::string_view text) const {
  Impl& impl = *impl_;
  std::call_once(impl.once, [&impl] { impl.Build(); });
  std::vector<int> found, candidates;
  if (impl.id_of.empty()) return candidates;
  if (impl.literals != nullptr) {
    impl.literals->Match(re2::StringPiece(text.data(), text.size()), &found);
    std::sort(found.begin(), found.end());
  }
  impl.filter.AllPotentials(found, &candidates);
  for (int& candidate : candidates) candidate = impl.id_of[static_cast<size_t>(candidate)];
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

}  // namespace filing_review::classify
