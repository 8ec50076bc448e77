#include "service/desk/review_verify.h"

#include <vector>

#include "service/brief_bytes.h"
#include "service/desk/review_view.h"
#include "service/deterministic_bytes.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// The decision without what depends on the brief of now.
std::string Kept(v1::Decision decision) {
  decision.clear_disagreement();
  decision.clear_decided_on();
  return DeterministicBytes(decision);
}

std::string Difference(const desk::v1::ReviewRecord& record, const v1::Review& review) {
  if (record.state() != review.state()) return "its state";
  if (record.decisions_size() != review.decisions_size()) return "the number of its decisions";
  for (int i = 0; i < record.decisions_size(); ++i) {
    if (Kept(record.decisions(i)) != Kept(review.decisions(i))) {
      return "its decision on " + record.decisions(i).finding_key();
    }
  }
  if (record.reviewed_by() != review.reviewed_by() ||
      DeterministicBytes(record.review_time()) != DeterministicBytes(review.review_time())) {
    return "who marked it reviewed, or when";
  }
  if (DeterministicBytes(record.sign_off()) != DeterministicBytes(review.sign_off())) {
    return "its signature";
  }
  return "";
}

}  // namespace

absl::StatusOr<VerifiedReview> VerifyReview(ReviewSource& source, const std::string& name) {
  const absl::StatusOr<v1::Filing> filing = source.Filing(name);
  if (!filing.ok()) return filing.status();
  VerifiedReview verified;
  ChainCheck check(filing->sha256());
  for (;;) {
    const absl::StatusOr<std::vector<StoredEvent>> events =
        source.Events(name, check.event_count());
    if (!events.ok()) return events.status();
    if (events->empty()) break;
    for (const StoredEvent& event : *events) {
      verified.fault = check.Add(event);
      if (verified.fault.has_value()) return verified;
    }
  }
  verified.event_count = check.event_count();
  const absl::StatusOr<v1::Review> review = source.Review(name);
  if (review.status().code() == absl::StatusCode::kDataLoss) {
    verified.fault = ChainFault{0, "the stored review cannot be read"};
    return verified;
  }
  if (!review.ok()) return review.status();
  desk::v1::ReviewRecord record = check.record();
  if (record.state() == v1::REVIEW_STATE_UNSPECIFIED) record.set_state(v1::REVIEW_STATE_NEW);
  const std::string difference = Difference(record, *review);
  if (!difference.empty()) {
    verified.fault = ChainFault{0, difference + " is not what its events come to"};
    return verified;
  }
  if (!review->newer_brief() &&
      EtagOf(check.last_hash(), review->brief_sha256()) != review->etag()) {
    verified.fault = ChainFault{0, "its last event is not the one that it was left with"};
    return verified;
  }
  if (record.state() == v1::REVIEW_STATE_SIGNED) {
    const absl::StatusOr<v1::ReviewBrief> brief = source.Brief(name, /*as_signed=*/true);
    if (!brief.ok() && brief.status().code() != absl::StatusCode::kDataLoss) {
      return brief.status();
    }
    if (!brief.ok() || Sha256Of(SerializeBrief(*brief)) != record.sign_off().brief_sha256()) {
      verified.fault = ChainFault{0, "the brief that is kept is not the one that was signed"};
    }
  }
  return verified;
}

}  // namespace filing_review::service
