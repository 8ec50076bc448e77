#include "classify/conflicts.h"

namespace filing_review::classify {

struct ConflictFinder::Impl {};

ConflictFinder::ConflictFinder() : impl_(std::make_unique<Impl>()) {}
ConflictFinder::~ConflictFinder() = default;

absl::StatusOr<std::unique_ptr<ConflictFinder>> ConflictFinder::Create(const v1::RulePack&,
                                                                       const MacroTable&) {
  return std::unique_ptr<ConflictFinder>(new ConflictFinder());
}

void ConflictFinder::Find(const AnalyzedDocument&, v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
