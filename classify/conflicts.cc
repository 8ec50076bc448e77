#include "classify/conflicts.h"

#include <re2/re2.h>

#include <utility>

#include "classify/conflicts_claims.h"
#include "classify/conflicts_figures.h"
#include "classify/conflicts_holdings.h"
#include "classify/conflicts_statements.h"
#include "classify/conflicts_superseded.h"
#include "classify/conflicts_totals.h"
#include "classify/conflicts_whole.h"

namespace filing_review::classify {

struct ConflictFinder::Impl {
  v1::ConflictRules rules;
  std::unique_ptr<ClaimConflicts> claims;
  std::unique_ptr<SupersededConflicts> superseded;
  std::unique_ptr<TotalConflicts> totals;
  std::unique_ptr<HoldingConflicts> holdings;
  std::unique_ptr<WholeConflicts> whole;
  std::unique_ptr<LazyPattern> qualifiers;
};

ConflictFinder::ConflictFinder() : impl_(std::make_unique<Impl>()) {}
ConflictFinder::~ConflictFinder() = default;

absl::StatusOr<std::unique_ptr<ConflictFinder>> ConflictFinder::Create(const v1::RulePack& pack,
                                                                       const MacroTable& macros) {
  std::unique_ptr<ConflictFinder> finder(new ConflictFinder());
  Impl& impl = *finder->impl_;
  impl.rules = pack.regimes().conflicts();
  auto claims = ClaimConflicts::Create(pack.regimes(), macros);
  if (!claims.ok()) return claims.status();
  impl.claims = *std::move(claims);
  auto superseded = SupersededConflicts::Create(pack.regimes(), macros);
  if (!superseded.ok()) return superseded.status();
  impl.superseded = *std::move(superseded);
  auto totals = TotalConflicts::Create(impl.rules, macros);
  if (!totals.ok()) return totals.status();
  impl.totals = *std::move(totals);
  auto holdings = HoldingConflicts::Create(pack, macros);
  if (!holdings.ok()) return holdings.status();
  impl.holdings = *std::move(holdings);
  auto whole = WholeConflicts::Create(impl.rules, macros);
  if (!whole.ok()) return whole.status();
  impl.whole = *std::move(whole);
  if (!impl.rules.metric_qualifiers().empty()) {
    auto qualifiers = CompilePattern("conflicts.metric_qualifiers", impl.rules.metric_qualifiers(),
                                     macros, v1::RULE_LANGUAGE_ZH);
    if (!qualifiers.ok()) return qualifiers.status();
    impl.qualifiers = *std::move(qualifiers);
  }
  return finder;
}

void ConflictFinder::Find(const std::vector<AnalyzedDocument>& documents,
                          v1::ReviewBrief& brief) const {
  impl_->claims->Find(documents, brief);
  FindDifferentFigures(impl_->rules, impl_->qualifiers ? &impl_->qualifiers->Get() : nullptr,
                       brief);
  FindDisagreeingStatements(impl_->rules, brief);
  for (const AnalyzedDocument& analyzed : documents) impl_->totals->Find(analyzed, brief);
  for (const AnalyzedDocument& analyzed : documents) impl_->whole->Find(analyzed, brief);
  impl_->holdings->Find(brief);
  for (const AnalyzedDocument& analyzed : documents) impl_->superseded->Find(analyzed, brief);
}

}  // namespace filing_review::classify
