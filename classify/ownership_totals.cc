#include "classify/ownership_totals.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace filing_review::classify {

void AddOwnershipTotals(const std::vector<HolderMention>& mentions, v1::ReviewBrief& brief) {
  std::map<std::pair<int, std::string>, const HolderMention*> largest;
  for (const HolderMention& m : mentions) {
    if (m.group || !m.holder.has_percent() || m.holder.percent_basis() != v1::PERCENT_BASIS_TOTAL ||
        m.holder.stage() == v1::HOLDING_STAGE_HISTORICAL) {
      continue;
    }
    const HolderMention*& kept = largest[{m.holder.stage(), m.key}];
    if (kept == nullptr || m.holder.percent() > kept->holder.percent()) kept = &m;
  }
  std::map<std::pair<int, int>, double> sums;  // stage, class
  for (const auto& [key, m] : largest) {
    sums[{key.first, m->holder.holder_class()}] += m->holder.percent();
  }
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
