// What the evaluators of conditions (regimes_conditions.h) have in common: the state with its
// reason, the evidence, the words. Pure.
#pragma once

#include <string>

#include "classify/regimes_signals.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

void SetState(v1::Condition& condition, v1::ConditionState state, std::string why);

// Adds a few places; one that two findings rest on is shown once.
void CopyEvidence(const google::protobuf::RepeatedPtrField<v1::Evidence>& from, v1::Condition& to);
// Adds the place that tells what the filing is, where there is one.
void CopyFirstEvidence(const v1::FilingMetadata& filing, v1::Condition& to);

// Absence can be told only from a filing that was read whole.
bool AllPagesRead(const v1::ReviewBrief& brief);

// "the United States"
std::string VenueWords(v1::ListingVenue venue);

// First of `ids` that is given; null where none is.
const GivenSignal* FirstGiven(const google::protobuf::RepeatedPtrField<std::string>& ids,
                              const SignalFindings& signals);

}  // namespace filing_review::classify
