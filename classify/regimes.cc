#include "classify/regimes.h"

namespace filing_review::classify {

struct RegimeAssessor::Impl {};

RegimeAssessor::RegimeAssessor() : impl_(std::make_unique<Impl>()) {}
RegimeAssessor::~RegimeAssessor() = default;

absl::StatusOr<std::unique_ptr<RegimeAssessor>> RegimeAssessor::Create(const v1::RulePack&,
                                                                       const MacroTable&) {
  return std::unique_ptr<RegimeAssessor>(new RegimeAssessor());
}

void RegimeAssessor::Assess(const AnalyzedDocument&, const ClassifyOptions&,
                            v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
