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
    const std::string& owner, const v1::CompareBriefsRequest& request) {
  const absl::StatusOr<v1::ReviewBrief> a = GetBrief(owner, request.filing_a());
  if (!a.ok()) return Named(request.filing_a(), a.status());
  const absl::StatusOr<v1::ReviewBrief> b = GetBrief(owner, request.filing_b());
  if (!b.ok()) return Named(request.filing_b(), b.status());
  v1::BriefComparison comparison = compare::CompareBriefs(*a, *b, request.kind());
  const int64_t wanted = request.size_limit_bytes() > 0 ? request.size_limit_bytes() : kUsualBytes;
  compare::Bound(comparison, std::min(wanted, limits_.comparison_bytes));
  return comparison;
}

}  // namespace filing_review::service
