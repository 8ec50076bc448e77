// FilingDesk: the difference of two briefs.
#include <algorithm>

#include "service/compare/compare.h"
#include "service/filing_desk.h"

namespace filing_review::service {

namespace {

// Fits gRPC's usual limit for a received message, 4 MiB.
constexpr int64_t kUsualBytes = 3 << 20;

// The error with the name of the filing before it.
absl::Status Named(const std::string& name, const absl::Status& status) {
  absl::Status named(status.code(), name + ": " + std::string(status.message()));
  status.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& payload) { named.SetPayload(type, payload); });
  return named;
}

}  // namespace

absl::StatusOr<v1::BriefComparison> FilingDesk::CompareBriefs(
    const Caller& caller, const v1::CompareBriefsRequest& request) {
  const auto brief_of = [&](const std::string& name) -> absl::StatusOr<v1::ReviewBrief> {
    const absl::StatusOr<std::string> owner = OwnerFor(caller, name);
    if (!owner.ok()) return Named(name, owner.status());
    absl::StatusOr<v1::ReviewBrief> brief = GetBrief(*owner, name);
    if (!brief.ok()) return Named(name, brief.status());
    return brief;
  };
  const absl::StatusOr<v1::ReviewBrief> a = brief_of(request.filing_a());
  if (!a.ok()) return a.status();
  const absl::StatusOr<v1::ReviewBrief> b = brief_of(request.filing_b());
  if (!b.ok()) return b.status();
  v1::BriefComparison comparison = compare::CompareBriefs(*a, *b, request.kind());
  const int64_t wanted = request.size_limit_bytes() > 0 ? request.size_limit_bytes() : kUsualBytes;
  compare::Bound(comparison, std::min(wanted, limits_.comparison_bytes));
  return comparison;
}

}  // namespace filing_review::service
