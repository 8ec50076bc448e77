#include "service/filing_desk.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "service/brief_bytes.h"
#include "service/event_log.h"
#include "service/filing_name.h"
#include "service/list_filter.h"
#include "service/rule_pack_info.h"
#include "service/service_error.h"
#include "service/store/filing_rows.h"

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
  absl::StatusOr<std::unique_ptr<DataFolder>> folder =
      DataFolder::Open({options.data_dir, options.database_url, options.blob_dir});
  if (!folder.ok()) return folder.status();
  std::unique_ptr<FilingDesk> desk(
      new FilingDesk(*std::move(folder), *std::move(pipeline), options));
  if (const absl::Status status = desk->reviews_.SummarizeBriefs(); !status.ok()) return status;
  return desk;
}

FilingDesk::FilingDesk(std::unique_ptr<DataFolder> folder, std::unique_ptr<Pipeline> pipeline,
                       const DeskOptions& options)
    : limits_(options.limits),
      folder_(std::move(folder)),
      pipeline_(std::move(pipeline)),
      parts_(folder_->blobs(), limits_),
      reviews_(folder_->store(), folder_->blobs(), *pipeline_, limits_,
               [this](v1::Filing& filing) { AddProgress(*FilingIdOf(filing.name()), filing); }),
      ocr_workers_(*pipeline_, folder_->store(), folder_->blobs(), board_, passwords_, limits_,
                   {JobStage::kOcr, std::max(1, limits_.ocr_workers), limits_.ocr_attempts,
                    options.default_ocr_mode, nullptr}),
      workers_(*pipeline_, folder_->store(), folder_->blobs(), board_, passwords_, limits_,
               {JobStage::kText, WorkerCount(options.workers), limits_.attempts,
                options.default_ocr_mode, [this] { ocr_workers_.Wake(); }}) {
  folder_->store().Listen([this](const StoreEvent& event) { Hear(event); });
  if (limits_.retention_seconds > 0) {
    retention_ = std::make_unique<RetentionTimer>(
        RetentionTimer::IntervalOf(limits_.retention_seconds), [this] { DeleteOld(); });
  }
}

FilingDesk::~FilingDesk() {
  retention_.reset();
  Drain(0);
  folder_->store().Listen(nullptr);
}

void FilingDesk::Hear(const StoreEvent& event) {
  switch (event.kind) {
    case StoreEvent::Kind::kGone:
      workers_.StopFiling(event.filing_id);
      ocr_workers_.StopFiling(event.filing_id);
      [[fallthrough]];
    case StoreEvent::Kind::kChanged:
      board_.StateChanged(event.filing_id);
      break;
    case StoreEvent::Kind::kQueued:
    case StoreEvent::Kind::kUnknown:
      if (!event.filing_id.empty()) board_.StateChanged(event.filing_id);
      workers_.Wake();
      ocr_workers_.Wake();
      break;
  }
}

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

v1::ListRulePacksResponse FilingDesk::ListRulePacks() const {
  v1::ListRulePacksResponse response;
  *response.add_rule_packs() = InfoOf(pipeline_->rule_pack());
  return response;
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

void FilingDesk::AddProgress(const std::string& id, v1::Filing& filing) const {
  if (filing.state() != v1::FILING_STATE_RUNNING) return;
  if (const auto progress = board_.Progress(id); progress.has_value()) {
    filing.set_page_count(progress->page_count);
    filing.set_pages_done_count(progress->pages_done);
  }
}

absl::StatusOr<std::string> FilingDesk::OwnerFor(const Caller& caller, const std::string& name) {
  if (!caller.SeesAll()) return caller.owner;
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  return folder_->store().OwnerOf(*id);
}

absl::StatusOr<v1::Filing> FilingDesk::Get(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().Get(owner, *id);
  if (filing.ok()) AddProgress(*id, *filing);
  return filing;
}

absl::StatusOr<int> FilingDesk::PageSizeOf(int wanted) const {
  if (wanted < 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                        "page_size must not be negative");
  }
  return wanted == 0 ? kDefaultPageSize : std::min<int>(wanted, limits_.list_page_size);
}

absl::StatusOr<v1::ListFilingsResponse> FilingDesk::List(const std::string& owner,
                                                         const v1::ListFilingsRequest& request,
                                                         bool all_owners) {
  const absl::StatusOr<int> size = PageSizeOf(request.page_size());
  if (!size.ok()) return size.status();
  ListQuery query;
  query.owner = owner;
  query.all_owners = all_owners;
  query.page_size = *size;
  query.page_token = request.page_token();
  absl::Status read = ReadListFilter(request.filter(), query);
  if (read.ok()) read = ReadListOrder(request.order_by(), query);
  if (!read.ok()) return read;
  absl::StatusOr<FilingPage> page = folder_->store().List(query);
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
                                                     const std::string& name, bool as_signed) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  ReviewStore& store = folder_->store();
  const absl::StatusOr<std::string> bytes =
      as_signed ? store.SignedBrief(owner, *id) : store.GetBrief(owner, *id);
  if (!bytes.ok()) return bytes.status();
  return ParseBrief(*bytes);
}

absl::StatusOr<OpenedDocument> FilingDesk::OpenDocument(const std::string& owner,
                                                        const std::string& name,
                                                        const std::string& document_id) {
  const absl::StatusOr<v1::Filing> filing = Get(owner, name);
  if (!filing.ok()) return filing.status();
  std::vector<v1::DocumentRole> roles = {v1::DOCUMENT_ROLE_MAIN};
  for (const v1::SubmittedDocument& document : filing->documents())
    roles.push_back(document.role());
  const std::vector<std::string> ids = DocumentIds(roles);
  const auto found = std::find(ids.begin(), ids.end(), document_id);
  if (found == ids.end()) {
    return ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchDocument,
                        "the filing has no document of that id; its brief names those it has");
  }
  OpenedDocument document;
  if (found == ids.begin()) {
    document.size_bytes = filing->size_bytes();
    document.sha256 = filing->sha256();
    document.display_name = filing->display_name();
  } else {
    const v1::SubmittedDocument& other =
        filing->documents(static_cast<int>(found - ids.begin()) - 1);
    document.size_bytes = other.size_bytes();
    document.sha256 = other.sha256();
    document.display_name = other.display_name();
  }
  const absl::StatusOr<int> fd = folder_->blobs().Open(document.sha256);
  if (!fd.ok()) return fd.status();
  document.fd = *fd;
  return document;
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

}  // namespace filing_review::service
