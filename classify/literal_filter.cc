#include "classify/literal_filter.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "classify/literal_needs.h"
#include "classify/literal_scanner.h"
#include "classify/pattern_set.h"

namespace filing_review::classify {

struct LiteralFilter::Impl {
  struct Pattern {
    std::unique_ptr<LazyPattern> expression;
    v1::RuleLanguage language;
  };
  // A clause that a literal satisfies.
  struct Use {
    int pattern = 0;
    uint32_t clause = 0;  // one bit
  };
  std::vector<Pattern> patterns;

  // Made on first use.
  std::once_flag once;
  std::vector<uint32_t> clauses;       // a pattern: a bit for each of its clauses
  std::vector<int> always;             // patterns without a clause
  std::vector<std::vector<Use>> uses;  // a literal
  std::optional<LiteralScanner> literals;

  void Build();
};

void LiteralFilter::Impl::Build() {
  static_assert(kMaxClauses <= 32, "clauses are bits of a uint32_t");
  std::map<std::string, std::vector<Use>> by_literal;
  for (size_t p = 0; p < patterns.size(); ++p) {
    const std::string& expression = patterns[p].expression->pattern();
    bool known = false;
    LiteralNeeds needs = EmbeddedLiteralNeeds(expression, patterns[p].language, known);
    if (!known) needs = DeriveLiteralNeeds(expression, patterns[p].language);
    uint32_t bits = 0;
    for (size_t c = 0; c < needs.size(); ++c) {
      const uint32_t bit = uint32_t{1} << c;
      bits |= bit;
      for (std::string& literal : needs[c]) {
        by_literal[std::move(literal)].push_back({static_cast<int>(p), bit});
      }
    }
    clauses.push_back(bits);
    if (bits == 0) always.push_back(static_cast<int>(p));
  }
  std::vector<std::string> names;
  for (auto& [literal, used] : by_literal) {
    names.push_back(literal);
    uses.push_back(std::move(used));
  }
  literals.emplace(std::move(names));
}

LiteralFilter::LiteralFilter() : impl_(std::make_unique<Impl>()) {}
LiteralFilter::LiteralFilter(LiteralFilter&&) noexcept = default;
LiteralFilter& LiteralFilter::operator=(LiteralFilter&&) noexcept = default;
LiteralFilter::~LiteralFilter() = default;

absl::StatusOr<int> LiteralFilter::Add(const std::string& rule_id, const std::string& expression,
                                       v1::RuleLanguage language) {
  auto pattern = std::make_unique<LazyPattern>(expression, OptionsFor(language));
  if (absl::Status sound = CheckPattern(rule_id, *pattern); !sound.ok()) return sound;
  RecordExpressions::Note(expression, language);
  impl_->patterns.push_back({std::move(pattern), language});
  return static_cast<int>(impl_->patterns.size()) - 1;
}

const LazyPattern& LiteralFilter::Get(int id) const {
  return *impl_->patterns[static_cast<size_t>(id)].expression;
}

std::vector<int> LiteralFilter::Candidates(std::string_view text) const {
  Impl& impl = *impl_;
  std::call_once(impl.once, [&impl] { impl.Build(); });
  std::vector<int> candidates = impl.always;
  static thread_local std::vector<uint32_t> missing;  // a pattern: clauses without a literal
  missing.assign(impl.clauses.begin(), impl.clauses.end());
  impl.literals->Scan(text, [&](int literal) {
    for (const Impl::Use& use : impl.uses[static_cast<size_t>(literal)]) {
      uint32_t& left = missing[static_cast<size_t>(use.pattern)];
      if (left == 0) continue;
      left &= ~use.clause;
      if (left == 0) candidates.push_back(use.pattern);
    }
  });
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

}  // namespace filing_review::classify
