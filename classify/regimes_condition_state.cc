#include "classify/regimes_condition_state.h"

#include <algorithm>
#include <utility>

namespace filing_review::classify {

namespace {

constexpr int kPlacesShown = 4;

}  // namespace

void SetState(v1::Condition& condition, v1::ConditionState state, std::string why) {
  condition.set_state(state);
  condition.set_explanation(std::move(why));
}

void CopyEvidence(const google::protobuf::RepeatedPtrField<v1::Evidence>& from, v1::Condition& to) {
  for (const v1::Evidence& evidence : from) {
    if (to.evidence_size() >= kPlacesShown) return;
    const bool shown =
        std::any_of(to.evidence().begin(), to.evidence().end(), [&](const v1::Evidence& other) {
          return other.document() == evidence.document() && other.page() == evidence.page() &&
                 other.quote() == evidence.quote();
        });
    if (shown) continue;
    *to.add_evidence() = evidence;
  }
}

void CopyFirstEvidence(const v1::FilingMetadata& filing, v1::Condition& to) {
  if (filing.evidence_size() > 0) *to.add_evidence() = filing.evidence(0);
}

bool AllPagesRead(const v1::ReviewBrief& brief) {
  return brief.coverage().pages_unread_size() == 0 && brief.coverage().pages_searched() > 0;
}

std::string VenueWords(v1::ListingVenue venue) {
  switch (venue) {
    case v1::LISTING_VENUE_US:
      return "the United States";
    case v1::LISTING_VENUE_HK:
      return "Hong Kong";
    case v1::LISTING_VENUE_CN_MAINLAND:
      return "mainland China";
    case v1::LISTING_VENUE_OTHER:
      return "a market outside China and the United States";
    default:
      return "a market that the filing does not name";
  }
}

const GivenSignal* FirstGiven(const google::protobuf::RepeatedPtrField<std::string>& ids,
                              const SignalFindings& signals) {
  for (const std::string& id : ids) {
    if (const GivenSignal* given = Given(signals, id)) return given;
  }
  return nullptr;
}

}  // namespace filing_review::classify
