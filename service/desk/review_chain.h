// The events of a review: a chain of hashes, and what they come to.
//
//   hash = SHA-256(previous_hash, as 64 hexadecimal digits, and then the event's bytes)
//
// An event's bytes are a ReviewEvent without `hash`, `previous_hash` and `event_bytes`, as they are
// stored. `previous_hash` of the first event is the SHA-256 of the filing's own bytes. Pure.
// Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filing_review/desk/v1/desk_record.pb.h"
#include "filing_review/v1/desk_service.pb.h"

namespace filing_review::service {

inline constexpr char kActionDecide[] = "decide";
inline constexpr char kActionUndo[] = "undo";
inline constexpr char kActionMarkReviewed[] = "mark_reviewed";
inline constexpr char kActionSign[] = "sign";
inline constexpr char kActionReopen[] = "reopen";

// An event as it is stored.
struct StoredEvent {
  int64_t number = 0;  // from 1
  std::string bytes;
  std::string previous_hash, hash;
};

std::string EventBytes(v1::ReviewEvent event);
std::string EventHash(std::string_view previous_hash, std::string_view bytes);

// The stored event as a message, its hashes included; nothing where its bytes are none.
std::optional<v1::ReviewEvent> ReadEvent(const StoredEvent& stored);

// Takes the event into the record; `hash` is its own.
void ApplyEvent(const v1::ReviewEvent& event, const std::string& hash,
                desk::v1::ReviewRecord& record);

// True for a decision that takes another one back.
bool IsTakenBack(const v1::Decision& decision);

// The decision on a finding; null where there is none.
const v1::Decision* DecisionOn(const desk::v1::ReviewRecord& record, const std::string& key);

// Findings of the brief that have a verdict.
int32_t DecidedCount(const desk::v1::BriefSummary& summary, const desk::v1::ReviewRecord& record);

// What is wrong with a chain; `number` is that of the event, 0 where it is the review as a whole.
struct ChainFault {
  int64_t number = 0;
  std::string what;  // one sentence
};

// Checks events in their order: numbers without a gap, hashes, links.
class ChainCheck {
 public:
  explicit ChainCheck(std::string filing_sha256) : last_hash_(std::move(filing_sha256)) {}
  // The first fault; nothing is looked at after it.
  std::optional<ChainFault> Add(const StoredEvent& event);
  // What the events come to.
  const desk::v1::ReviewRecord& record() const { return record_; }
  const std::string& last_hash() const { return last_hash_; }
  int64_t event_count() const { return count_; }

 private:
  std::string last_hash_;
  int64_t count_ = 0;
  desk::v1::ReviewRecord record_;
};

}  // namespace filing_review::service
