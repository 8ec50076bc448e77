// What the service does, without the network: submit, look up, watch, cancel, delete. The gRPC
// handlers (service/grpc/) only carry messages to and from it.
//
//   auto desk = FilingDesk::Open(options);
//   auto upload = (*desk)->BeginUpload(owner, header);
//   (*upload)->Append(chunk) …
//   absl::StatusOr<v1::Filing> filing = (*upload)->Finish();   // durable from here on
//
// Names are resource names, "filings/{filing}". Errors: service/service_error.h. Thread-safe; calls
// block on the disk. Uploads end before the desk.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/data_folder.h"
#include "service/limits.h"
#include "service/pipeline.h"
#include "service/progress_board.h"
#include "service/review_workers.h"
#include "service/submitted_passwords.h"

namespace filing_review::service {

struct DeskOptions {
  std::string data_dir;
  std::string rules_dir;  // empty: the embedded rule pack alone
  int workers = 0;        // reviews at once; 0: one a core
  // Which pages are recognised where the submitter does not say.
  v1::OcrMode default_ocr_mode = v1::OCR_MODE_AUTO;
  ServerLimits limits;
};

class FilingUpload;

class FilingDesk {
 public:
  static absl::StatusOr<std::unique_ptr<FilingDesk>> Open(const DeskOptions& options);
  ~FilingDesk();

  // INVALID_ARGUMENT bad_header, OUT_OF_RANGE file_size_limit, RESOURCE_EXHAUSTED uploads_busy,
  // UNAVAILABLE draining.
  absl::StatusOr<std::unique_ptr<FilingUpload>> BeginUpload(const std::string& owner,
                                                            v1::SubmitFilingHeader header);

  absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& name);
  absl::StatusOr<v1::ListFilingsResponse> List(const std::string& owner,
                                               const v1::ListFilingsRequest& request);
  absl::StatusOr<v1::ReviewBrief> GetBrief(const std::string& owner, const std::string& name);
  absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& name);
  absl::Status Delete(const std::string& owner, const std::string& name);

  // `changed` is called soon after each change of the filing until Unwatch (progress_board.h).
  // INVALID_ARGUMENT bad_name.
  absl::StatusOr<int64_t> Watch(const std::string& name, std::function<void()> changed);
  void Unwatch(int64_t watch) { board_.Unwatch(watch); }

  // Takes no more uploads and starts no more reviews; running reviews get `seconds`, then they go
  // back to the queue. Recognition goes back at once.
  void Drain(int seconds);

  const ServerLimits& limits() const { return limits_; }

 private:
  friend class FilingUpload;
  FilingDesk(std::unique_ptr<DataFolder> folder, std::unique_ptr<Pipeline> pipeline,
             const DeskOptions& options);
  absl::StatusOr<v1::Filing> Enter(NewFiling filing, const std::string& password,
                                   std::vector<std::unique_ptr<BlobUpload>>& uploads);
  void AddProgress(const std::string& id, v1::Filing& filing) const;
  // Its job is gone.
  void Stop(const std::string& id);
  // An error is logged: the next start removes what is left.
  void RemoveBlobIfUnused(const std::string& sha256);
  void RemoveBlobsIfUnused(const NewFiling& filing);

  const ServerLimits limits_;
  std::unique_ptr<DataFolder> folder_;
  std::unique_ptr<Pipeline> pipeline_;
  ProgressBoard board_;
  SubmittedPasswords passwords_;
  std::atomic<int32_t> uploads_{0};
  std::atomic<bool> draining_{false};
  std::mutex blob_mutex_;  // a blob gets its name and its filing, or loses both, in one go
  ReviewWorkers ocr_workers_;
  ReviewWorkers workers_;  // wake those above
};

// One upload; used by one thread at a time. Dropped before Finish it leaves nothing behind.
class FilingUpload {
 public:
  ~FilingUpload();
  // INVALID_ARGUMENT chunk_order, chunk_size_limit, size_mismatch.
  absl::Status Append(const v1::FilingChunk& chunk);
  // Ends the document before it. INVALID_ARGUMENT bad_header, document_count_limit, size_mismatch,
  // digest_mismatch; OUT_OF_RANGE file_size_limit.
  absl::Status BeginDocument(v1::SubmittedDocument document);
  // INVALID_ARGUMENT size_mismatch, digest_mismatch, request_id_reused; RESOURCE_EXHAUSTED
  // queue_full; UNAVAILABLE storage. REQUIRES: once.
  absl::StatusOr<v1::Filing> Finish();

 private:
  friend class FilingDesk;
  FilingUpload(FilingDesk& desk, NewFiling filing, std::string password,
               std::unique_ptr<BlobUpload> blob);
  FilingDesk& desk_;
  // Ends the document that is being sent.
  absl::Status Seal();
  NewFiling filing_;
  std::string password_;                             // apart from the filing: stores do not see it
  std::unique_ptr<BlobUpload> blob_;                 // of the document that is being sent
  int64_t size_bytes_;                               // of it
  std::string sha256_;                               // of it
  int64_t bytes_before_ = 0;                         // of the documents before it
  std::vector<std::unique_ptr<BlobUpload>> sealed_;  // documents before it
};

}  // namespace filing_review::service
