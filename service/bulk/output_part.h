// One part of the output, briefs-000000.jsonl.zst: a line of JSON for each filing, in the order of
// ids, in one zstd frame.
//
//   {"id": "a.pdf", "state": "COMPLETE", "sha256": "…", "brief": {…}}
//   {"id": "b.pdf", "state": "PARTIAL", "sha256": "…", "reason": "no_text", "brief": {…}}
//   {"id": "c.pdf", "state": "FAILED", "sha256": "…", "reason": "encrypted", "message": "…"}
//   {"id": "d.pdf", "state": "COMPLETE", "sha256": "…", "duplicateOf": "a.pdf"}
//
// "sha256" is missing where the file could not be opened. The brief is in the JSON form of
// service/render/json.h; that of a duplicate stands with the filing that it is the same as.
//
// Pure: the same lines give the same bytes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/bulk/v1/run_journal.pb.h"
#include "filing_review/v1/brief.pb.h"
#include "service/bulk/run_journal.h"

namespace filing_review::service {

// A filing's place in the output.
struct OutputLine {
  std::string id;
  std::string sha256;        // empty where it could not be opened
  std::string duplicate_of;  // id of the first filing with the same key; else empty
  bulk::v1::ReviewState state = bulk::v1::REVIEW_STATE_UNSPECIFIED;
  std::string reason, message;  // of one that could not be opened; else in the journal
  KnownReview known;            // where it could be opened
};

std::string PartName(int32_t number);

// A digest of all that LineAsJson(line) depends on, 32 bytes, without reading the journal.
std::string OutcomeOf(const OutputLine& line);

// Of all that a part with these lines depends on, 32 bytes.
std::string PartDigest(const std::vector<OutputLine>& lines);

// The brief of a review; without one where it failed. DATA_LOSS where it cannot be read.
absl::StatusOr<v1::ReviewBrief> BriefOf(const bulk::v1::Review& review);

// With its line feed. Reads the review from the journal.
absl::StatusOr<std::string> LineAsJson(const OutputLine& line, const RunJournal& journal);

// "COMPLETE", "PARTIAL", "FAILED"
std::string ReviewStateName(bulk::v1::ReviewState state);

}  // namespace filing_review::service
