#include "service/desk/review_chain.h"

#include <algorithm>
#include <set>
#include <utility>

#include "service/deterministic_bytes.h"
#include "service/sha256.h"

namespace filing_review::service {

std::string EventBytes(v1::ReviewEvent event) {
  event.clear_hash();
  event.clear_previous_hash();
  event.clear_event_bytes();
  return DeterministicBytes(event);
}

std::string EventHash(std::string_view previous_hash, std::string_view bytes) {
  Sha256Stream digest;
  digest.Add(previous_hash);
  digest.Add(bytes);
  return digest.Finish();
}

std::optional<v1::ReviewEvent> ReadEvent(const StoredEvent& stored) {
  v1::ReviewEvent event;
  if (!event.ParseFromString(stored.bytes)) return std::nullopt;
  event.set_hash(stored.hash);
  event.set_previous_hash(stored.previous_hash);
  return event;
}

bool IsTakenBack(const v1::Decision& decision) {
  return decision.verdict() == v1::VERDICT_UNSPECIFIED && decision.comment().empty();
}

namespace {

void Decide(const v1::Decision& decision, desk::v1::ReviewRecord& record) {
  auto& all = *record.mutable_decisions();
  const auto at = std::find_if(all.begin(), all.end(), [&](const v1::Decision& one) {
    return one.finding_key() == decision.finding_key();
  });
  if (IsTakenBack(decision)) {
    if (at != all.end()) all.erase(at);
  } else if (at == all.end()) {
    *all.Add() = decision;
  } else {
    *at = decision;
  }
}

}  // namespace

void ApplyEvent(const v1::ReviewEvent& event, const std::string& hash,
                desk::v1::ReviewRecord& record) {
  record.set_last_reviewer(event.reviewer());
  record.set_last_reviewer_unverified(event.reviewer_unverified());
  if (event.action() == kActionMarkReviewed) {
    record.set_state(v1::REVIEW_STATE_REVIEWED);
    record.set_reviewed_by(event.reviewer());
    record.set_reviewed_by_unverified(event.reviewer_unverified());
    *record.mutable_review_time() = event.event_time();
    record.set_reviewed_brief_sha256(event.brief_sha256());
  } else if (event.action() == kActionSign) {
    record.set_state(v1::REVIEW_STATE_SIGNED);
    v1::SignOff& sign_off = *record.mutable_sign_off();
    sign_off.set_signer(event.reviewer());
    *sign_off.mutable_sign_time() = event.event_time();
    sign_off.set_brief_sha256(event.brief_sha256());
    sign_off.set_rule_pack_digest(event.rule_pack_digest());
    sign_off.set_event_hash(hash);
  } else {
    record.set_state(v1::REVIEW_STATE_OPEN);
    if (event.action() == kActionReopen) {
      record.clear_reviewed_by();
      record.clear_reviewed_by_unverified();
      record.clear_review_time();
      record.clear_reviewed_brief_sha256();
      record.clear_sign_off();
    }
    for (const v1::Decision& decision : event.after()) Decide(decision, record);
  }
}

const v1::Decision* DecisionOn(const desk::v1::ReviewRecord& record, const std::string& key) {
  for (const v1::Decision& decision : record.decisions()) {
    if (decision.finding_key() == key) return &decision;
  }
  return nullptr;
}

int32_t DecidedCount(const desk::v1::BriefSummary& summary, const desk::v1::ReviewRecord& record) {
  std::set<std::string_view> decided;
  for (const v1::Decision& decision : record.decisions()) {
    if (decision.verdict() != v1::VERDICT_UNSPECIFIED) decided.insert(decision.finding_key());
  }
  return static_cast<int32_t>(
      std::count_if(summary.findings().begin(), summary.findings().end(),
                    [&](const auto& finding) { return decided.count(finding.ref().key()) != 0; }));
}

std::optional<ChainFault> ChainCheck::Add(const StoredEvent& stored) {
  const int64_t wanted = count_ + 1;
  if (stored.number != wanted) {
    return ChainFault{wanted, "it is missing: event " + std::to_string(stored.number) +
                                  " follows event " + std::to_string(count_)};
  }
  if (stored.previous_hash != last_hash_) {
    return ChainFault{wanted, count_ == 0
                                  ? "its previous_hash is not the SHA-256 of the filing"
                                  : "its previous_hash is not the hash of the event before"};
  }
  if (EventHash(stored.previous_hash, stored.bytes) != stored.hash) {
    return ChainFault{wanted, "its hash is not that of its bytes"};
  }
  const std::optional<v1::ReviewEvent> event = ReadEvent(stored);
  if (!event.has_value() || event->number() != wanted) {
    return ChainFault{wanted, "its bytes are not those of this event"};
  }
  ApplyEvent(*event, stored.hash, record_);
  last_hash_ = stored.hash;
  ++count_;
  return std::nullopt;
}

}  // namespace filing_review::service
