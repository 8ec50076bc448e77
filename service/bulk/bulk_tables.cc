// What BulkRun makes of all results at the end: the index, tables, the report.
#include <memory>
#include <utility>

#include "service/bulk/bulk_run.h"
#include "service/bulk/index_database.h"
#include "service/bulk/output_tables.h"
#include "service/bulk/review_cost.h"
#include "service/bulk/shard_lines.h"

namespace filing_review::service {

absl::Status BulkRun::WriteTables(RunManifest& manifest) {
  auto index = IndexWriter::Create(InFolder(kIndexName));
  if (!index.ok()) return index.status();
  ReviewCosts costs;
  for (size_t i = 0; i < sources_.size() && !stop_; ++i) {
    const absl::Status added = AddToIndex(LineOf(i), journal_, **index, costs);
    if (!added.ok()) return added;
  }
  if (stop_) return absl::CancelledError("stopped");
  const absl::Status written =
      WriteOutputTables(*std::move(index), options_.out_dir, costs, manifest);
  if (!written.ok() || options_.plan.empty()) return written;
  return WriteLinesForMerge(manifest);
}

absl::Status BulkRun::WriteLinesForMerge(RunManifest& manifest) {
  ShardLineWriter lines(InFolder(kShardLinesName));
  for (size_t i = 0; i < sources_.size(); ++i) {
    bulk::v1::ShardLine line;
    const std::lock_guard<std::mutex> lock(mutex_);
    line.set_id(sources_[i].id);
    if (const NotOpened* failure = progressed_[i].failure.get()) {
      line.set_reason(failure->reason);
      line.set_message(failure->message);
    } else {
      line.set_sha256(progressed_[i].sha256.str());
      line.set_key(progressed_[i].key.str());
    }
    lines.Add(line);
  }
  if (const absl::Status finished = lines.Finish(); !finished.ok()) return finished;
  return AddToManifest(options_.out_dir, kShardLinesName, manifest);
}

}  // namespace filing_review::service
