// FilingDesk: how filings come in.
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "service/filing_desk.h"
#include "service/filing_name.h"
#include "service/filing_upload.h"
#include "service/service_error.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

absl::StatusOr<std::unique_ptr<FilingUpload>> FilingDesk::BeginUpload(const std::string& owner,
                                                                      v1::SubmitFilingHeader header,
                                                                      DigestTime digest) {
  if (draining_) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonDraining,
                        "the server is going down; submit again later");
  }
  if (const absl::Status status = CheckHeader(limits_, header, digest); !status.ok()) {
    return status;
  }
  NewFiling filing;
  filing.owner = owner;
  std::string password = std::move(*header.mutable_password());
  header.clear_password();
  filing.password_given = !password.empty();
  if (header.has_review_timeout()) {
    filing.timeout_micros = *TimeoutMicros(header.review_timeout());  // checked above
    header.clear_review_timeout();
  }
  filing.header = std::move(header);
  // Before the bytes are sent in vain.
  if (const absl::Status status = CheckRoom(filing); !status.ok()) {
    Wipe(password);
    return status;
  }
  {
    const std::lock_guard<std::mutex> lock(uploads_mutex_);
    const auto own = of_owner_.find(owner);
    if (own != of_owner_.end() && own->second >= limits_.owner_uploads) {
      return BusyError(kReasonUploadsBusy,
                       "too many of your uploads at once (" + std::to_string(own->second) +
                           "); submit again when one has ended",
                       2);
    }
    if (uploads_ >= limits_.uploads) {
      return BusyError(kReasonUploadsBusy, "too many uploads at once; submit again later", 2);
    }
    ++uploads_;
    ++of_owner_[owner];
  }
  // From here on its end gives the place back.
  std::unique_ptr<FilingUpload> upload(
      new FilingUpload(*this, std::move(filing), std::move(password), digest));
  const v1::SubmitFilingHeader& checked = upload->filing_.header;
  if (const absl::Status status = upload->Open(checked.size_bytes(), checked.sha256());
      !status.ok()) {
    return status;
  }
  return upload;
}

void FilingDesk::EndUpload(const std::string& owner) {
  const std::lock_guard<std::mutex> lock(uploads_mutex_);
  --uploads_;
  const auto own = of_owner_.find(owner);
  if (--own->second == 0) of_owner_.erase(own);
}

v1::Filing FilingDesk::Validated(const NewFiling& filing) {
  v1::Filing validated;
  validated.set_display_name(filing.header.display_name());
  validated.set_sha256(filing.header.sha256());
  validated.set_size_bytes(filing.header.size_bytes());
  for (const v1::SubmittedDocument& document : filing.documents) {
    *validated.add_documents() = document;
  }
  return validated;
}

absl::Status FilingDesk::CheckRoom(NewFiling& filing) {
  int64_t bytes = filing.header.size_bytes();
  for (const v1::SubmittedDocument& document : filing.documents) bytes += document.size_bytes();
  filing.page_count = (bytes + limits_.queue_page_bytes - 1) / limits_.queue_page_bytes;
  return folder_->store().CheckRoom(filing, WaitingLimits());
}

QueueLimits FilingDesk::WaitingLimits() const {
  QueueLimits limits;
  limits.filings = limits_.queue_length;
  limits.bytes = limits_.queue_bytes;
  limits.pages = limits_.queue_pages;
  limits.owner_filings = limits_.owner_queue_length;
  return limits;
}

absl::StatusOr<v1::Filing> FilingDesk::Enter(NewFiling filing, const std::string& password,
                                             std::vector<std::unique_ptr<BlobUpload>>& uploads) {
  const std::lock_guard<std::mutex> lock(blob_mutex_);
  const auto names = folder_->blobs().HoldNames();
  if (!names.ok()) return names.status();
  // Before the bytes get their name: what was sent of an upload with a request id stays.
  absl::Status committed = CheckRoom(filing);
  if (!committed.ok()) return committed;
  for (const auto& upload : uploads) {
    if (committed.ok()) committed = upload->Commit();
  }
  if (!committed.ok()) {
    RemoveBlobsIfUnused(filing);
    return committed;
  }
  // The password is there before a worker can see the filing.
  filing.id = RandomId();
  passwords_.Keep(filing.id, password);
  absl::StatusOr<v1::Filing> created = folder_->store().Create(filing, WaitingLimits());
  const std::string id = created.ok() ? *FilingIdOf(created->name()) : std::string();
  if (id != filing.id) passwords_.Forget(filing.id);
  if (!created.ok()) {
    RemoveBlobsIfUnused(filing);
    return created.status();
  }
  if (id != filing.id && !IsSettled(*created)) {
    // The same filing still waits, perhaps since before a restart: its password is known again.
    passwords_.Keep(id, password);
    created = folder_->store().Get(filing.owner, id);
    if (!created.ok() || IsSettled(*created)) passwords_.Forget(id);
  }
  workers_.Wake();
  return created;
}

}  // namespace filing_review::service
