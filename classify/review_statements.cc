#include "classify/review_statements.h"

namespace filing_review::classify {

struct ReviewStatementFinder::Impl {};

ReviewStatementFinder::ReviewStatementFinder() : impl_(std::make_unique<Impl>()) {}
ReviewStatementFinder::~ReviewStatementFinder() = default;

absl::StatusOr<std::unique_ptr<ReviewStatementFinder>> ReviewStatementFinder::Create(
    const v1::RulePack&, const MacroTable&) {
  return std::unique_ptr<ReviewStatementFinder>(new ReviewStatementFinder());
}

void ReviewStatementFinder::Find(const AnalyzedDocument&, v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
