#include "classify/holders.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "classify/holder_class.h"
#include "classify/holder_issuer.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_prose.h"
#include "classify/holder_tables.h"
#include "classify/influence.h"
#include "classify/ownership_totals.h"

namespace filing_review::classify {

namespace {

// A name that long is looked for in lead-ins; bytes.
constexpr size_t kShortestName = 9;
// Bytes at the end of a lead-in that say whose the table is.
constexpr size_t kLeadEnd = 160;

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

// A holding of the past that is still the same is the one before the offering; and so are the
// others of its table, where several are the same and hardly any has changed.
void DateUnchanged(std::vector<HolderMention>& mentions) {
  std::map<std::string, std::set<double>> before;
  for (const HolderMention& m : mentions) {
    if (m.holder.stage() == v1::HOLDING_STAGE_BEFORE && m.holder.has_percent()) {
      before[m.key].insert(m.holder.percent());
    }
  }
  struct Rows {
    int same = 0, changed = 0;
  };
  std::map<int32_t, Rows> tables;
  const auto past = [](const HolderMention& m) {
    return m.holder.stage() == v1::HOLDING_STAGE_HISTORICAL && m.holder.has_percent();
  };
  for (const HolderMention& m : mentions) {
    const auto now = before.find(m.key);
    if (!past(m) || m.table < 0 || now == before.end()) continue;
    ++(now->second.count(m.holder.percent()) > 0 ? tables[m.table].same : tables[m.table].changed);
  }
  for (HolderMention& m : mentions) {
    if (!past(m)) continue;
    const auto now = before.find(m.key);
    const auto table = tables.find(m.table);
    if ((now != before.end() && now->second.count(m.holder.percent()) > 0) ||
        (table != tables.end() && table->second.same >= 2 &&
         table->second.changed * 4 <= table->second.same)) {
      m.holder.set_stage(v1::HOLDING_STAGE_BEFORE);
    }
  }
}

// Whether a lead-in goes on behind a holder's name to speak of that one's own holders.
bool OfItsHolders(const HolderLexicon& lexicon, const std::string& lead, const std::string& name) {
  size_t begin = 0, end = 0;
  for (size_t at = lead.find(name); at != std::string::npos; at = lead.find(name, at + 1)) {
    const std::string_view rest = std::string_view(lead).substr(at + name.size());
    if (lexicon.Find(v1::HOLDER_CUE_ITS_HOLDERS, rest, begin, end) && begin == 0) return true;
  }
  return false;
}

// Takes out the issuer, which holds shares of its subsidiaries, and the rows of tables on the
// holders of one of its holders.
void DropHoldersOfOthers(const HolderLexicon& lexicon, const IssuerNames& issuer,
                         std::vector<HolderMention>& mentions) {
  std::set<std::string> names, leads;
  for (const HolderMention& m : mentions) {
    const std::string name = FoldText(m.name.name);
    if (name.size() >= kShortestName && !issuer.Is(name)) names.insert(name);
    if (!m.lead.empty()) leads.insert(m.lead);
  }
  std::set<std::string> of_others;
  for (const std::string& lead : leads) {
    const std::string end = lead.substr(lead.size() - std::min(lead.size(), kLeadEnd));
    for (const std::string& name : names) {
      if (OfItsHolders(lexicon, end, name)) of_others.insert(lead);
    }
  }
  mentions.erase(std::remove_if(mentions.begin(), mentions.end(),
                                [&](const HolderMention& m) {
                                  return of_others.contains(m.lead) ||
                                         issuer.Is(FoldText(m.name.name));
                                }),
                 mentions.end());
}

}  // namespace

struct HolderFinder::Impl {
  std::unique_ptr<HolderLexicon> lexicon;
  std::unique_ptr<HolderProseReader> prose;
  std::unique_ptr<InfluenceFinder> influence;
};

HolderFinder::HolderFinder() : impl_(std::make_unique<Impl>()) {}
HolderFinder::~HolderFinder() = default;

absl::StatusOr<std::unique_ptr<HolderFinder>> HolderFinder::Create(const v1::RulePack& pack,
                                                                   const MacroTable& macros) {
  std::unique_ptr<HolderFinder> finder(new HolderFinder());
  auto lexicon = HolderLexicon::Create(pack.holders(), macros);
  if (!lexicon.ok()) return lexicon.status();
  finder->impl_->lexicon = *std::move(lexicon);
  auto prose = HolderProseReader::Create(pack.holders(), macros, *finder->impl_->lexicon);
  if (!prose.ok()) return prose.status();
  finder->impl_->prose = *std::move(prose);
  auto influence = InfluenceFinder::Create(pack.holders(), macros, *finder->impl_->lexicon);
  if (!influence.ok()) return influence.status();
  finder->impl_->influence = *std::move(influence);
  return finder;
}

void HolderFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  const FilingPhase phase = PhaseOf(brief.filing());
  const IssuerNames issuer(*impl_->lexicon, brief.filing().issuer());
  std::vector<HolderMention> mentions = FindTableHolders(analyzed, *impl_->lexicon, issuer, phase);
  for (HolderMention& m : impl_->prose->Find(analyzed, issuer, phase)) {
    mentions.push_back(std::move(m));
  }
  DropHoldersOfOthers(*impl_->lexicon, issuer, mentions);
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const HolderMention& a, const HolderMention& b) { return a.page < b.page; });
  DateUnchanged(mentions);
  ClassHolders(analyzed, *impl_->lexicon, brief.filing().listing_venue(), mentions);
  AddOwnershipTotals(*impl_->lexicon, mentions, brief);
  impl_->influence->Find(analyzed, brief);
  for (HolderMention& m : mentions) {
    m.holder.set_fact_id(FactId(m));
    *brief.add_holders() = std::move(m.holder);
  }
}

}  // namespace filing_review::classify
