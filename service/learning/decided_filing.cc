#include "service/learning/decided_filing.h"

#include <utility>

#include "service/desk/review_chain.h"

namespace filing_review::service {

const v1::CorrectedFinding& TruthOf(const v1::Decision& decision) {
  switch (decision.verdict()) {
    case v1::VERDICT_ACCEPTED:
      return decision.decided_on();
    case v1::VERDICT_CORRECTED:
    case v1::VERDICT_ADDED:
      return decision.corrected();
    default:
      return v1::CorrectedFinding::default_instance();
  }
}

absl::StatusOr<DecidedFiling> ReadDecided(ReviewSource& source, const std::string& name) {
  DecidedFiling decided;
  decided.name = name;
  absl::StatusOr<v1::Filing> filing = source.Filing(name);
  if (!filing.ok()) return filing.status();
  decided.filing = *std::move(filing);
  // The events hold what the brief said of each finding.
  desk::v1::ReviewRecord record;
  for (int64_t after = 0;;) {
    const auto events = source.Events(name, after);
    if (!events.ok()) return events.status();
    if (events->empty()) break;
    for (const StoredEvent& stored : *events) {
      if (const auto event = ReadEvent(stored)) ApplyEvent(*event, stored.hash, record);
      after = stored.number;
    }
  }
  decided.state = record.state();
  absl::StatusOr<v1::ReviewBrief> brief =
      source.Brief(name, record.state() == v1::REVIEW_STATE_SIGNED);
  if (!brief.ok()) return brief.status();
  decided.brief = *std::move(brief);
  for (v1::Decision& decision : *record.mutable_decisions()) {
    if (decision.verdict() != v1::VERDICT_UNSPECIFIED) {
      decided.decisions.push_back(std::move(decision));
    }
  }
  return decided;
}

}  // namespace filing_review::service
