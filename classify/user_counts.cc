#include "classify/user_counts.h"

namespace filing_review::classify {

struct UserCountFinder::Impl {};

UserCountFinder::UserCountFinder() : impl_(std::make_unique<Impl>()) {}
UserCountFinder::~UserCountFinder() = default;

absl::StatusOr<std::unique_ptr<UserCountFinder>> UserCountFinder::Create(const v1::RulePack&,
                                                                         const MacroTable&) {
  return std::unique_ptr<UserCountFinder>(new UserCountFinder());
}

void UserCountFinder::Find(const AnalyzedDocument&, v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
