#include "classify/ownership_totals.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_origin.h"

namespace filing_review::classify {

namespace {

// From this share on, one figure in several rows of a table is one block of shares that several
// are deemed to hold: substantial holders have to disclose so.
constexpr double kBlock = 5;

}  // namespace

void AddOwnershipTotals(const HolderLexicon& lexicon, const std::vector<HolderMention>& mentions,
                        v1::ReviewBrief& brief) {
  // A holder may stand under its full name and under a short one.
  std::map<std::string, std::string> aliases;
  for (const HolderMention& m : mentions) {
    for (const std::string& other : m.holder.other_names()) {
      const std::string key = HolderKey(lexicon, other);
      if (key != m.key && aliases.count(m.key) == 0) aliases.emplace(key, m.key);
    }
  }
  const auto key_of = [&](const HolderMention& m) {
    const auto alias = aliases.find(m.key);
    return alias == aliases.end() ? m.key : alias->second;
  };
  std::map<std::pair<int, std::string>, const HolderMention*> largest;
  for (const HolderMention& m : mentions) {
    if (m.group || !m.holder.has_percent() || m.holder.percent_basis() != v1::PERCENT_BASIS_TOTAL ||
        m.holder.stage() == v1::HOLDING_STAGE_HISTORICAL) {
      continue;
    }
    // A depositary abroad holds for others, who may be anybody.
    if (m.holder.kind() == v1::HOLDER_KIND_NOMINEE_DEPOSITARY &&
        m.holder.holder_class() == v1::HOLDER_CLASS_FOREIGN) {
      continue;
    }
    const HolderMention*& kept = largest[{m.holder.stage(), key_of(m)}];
    if (kept == nullptr || m.holder.percent() > kept->holder.percent()) kept = &m;
  }
  std::map<std::pair<int, int>, double> sums;           // stage, class
  using Block = std::tuple<int, int, int32_t, double>;  // stage, class, table, percent
  const auto block_of = [](const HolderMention& m) {
    return Block{m.holder.stage(), m.holder.holder_class(), m.table, m.holder.percent()};
  };
  std::set<Block> deemed, blocks;
  for (const auto& [key, m] : largest) {
    if (m->table < 0 || m->holder.percent() < kBlock) continue;
    bool said = lexicon.Has(v1::HOLDER_CUE_DEEMED, m->footnote);
    for (const v1::Evidence& e : m->holder.evidence()) {
      said = said || lexicon.Has(v1::HOLDER_CUE_DEEMED, FoldText(e.quote()));
    }
    if (said) deemed.insert(block_of(*m));
  }
  std::set<int> stages;  // with a holder that may count as foreign
  for (const auto& [key, m] : largest) {
    const int holder_class = m->holder.holder_class();
    if (deemed.contains(block_of(*m)) && !blocks.insert(block_of(*m)).second) continue;
    sums[{key.first, holder_class}] += m->holder.percent();
    if (holder_class == v1::HOLDER_CLASS_FOREIGN ||
        holder_class == v1::HOLDER_CLASS_HK_MACAU_TAIWAN) {
      stages.insert(key.first);
    }
  }
  for (const int stage : stages) sums.try_emplace({stage, v1::HOLDER_CLASS_FOREIGN}, 0);
  const auto add = [&](int stage, int holder_class, double percent, bool with_hong_kong) {
    v1::OwnershipTotal& total = *brief.add_ownership_totals();
    total.set_stage(static_cast<v1::HoldingStage>(stage));
    total.set_holder_class(static_cast<v1::HolderClass>(holder_class));
    total.set_percent(std::min(100.0, percent));
    total.set_with_hong_kong(with_hong_kong);
  };
  for (const auto& [key, percent] : sums) {
    add(key.first, key.second, percent, false);
    if (key.second != v1::HOLDER_CLASS_FOREIGN) continue;
    const auto hong_kong = sums.find({key.first, v1::HOLDER_CLASS_HK_MACAU_TAIWAN});
    add(key.first, key.second, percent + (hong_kong == sums.end() ? 0 : hong_kong->second), true);
  }
}

}  // namespace filing_review::classify
