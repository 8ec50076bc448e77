// Many filings, one folder of output; stopped or killed at any moment, it goes on where it was.
//
//   absl::StatusOr<std::unique_ptr<BulkRun>> run = BulkRun::Open(*pipeline, options);
//   absl::StatusOr<BulkEnd> end = (*run)->Run(sources);
//   if (end->whole) …                // manifest.json is there
//
// The folder then holds
//   briefs-000000.jsonl.zst …   service/bulk/output_part.h
//   index.sqlite               service/bulk/index_database.h
//   tables/*.csv               service/bulk/csv_tables.h
//   report.html                service/bulk/corpus_report.h
//   manifest.json              service/bulk/run_manifest.h, written last
//   run/journal, run/lock      what the next run need not do again; service/bulk/run_journal.h
// The output is a function of the filings' ids and bytes, the rule pack, the engine and the
// options: neither the number of workers nor interruptions change a byte of it, but for
// report.html, which holds times.
//
// A filing that cannot be read is a line with its reason. Equal bytes with equal venue and date are
// reviewed once. A failure that may pass is tried again, as often as limits.attempts says.
//
// Errors of Open and Run are those of the folder: UNAVAILABLE storage, FAILED_PRECONDITION
// output_in_use.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/digest.h"
#include "service/bulk/output_folder.h"
#include "service/bulk/output_part.h"
#include "service/bulk/output_set.h"
#include "service/bulk/review_key.h"
#include "service/bulk/run_journal.h"
#include "service/bulk/run_manifest.h"
#include "service/bulk/run_progress.h"
#include "service/bulk/shard.h"
#include "service/bulk/source_list.h"
#include "service/cli/input_file.h"
#include "service/limits.h"
#include "service/pipeline.h"

namespace filing_review::service {

struct BulkOptions {
  std::string out_dir;
  PipelineOptions review;                            // venue and date come from the sources
  Shard shard;                                       // which the sources are; for the manifest
  std::string plan;                                  // of a shard: what it is a shard of
  int workers = 0;                                   // filings at once; 0: one a core
  bool fail_fast = false;                            // stop at the first filing that fails
  bool retry_failed = false, retry_partial = false;  // of earlier runs
  BulkLimits limits;
};

// How a run ended.
struct BulkEnd {
  bool whole = false;  // all filings have their result and manifest.json is written
  RunManifest manifest;
  // With fail_fast: the filing that failed.
  std::string failed_id, failed_reason, failed_message;
};

// Of what `pipeline` makes with these options.
RunIdentity IdentityOf(const Pipeline& pipeline, const PipelineOptions& review);

class BulkRun {
 public:
  // Makes the folder where it is missing and holds it. `pipeline` outlives this.
  static absl::StatusOr<std::unique_ptr<BulkRun>> Open(const Pipeline& pipeline,
                                                       const BulkOptions& options);

  // What was read of a filing and found in it comes from these where it can; they outlive this.
  // Before Run.
  void UseCache(DocumentCache* documents, FindingsStore* findings) {
    documents_ = documents;
    findings_ = findings;
  }

  // `sources` as ListSources gives them. Called once.
  absl::StatusOr<BulkEnd> Run(std::vector<Source> sources);

  // Run returns soon; reviews that are running are dropped. From any thread.
  void Stop() { stop_ = true; }

  const RunProgress& progress() const { return progress_; }

 private:
  // Why a source cannot be opened.
  struct NotOpened {
    std::string reason, message;
  };
  // What is known of a source so far. There are as many as filings: it is kept small.
  struct Progressed {
    bool resolved = false;  // it has a key, or it cannot be opened
    Digest sha256, key;     // where it can be opened
    std::unique_ptr<NotOpened> failure;
  };
  // What is known of a key.
  struct KeyProgress {
    static constexpr uint32_t kNone = UINT32_MAX;
    uint32_t first = kNone;  // the first source by id that has it, once its part is written
    bool done = false;       // its review is in the journal
  };
  // The documents of a filing, open, with their digests; the main one first.
  struct OpenSource {
    std::vector<cli::OpenFile> files;
    std::vector<std::string> sha256;
  };

  BulkRun(const Pipeline& pipeline, const BulkOptions& options, OutputFolder folder);

  void Work();
  absl::Status Handle(size_t index);
  // The error of a document has a reason and names its path, where it is not the main one; that of
  // the journal goes to `journal`.
  absl::StatusOr<OpenSource> OpenDocuments(const Source& source, absl::Status& journal);
  absl::StatusOr<bulk::v1::Review> Review(const Source& source, const OpenSource& open,
                                          const std::string& key);
  void NoteFailure(const Source& source, const std::string& reason, const std::string& message);
  void GiveUp(const absl::Status& status);
  bool IsToBeTriedAgain(bulk::v1::ReviewState state) const;

  // Writes the parts whose filings all have their results.
  absl::Status WriteReadyParts();
  bool PartIsReady(size_t number);
  // Of a source whose result is there; asked for in the order of ids.
  OutputLine LineOf(size_t index);
  std::vector<OutputLine> LinesOfPart(size_t number);
  absl::StatusOr<std::string> BytesOfPart(const std::vector<OutputLine>& lines) const;
  absl::Status Finish(BulkEnd& end);
  absl::Status WriteTables(RunManifest& manifest);
  // Of a shard: service/bulk/shard_lines.h.
  absl::Status WriteLinesForMerge(RunManifest& manifest);
  std::string InFolder(const std::string& name) const { return options_.out_dir + "/" + name; }

  const Pipeline& pipeline_;
  const BulkOptions options_;
  OutputFolder folder_;
  RunJournal& journal_;
  const int workers_;
  const RunIdentity identity_;
  RunProgress progress_;
  DocumentCache* documents_ = nullptr;
  FindingsStore* findings_ = nullptr;
  std::atomic<bool> stop_{false};
  std::vector<Source> sources_;
  std::atomic<size_t> next_{0};

  std::mutex mutex_;  // of what follows
  std::vector<Progressed> progressed_;
  std::unordered_map<Digest, KeyProgress, DigestHash> keys_;
  absl::Status error_;
  BulkEnd end_;

  std::mutex part_mutex_;  // of what follows
  size_t next_part_ = 0;
  OutputSet set_;
};

}  // namespace filing_review::service
