// The output of a bulk run: parts as soon as their filings are done, in the order of ids, and at
// the end everything else.
#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "service/bulk/bulk_run.h"
#include "service/bulk/output_set.h"

namespace filing_review::service {

absl::Status BulkRun::WriteReadyParts() {
  const std::unique_lock<std::mutex> lock(part_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return absl::OkStatus();  // another worker is at it
  for (;;) {
    // Where many are ready, at the end of a run and where all is known, they are made side by side
    // and put in place in order.
    std::vector<std::vector<OutputLine>> parts;
    while (parts.size() < static_cast<size_t>(workers_) && PartIsReady(next_part_ + parts.size())) {
      parts.push_back(LinesOfPart(next_part_ + parts.size()));
    }
    if (parts.empty()) return absl::OkStatus();
    std::vector<std::future<absl::StatusOr<std::string>>> made(parts.size());
    for (size_t i = 1; i < parts.size(); ++i) {
      const auto written = journal_.Part(static_cast<int32_t>(next_part_ + i));
      if (written.has_value() && written->plan_digest() == PartDigest(parts[i])) continue;
      made[i] = std::async(std::launch::async, [&, i] { return BytesOfPart(parts[i]); });
    }
    for (size_t i = 0; i < parts.size(); ++i, ++next_part_) {
      const absl::Status written = set_.AddPart(
          parts[i], [&] { return made[i].valid() ? made[i].get() : BytesOfPart(parts[i]); });
      if (!written.ok()) return written;
    }
  }
}

bool BulkRun::PartIsReady(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t i = begin; i < end; ++i) {
    const Progressed& one = progressed_[i];
    if (!one.resolved || (one.failure == nullptr && !keys_[one.key].done)) return false;
  }
  return begin < end;
}

OutputLine BulkRun::LineOf(size_t index) {
  OutputLine line;
  line.id = sources_[index].id;
  line.state = bulk::v1::REVIEW_STATE_FAILED;
  const std::lock_guard<std::mutex> lock(mutex_);
  const Progressed& one = progressed_[index];
  if (one.failure != nullptr) {
    line.reason = one.failure->reason;
    line.message = one.failure->message;
    return line;
  }
  line.sha256 = absl::BytesToHexString(one.sha256.str());
  line.known = journal_.Find(one.key.str()).value_or(KnownReview());
  line.state = line.known.state;
  KeyProgress& of_key = keys_[one.key];
  if (of_key.first == KeyProgress::kNone) of_key.first = static_cast<uint32_t>(index);
  if (of_key.first != index) line.duplicate_of = sources_[of_key.first].id;
  return line;
}

std::vector<OutputLine> BulkRun::LinesOfPart(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  std::vector<OutputLine> lines;
  for (size_t i = begin; i < end; ++i) lines.push_back(LineOf(i));
  return lines;
}

absl::StatusOr<std::string> BulkRun::BytesOfPart(const std::vector<OutputLine>& lines) const {
  std::string text;
  for (const OutputLine& line : lines) {
    absl::StatusOr<std::string> json = LineAsJson(line, journal_);
    if (!json.ok()) return json.status();
    text += *json;
  }
  return PackPart(text);
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
  if (end.whole) status = journal_.DropOthers();
  return status.code() == absl::StatusCode::kCancelled ? absl::OkStatus() : status;
}

}  // namespace filing_review::service
