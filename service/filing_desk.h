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
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/access/access_list.h"
#include "service/data_folder.h"
#include "service/desk/review_desk.h"
#include "service/filing_name.h"
#include "service/filing_upload.h"
#include "service/limits.h"
#include "service/pipeline.h"
#include "service/progress_board.h"
#include "service/retention_timer.h"
#include "service/review_workers.h"
#include "service/submitted_passwords.h"
#include "service/upload_parts.h"

namespace filing_review::service {

struct DeskOptions {
  std::string data_dir;
  std::string database_url;  // of PostgreSQL, shared by servers; empty: SQLite in data_dir
  std::string blob_dir;      // shared by the same servers; empty: data_dir
  std::string rules_dir;     // empty: the embedded rule pack alone
  int workers = 0;           // reviews at once; 0: one a core
  // Which pages are recognised where the submitter does not say.
  v1::OcrMode default_ocr_mode = v1::OCR_MODE_AUTO;
  ServerLimits limits;
};

// Bytes of a document; who asked for it closes the descriptor.
struct OpenedDocument {
  int fd = -1;
  int64_t size_bytes = 0;
  std::string sha256;
  std::string display_name;  // as its submitter gave it: any text
};

class FilingDesk {
 public:
  static absl::StatusOr<std::unique_ptr<FilingDesk>> Open(const DeskOptions& options);
  ~FilingDesk();

  // INVALID_ARGUMENT bad_header, OUT_OF_RANGE file_size_limit, RESOURCE_EXHAUSTED uploads_busy or
  // queue_full, UNAVAILABLE draining. REQUIRES: where the digest comes last, a request id.
  absl::StatusOr<std::unique_ptr<FilingUpload>> BeginUpload(const std::string& owner,
                                                            v1::SubmitFilingHeader header,
                                                            DigestTime digest = DigestTime::kFirst);

  // What a broken upload left. NOT_FOUND no_such_upload.
  absl::StatusOr<v1::Upload> GetUpload(const std::string& owner, const std::string& name) {
    return parts_.Get(owner, name);
  }

  // Whose filing it is, for the caller that asks to read it: itself, or where it reads the filings
  // of all owners, the filing's own. INVALID_ARGUMENT bad_name, NOT_FOUND no_such_filing.
  absl::StatusOr<std::string> OwnerFor(const Caller& caller, const std::string& name);

  absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& name);
  absl::StatusOr<v1::ListFilingsResponse> List(const std::string& owner,
                                               const v1::ListFilingsRequest& request,
                                               bool all_owners = false);
  // `as_signed`: the one that was signed. FAILED_PRECONDITION no_brief_yet, no_brief, not_signed.
  absl::StatusOr<v1::ReviewBrief> GetBrief(const std::string& owner, const std::string& name,
                                           bool as_signed = false);
  // `document_id` as FilingDocument of the brief has it ("main", "exhibit-1", …). NOT_FOUND
  // no_such_document.
  absl::StatusOr<OpenedDocument> OpenDocument(const std::string& owner, const std::string& name,
                                              const std::string& document_id);
  // The difference of the newest briefs of two filings that the caller sees, cut to the size that
  // is asked for. Errors are those of GetBrief, and name the filing.
  absl::StatusOr<v1::BriefComparison> CompareBriefs(const Caller& caller,
                                                    const v1::CompareBriefsRequest& request);
  absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& name);
  // INVALID_ARGUMENT bad_header; FAILED_PRECONDITION not_final; RESOURCE_EXHAUSTED queue_full.
  absl::StatusOr<v1::Filing> Retry(const std::string& owner, const v1::RetryFilingRequest& request);
  // FAILED_PRECONDITION legal_hold.
  absl::Status Delete(const std::string& owner, const std::string& name);

  // Of filings of all owners, for those who run the server.
  absl::StatusOr<v1::Filing> SetLegalHold(const v1::SetLegalHoldRequest& request);
  absl::StatusOr<v1::ListAuditEventsResponse> ListAuditEvents(
      const v1::ListAuditEventsRequest& request);

  v1::ListRulePacksResponse ListRulePacks() const;

  // `changed` is called soon after each change of the filing until Unwatch (progress_board.h).
  // INVALID_ARGUMENT bad_name.
  absl::StatusOr<int64_t> Watch(const std::string& name, std::function<void()> changed);
  void Unwatch(int64_t watch) { board_.Unwatch(watch); }

  // Takes no more uploads and starts no more reviews; running reviews get `seconds`, then they go
  // back to the queue. Recognition goes back at once.
  void Drain(int seconds);

  const ServerLimits& limits() const { return limits_; }

  // What people say of the briefs.
  ReviewDesk& reviews() { return reviews_; }

 private:
  friend class FilingUpload;
  FilingDesk(std::unique_ptr<DataFolder> folder, std::unique_ptr<Pipeline> pipeline,
             const DeskOptions& options);
  QueueLimits WaitingLimits() const;
  // Estimates the pages. RESOURCE_EXHAUSTED queue_full.
  absl::Status CheckRoom(NewFiling& filing);
  // The upload of an owner has ended, well or not.
  void EndUpload(const std::string& owner);
  // INVALID_ARGUMENT bad_header.
  absl::StatusOr<int> PageSizeOf(int wanted) const;
  // What Enter would answer, without a name.
  static v1::Filing Validated(const NewFiling& filing);
  absl::StatusOr<v1::Filing> Enter(NewFiling filing, const std::string& password,
                                   std::vector<std::unique_ptr<BlobUpload>>& uploads);
  void AddProgress(const std::string& id, v1::Filing& filing) const;
  // A change in the store, perhaps by another server.
  void Hear(const StoreEvent& event);
  // Its job is gone.
  void Stop(const std::string& id);
  // Deletes what was kept for its time.
  void DeleteOld();
  void RemoveBlobsIfUnused(const v1::Filing& filing);
  // An error is logged: the next start removes what is left.
  void RemoveBlobIfUnused(const std::string& sha256);
  void RemoveBlobsIfUnused(const NewFiling& filing);

  const ServerLimits limits_;
  std::unique_ptr<DataFolder> folder_;
  std::unique_ptr<Pipeline> pipeline_;
  ProgressBoard board_;
  SubmittedPasswords passwords_;
  UploadParts parts_;
  std::mutex uploads_mutex_;
  int32_t uploads_ = 0;                      // under way
  std::map<std::string, int32_t> of_owner_;  // of them, by owner
  std::atomic<bool> draining_{false};
  ReviewDesk reviews_;
  std::mutex blob_mutex_;  // a blob gets its name and its filing, or loses both, in one go
  ReviewWorkers ocr_workers_;
  ReviewWorkers workers_;                      // wake those above
  std::unique_ptr<RetentionTimer> retention_;  // null: filings are kept
};

}  // namespace filing_review::service
