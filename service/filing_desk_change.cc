// FilingDesk: filings are cancelled, tried again and deleted, and their bytes with them.
#include <mutex>
#include <string>

#include "service/event_log.h"
#include "service/filing_desk.h"
#include "service/filing_name.h"
#include "service/service_error.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

absl::StatusOr<v1::Filing> FilingDesk::Cancel(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().Cancel(owner, *id);
  if (!filing.ok()) return filing.status();
  Stop(*id);
  return filing;
}

absl::StatusOr<v1::Filing> FilingDesk::Retry(const std::string& owner,
                                             const v1::RetryFilingRequest& request) {
  const absl::StatusOr<std::string> id = FilingIdOf(request.name());
  if (!id.ok()) return id.status();
  int64_t timeout_micros = 0;
  if (request.has_review_timeout()) {
    const absl::StatusOr<int64_t> timeout = TimeoutMicros(request.review_timeout());
    if (!timeout.ok()) return timeout.status();
    timeout_micros = *timeout;
  }
  std::string password = request.password();
  // A caller may not change what is kept of another's filing.
  absl::StatusOr<v1::Filing> filing = folder_->store().Get(owner, *id);
  if (!filing.ok()) return filing.status();
  const bool kept = IsSettled(*filing) && !password.empty();
  if (kept) passwords_.Keep(*id, password);
  filing = folder_->store().Retry(owner, *id, WaitingLimits(), !password.empty(), timeout_micros);
  Wipe(password);
  if (!filing.ok()) {
    if (kept) passwords_.Forget(*id);
    return filing.status();
  }
  board_.StateChanged(*id);
  workers_.Wake();
  return filing;
}

absl::Status FilingDesk::Delete(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  {
    const std::lock_guard<std::mutex> lock(blob_mutex_);
    const auto names = folder_->blobs().HoldNames();
    if (!names.ok()) return names.status();
    const absl::StatusOr<v1::Filing> deleted = folder_->store().Delete(owner, *id);
    if (!deleted.ok()) return deleted.status();
    RemoveBlobsIfUnused(*deleted);
  }
  Stop(*id);
  return absl::OkStatus();
}

void FilingDesk::RemoveBlobsIfUnused(const NewFiling& filing) {
  RemoveBlobIfUnused(filing.header.sha256());
  for (const v1::SubmittedDocument& document : filing.documents) {
    RemoveBlobIfUnused(document.sha256());
  }
}

void FilingDesk::RemoveBlobsIfUnused(const v1::Filing& filing) {
  RemoveBlobIfUnused(filing.sha256());
  for (const v1::SubmittedDocument& document : filing.documents()) {
    RemoveBlobIfUnused(document.sha256());
  }
}

void FilingDesk::RemoveBlobIfUnused(const std::string& sha256) {
  const absl::StatusOr<bool> needed = folder_->store().NeedsBlob(sha256);
  absl::Status status = needed.status();
  if (needed.ok() && !*needed) {
    status = folder_->blobs().Remove(sha256);
    reviews_.Forget(sha256);
  }
  if (!status.ok()) {
    LogEvent("unused blob stays until the next start: " + std::string(status.message()));
  }
}

}  // namespace filing_review::service
