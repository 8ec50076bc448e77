#include "service/bulk/duplicates.h"

#include <algorithm>

namespace filing_review::service {

std::optional<uint32_t> Duplicates::FirstOf(uint32_t index) const {
  const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), index,
                                   [](const Pair& pair, uint32_t i) { return pair.index < i; });
  if (at == pairs_.end() || at->index != index) return std::nullopt;
  return at->first;
}

bool Duplicates::IsFirst(uint32_t index) const {
  return std::binary_search(firsts_.begin(), firsts_.end(), index);
}

void DuplicateFinder::Add(uint32_t index, std::string_view key) {
  Key& added = keys_.emplace_back();
  std::copy_n(key.begin(), added.bytes.size(), added.bytes.begin());
  added.index = index;
}

Duplicates DuplicateFinder::Find() && {
  std::sort(keys_.begin(), keys_.end());
  Duplicates found;
  for (size_t i = 0, first = 0; i < keys_.size(); ++i) {
    if (keys_[i].bytes != keys_[first].bytes) first = i;
    if (i == first) continue;
    if (i == first + 1) found.firsts_.push_back(keys_[first].index);
    found.pairs_.push_back({keys_[i].index, keys_[first].index});
  }
  std::sort(found.firsts_.begin(), found.firsts_.end());
  std::sort(found.pairs_.begin(), found.pairs_.end(),
            [](const auto& a, const auto& b) { return a.index < b.index; });
  keys_ = {};
  return found;
}

}  // namespace filing_review::service
