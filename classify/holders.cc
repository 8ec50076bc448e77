#include "classify/holders.h"

namespace filing_review::classify {

struct HolderFinder::Impl {};

HolderFinder::HolderFinder() : impl_(std::make_unique<Impl>()) {}
HolderFinder::~HolderFinder() = default;

absl::StatusOr<std::unique_ptr<HolderFinder>> HolderFinder::Create(const v1::RulePack&,
                                                                   const MacroTable&) {
  return std::unique_ptr<HolderFinder>(new HolderFinder());
}

void HolderFinder::Find(const AnalyzedDocument&, v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
