#include "service/filing_desk.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "service/brief_bytes.h"
#include "service/event_log.h"
#include "service/filing_name.h"
#include "service/service_error.h"
#include "service/store/sqlite_rows.h"

namespace filing_review::service {

namespace {

constexpr int kDefaultPageSize = 50;

int WorkerCount(int wanted) {
  return wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<FilingDesk>> FilingDesk::Open(const DeskOptions& options) {
  absl::StatusOr<std::unique_ptr<Pipeline>> pipeline = Pipeline::Create(options.rules_dir);
  if (!pipeline.ok()) return pipeline.status();
  absl::StatusOr<std::unique_ptr<DataFolder>> folder = DataFolder::Open(options.data_dir);
  if (!folder.ok()) return folder.status();
  return std::unique_ptr<FilingDesk>(
      new FilingDesk(*std::move(folder), *std::move(pipeline), options));
}

FilingDesk::FilingDesk(std::unique_ptr<DataFolder> folder, std::unique_ptr<Pipeline> pipeline,
                       const DeskOptions& options)
    : limits_(options.limits),
      folder_(std::move(folder)),
      pipeline_(std::move(pipeline)),
      ocr_workers_(*pipeline_, folder_->store(), folder_->blobs(), board_, passwords_, limits_,
                   {JobStage::kOcr, std::max(1, limits_.ocr_workers), limits_.ocr_attempts,
                    options.default_ocr_mode, nullptr}),
      workers_(*pipeline_, folder_->store(), folder_->blobs(), board_, passwords_, limits_,
               {JobStage::kText, WorkerCount(options.workers), limits_.attempts,
                options.default_ocr_mode, [this] { ocr_workers_.Wake(); }}) {}

FilingDesk::~FilingDesk() { Drain(0); }

absl::StatusOr<std::unique_ptr<FilingUpload>> FilingDesk::BeginUpload(
    const std::string& owner, v1::SubmitFilingHeader header) {
  if (draining_) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonDraining,
                        "the server is going down; submit again later");
  }
  if (const absl::Status status = CheckHeader(limits_, header); !status.ok()) return status;
  if (uploads_.fetch_add(1) >= limits_.uploads) {
    uploads_.fetch_sub(1);
    return BusyError(kReasonUploadsBusy, "too many uploads at once; submit again later", 2);
  }
  absl::StatusOr<std::unique_ptr<BlobUpload>> blob = folder_->blobs().Begin();
  if (!blob.ok()) {
    uploads_.fetch_sub(1);
    return blob.status();
  }
  NewFiling filing;
  filing.owner = owner;
  std::string password = std::move(*header.mutable_password());
  header.clear_password();
  filing.password_given = !password.empty();
  filing.header = std::move(header);
  return std::unique_ptr<FilingUpload>(
      new FilingUpload(*this, std::move(filing), std::move(password), *std::move(blob)));
}

absl::StatusOr<v1::Filing> FilingDesk::Enter(NewFiling filing, const std::string& password,
                                             std::vector<std::unique_ptr<BlobUpload>>& uploads) {
  const std::lock_guard<std::mutex> lock(blob_mutex_);
  absl::Status committed;
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
  absl::StatusOr<v1::Filing> created = folder_->store().Create(filing, limits_.queue_length);
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

void FilingDesk::RemoveBlobsIfUnused(const NewFiling& filing) {
  RemoveBlobIfUnused(filing.header.sha256());
  for (const v1::SubmittedDocument& document : filing.documents) {
    RemoveBlobIfUnused(document.sha256());
  }
}

void FilingDesk::RemoveBlobIfUnused(const std::string& sha256) {
  const absl::StatusOr<bool> needed = folder_->store().NeedsBlob(sha256);
  absl::Status status = needed.status();
  if (needed.ok() && !*needed) status = folder_->blobs().Remove(sha256);
  if (!status.ok()) {
    LogEvent("unused blob stays until the next start: " + std::string(status.message()));
  }
}

void FilingDesk::AddProgress(const std::string& id, v1::Filing& filing) const {
  if (filing.state() != v1::FILING_STATE_RUNNING) return;
  if (const auto progress = board_.Progress(id); progress.has_value()) {
    filing.set_page_count(progress->page_count);
    filing.set_pages_done_count(progress->pages_done);
  }
}

absl::StatusOr<v1::Filing> FilingDesk::Get(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().Get(owner, *id);
  if (filing.ok()) AddProgress(*id, *filing);
  return filing;
}

absl::StatusOr<v1::ListFilingsResponse> FilingDesk::List(const std::string& owner,
                                                         const v1::ListFilingsRequest& request) {
  if (request.page_size() < 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                        "page_size must not be negative");
  }
  const int size = request.page_size() == 0
                       ? kDefaultPageSize
                       : std::min<int>(request.page_size(), limits_.list_page_size);
  absl::StatusOr<FilingPage> page = folder_->store().List(owner, size, request.page_token());
  if (!page.ok()) return page.status();
  v1::ListFilingsResponse response;
  for (v1::Filing& filing : page->filings) {
    AddProgress(*FilingIdOf(filing.name()), filing);
    *response.add_filings() = std::move(filing);
  }
  response.set_next_page_token(page->next_page_token);
  return response;
}

absl::StatusOr<v1::ReviewBrief> FilingDesk::GetBrief(const std::string& owner,
                                                     const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  const absl::StatusOr<std::string> bytes = folder_->store().GetBrief(owner, *id);
  if (!bytes.ok()) return bytes.status();
  return ParseBrief(*bytes);
}

void FilingDesk::Stop(const std::string& id) {
  passwords_.Forget(id);
  workers_.StopFiling(id);
  ocr_workers_.StopFiling(id);
  board_.StateChanged(id);
}

absl::StatusOr<v1::Filing> FilingDesk::Cancel(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().Cancel(owner, *id);
  if (!filing.ok()) return filing.status();
  Stop(*id);
  return filing;
}

absl::Status FilingDesk::Delete(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  {
    const std::lock_guard<std::mutex> lock(blob_mutex_);
    const absl::StatusOr<v1::Filing> deleted = folder_->store().Delete(owner, *id);
    if (!deleted.ok()) return deleted.status();
    RemoveBlobIfUnused(deleted->sha256());
    for (const v1::SubmittedDocument& document : deleted->documents()) {
      RemoveBlobIfUnused(document.sha256());
    }
  }
  Stop(*id);
  return absl::OkStatus();
}

absl::StatusOr<int64_t> FilingDesk::Watch(const std::string& name, std::function<void()> changed) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  return board_.Watch(*id, std::move(changed));
}

void FilingDesk::Drain(int seconds) {
  draining_ = true;
  ocr_workers_.Drain(0);
  workers_.Drain(seconds);
}

FilingUpload::FilingUpload(FilingDesk& desk, NewFiling filing, std::string password,
                           std::unique_ptr<BlobUpload> blob)
    : desk_(desk),
      filing_(std::move(filing)),
      password_(std::move(password)),
      blob_(std::move(blob)),
      size_bytes_(filing_.header.size_bytes()),
      sha256_(filing_.header.sha256()) {}

FilingUpload::~FilingUpload() {
  Wipe(password_);
  desk_.uploads_.fetch_sub(1);
}

absl::Status FilingUpload::Append(const v1::FilingChunk& chunk) {
  const auto size = static_cast<int64_t>(chunk.data().size());
  if (size == 0 || size > desk_.limits_.chunk_bytes) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonChunkSize,
                        "a chunk holds 1 to " + std::to_string(desk_.limits_.chunk_bytes) +
                            " bytes, not " + std::to_string(size));
  }
  if (chunk.offset_bytes() != blob_->size_bytes()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonChunkOrder,
                        "the next chunk begins at byte " + std::to_string(blob_->size_bytes()) +
                            ", not at " + std::to_string(chunk.offset_bytes()));
  }
  if (chunk.offset_bytes() + size > size_bytes_) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonSizeMismatch,
                        "more bytes than size_bytes says (" + std::to_string(size_bytes_) + ")");
  }
  return blob_->Append(chunk.data());
}

absl::Status FilingUpload::BeginDocument(v1::SubmittedDocument document) {
  if (const absl::Status status = Seal(); !status.ok()) return status;
  // The main one counts too.
  const size_t count = filing_.documents.size() + 2;
  if (count > static_cast<size_t>(desk_.limits_.documents)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonDocumentCount,
                        "a filing has at most " + std::to_string(desk_.limits_.documents) +
                            " documents; submit the others as another filing");
  }
  bytes_before_ += size_bytes_;
  const absl::Status status = CheckDocument(desk_.limits_, bytes_before_, document);
  if (!status.ok()) return status;
  absl::StatusOr<std::unique_ptr<BlobUpload>> blob = desk_.folder_->blobs().Begin();
  if (!blob.ok()) return blob.status();
  blob_ = *std::move(blob);
  size_bytes_ = document.size_bytes();
  sha256_ = document.sha256();
  filing_.documents.push_back(std::move(document));
  return absl::OkStatus();
}

absl::Status FilingUpload::Seal() {
  if (blob_->size_bytes() != size_bytes_) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonSizeMismatch,
                        "the upload ended after " + std::to_string(blob_->size_bytes()) + " of " +
                            std::to_string(size_bytes_) + " bytes; send it again");
  }
  const absl::StatusOr<std::string> sha256 = blob_->Seal();
  if (!sha256.ok()) return sha256.status();
  if (*sha256 != sha256_) {
    return ServiceError(
        absl::StatusCode::kInvalidArgument, kReasonDigestMismatch,
        "the bytes have SHA-256 " + *sha256 + ", the header says " + sha256_ + "; send it again");
  }
  sealed_.push_back(std::move(blob_));
  return absl::OkStatus();
}

absl::StatusOr<v1::Filing> FilingUpload::Finish() {
  if (const absl::Status status = Seal(); !status.ok()) return status;
  return desk_.Enter(filing_, password_, sealed_);
}

}  // namespace filing_review::service
