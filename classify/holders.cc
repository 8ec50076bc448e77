#include "classify/holders.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "classify/holder_class.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_tables.h"

namespace filing_review::classify {

namespace {

// Mentions of one holding share it: holder, percentages, stage (FNV-1a of them).
std::string FactId(const HolderMention& m) {
  char figures[80];
  std::snprintf(figures, sizeof(figures), "|%.6f|%.6f|%d|%d", m.holder.percent(),
                m.holder.votes_percent(), m.holder.stage(), m.holder.percent_basis());
  uint64_t hash = 14695981039346656037u;
  for (const char c : m.key + figures) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  char id[20];
  std::snprintf(id, sizeof(id), "h%016llx", static_cast<unsigned long long>(hash));
  return id;
}

}  // namespace

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
  std::vector<HolderMention> mentions = FindTableHolders(analyzed, *impl_->lexicon, phase);
  ClassHolders(analyzed, *impl_->lexicon, brief.filing().listing_venue(), mentions);
  for (HolderMention& m : mentions) {
    m.holder.set_fact_id(FactId(m));
    *brief.add_holders() = std::move(m.holder);
  }
}

}  // namespace filing_review::classify
