#include "classify/literal_scanner.h"

#include <utility>

namespace filing_review::classify {

LiteralScanner::LiteralScanner(std::vector<std::string> literals)
    : literals_(std::move(literals)), first_(kSlots + 1), entries_(literals_.size()) {
  const auto slot_of = [](const std::string& literal) {
    return Slot(Lower(literal[0]) << 16 | Lower(literal[1]) << 8 | Lower(literal[2]));
  };
  for (const std::string& literal : literals_) ++first_[slot_of(literal) + 1];
  for (size_t slot = 0; slot < kSlots; ++slot) first_[slot + 1] += first_[slot];
  std::vector<uint32_t> next(first_.begin(), first_.end() - 1);
  for (size_t i = 0; i < literals_.size(); ++i) {
    const size_t slot = slot_of(literals_[i]);
    begins_.set(slot);
    entries_[next[slot]++] = static_cast<uint32_t>(i);
  }
}

}  // namespace filing_review::classify
