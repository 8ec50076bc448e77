#include "classify/holders.h"

#include <utility>

#include "classify/holder_lexicon.h"
#include "classify/holder_tables.h"

namespace filing_review::classify {

struct HolderFinder::Impl {
  std::unique_ptr<HolderLexicon> lexicon;
};

HolderFinder::HolderFinder() : impl_(std::make_unique<Impl>()) {}
HolderFinder::~HolderFinder() = default;

absl::StatusOr<std::unique_ptr<HolderFinder>> HolderFinder::Create(const v1::RulePack& pack,
                                                                   const MacroTable& macros) {
  std::unique_ptr<HolderFinder> finder(new HolderFinder());
  auto lexicon = HolderLexicon::Create(pack.holders(), macros);
  if (!lexicon.ok()) return lexicon.status();
  finder->impl_->lexicon = *std::move(lexicon);
  return finder;
}

void HolderFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  const FilingPhase phase = PhaseOf(brief.filing());
  for (HolderMention& m : FindTableHolders(analyzed, *impl_->lexicon, phase)) {
    m.holder.set_holder_class(v1::HOLDER_CLASS_UNKNOWN);
    m.holder.set_class_basis(v1::CLASS_BASIS_NONE);
    *brief.add_holders() = std::move(m.holder);
  }
}

}  // namespace filing_review::classify
