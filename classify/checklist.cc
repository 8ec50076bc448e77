#include "classify/checklist.h"

namespace filing_review::classify {

struct ChecklistBuilder::Impl {};

ChecklistBuilder::ChecklistBuilder() : impl_(std::make_unique<Impl>()) {}
ChecklistBuilder::~ChecklistBuilder() = default;

absl::StatusOr<std::unique_ptr<ChecklistBuilder>> ChecklistBuilder::Create(const v1::RulePack&,
                                                                           const MacroTable&) {
  return std::unique_ptr<ChecklistBuilder>(new ChecklistBuilder());
}

void ChecklistBuilder::Build(v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
