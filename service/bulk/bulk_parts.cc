// The output of a bulk run: parts as soon as their filings are done, in the order of ids, and at
// the end everything else.
#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "service/bulk/bulk_run.h"
#include "service/bulk/output_set.h"

namespace filing_review::service {

absl::Status BulkRun::WriteReadyParts() {
  const std::unique_lock<std::mutex> lock(part_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return absl::OkStatus();  // another worker is at it
  while (PartIsReady(next_part_)) {
    if (const absl::Status written = WritePart(next_part_); !written.ok()) return written;
    ++next_part_;
  }
  return absl::OkStatus();
}

bool BulkRun::PartIsReady(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t i = begin; i < end; ++i) {
    const Progressed& one = progressed_[i];
    if (!one.resolved || (!one.key.empty() && keys_[one.key] != KeyState::kDone)) return false;
  }
  return begin < end;
}

OutputLine BulkRun::LineOf(size_t index) {
  Progressed one;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    one = progressed_[index];
  }
  OutputLine line;
  line.id = sources_[index].id;
  line.sha256 = absl::BytesToHexString(one.sha256);
  line.state = bulk::v1::REVIEW_STATE_FAILED;
  line.reason = one.reason;
  line.message = one.message;
  if (!one.key.empty()) {
    line.known = journal_.Find(one.key).value_or(KnownReview());
    line.state = line.known.state;
    const size_t first = first_of_key_.emplace(one.key, index).first->second;
    if (first != index) line.duplicate_of = sources_[first].id;
  }
  return line;
}

absl::Status BulkRun::WritePart(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  std::vector<OutputLine> lines;
  for (size_t i = begin; i < end; ++i) lines.push_back(LineOf(i));
  return set_.AddPart(lines, [&]() -> absl::StatusOr<std::string> {
    std::string text;
    for (const OutputLine& line : lines) {
      absl::StatusOr<std::string> json = LineAsJson(line, journal_);
      if (!json.ok()) return json.status();
      text += *json;
    }
    return PackPart(text);
  });
}

absl::Status BulkRun::Finish(BulkEnd& end) {
  if (const absl::Status written = WriteReadyParts(); !written.ok()) return written;
  set_.manifest().run = identity_;
  set_.manifest().shard = options_.shard;
  set_.manifest().plan = options_.plan;
  end.whole = set_.IsThere();
  absl::Status status;
  if (!end.whole)
    status = set_.Finish([&](RunManifest& manifest) { return WriteTables(manifest); });
  end.whole = status.ok();
  end.manifest = set_.manifest();
  return status.code() == absl::StatusCode::kCancelled ? absl::OkStatus() : status;
}

}  // namespace filing_review::service
