#include "service/filing_desk.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "service/filing_name.h"

namespace filing_review::service {

namespace {

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

absl::StatusOr<int64_t> FilingDesk::Watch(const std::string& name, std::function<void()> changed) {
  const absl::StatusOr<std::string> id = FilingIdOf(name);
  if (!id.ok()) return id.status();
  return board_.Watch(*id, std::move(changed));
}

void FilingDesk::AddProgress(const std::string& id, v1::Filing& filing) const {
  if (filing.state() != v1::FILING_STATE_RUNNING) return;
  if (const auto progress = board_.Progress(id); progress.has_value()) {
    filing.set_page_count(progress->page_count);
    filing.set_pages_done_count(progress->pages_done);
  }
}

void FilingDesk::Stop(const std::string& id) {
  passwords_.Forget(id);
  workers_.StopFiling(id);
  ocr_workers_.StopFiling(id);
  board_.StateChanged(id);
}

void FilingDesk::Drain(int seconds) {
  draining_ = true;
  ocr_workers_.Drain(0);
  workers_.Drain(seconds);
}

}  // namespace filing_review::service
