// How long the desk keeps filings: retention, legal hold, the audit.
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "service/event_log.h"
#include "service/filing_desk.h"
#include "service/filing_name.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kExpiredAtOnce = 50;  // filings deleted in one transaction

}  // namespace

void FilingDesk::DeleteOld() {
  const int64_t age = limits_.retention_seconds * 1'000'000;
  for (size_t gone = kExpiredAtOnce; gone >= kExpiredAtOnce && !draining_;) {
    // Uploads and deletions have their turn between the rounds.
    const std::lock_guard<std::mutex> lock(blob_mutex_);
    const auto names = folder_->blobs().HoldNames();
    absl::Status status = names.status();
    if (status.ok()) {
      const auto expired = folder_->store().DeleteExpired(age, kExpiredAtOnce);
      status = expired.status();
      gone = expired.ok() ? expired->size() : 0;
      for (size_t i = 0; i < gone; ++i) {
        RemoveBlobsIfUnused((*expired)[i].filing);
        Stop(*FilingIdOf((*expired)[i].filing.name()));
      }
      if (gone > 0) {
        LogEvent("filings deleted at the end of their retention: " + std::to_string(gone));
      }
    }
    if (!status.ok()) {
      LogEvent("what is old was not deleted: " + std::string(status.message()), "error");
      return;
    }
  }
}

absl::StatusOr<v1::Filing> FilingDesk::SetLegalHold(const v1::SetLegalHoldRequest& request) {
  const absl::StatusOr<std::string> id = FilingIdOf(request.name());
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Filing> filing = folder_->store().SetLegalHold(*id, request.legal_hold());
  if (filing.ok()) AddProgress(*id, *filing);
  return filing;
}

absl::StatusOr<v1::ListAuditEventsResponse> FilingDesk::ListAuditEvents(
    const v1::ListAuditEventsRequest& request) {
  const absl::StatusOr<int> size = PageSizeOf(request.page_size());
  if (!size.ok()) return size.status();
  int64_t before = INT64_MAX;
  if (!request.page_token().empty() &&
      (!absl::SimpleAtoi(request.page_token(), &before) || before < 1)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadPageToken,
                        "page_token is not one that this server gave; begin the list anew");
  }
  std::optional<std::string> owner;
  if (request.has_owner()) owner = request.owner();
  const auto lines = folder_->store().Audit(owner, before, *size + 1);
  if (!lines.ok()) return lines.status();
  v1::ListAuditEventsResponse response;
  for (const AuditLine& line : *lines) {
    if (response.audit_events_size() == *size) {
      response.set_next_page_token(std::to_string(before));
      break;
    }
    v1::AuditEvent& event = *response.add_audit_events();
    event.mutable_event_time()->set_seconds(line.at_micros / 1'000'000);
    event.mutable_event_time()->set_nanos(static_cast<int32_t>(line.at_micros % 1'000'000 * 1000));
    event.set_owner(line.owner);
    event.set_filing("filings/" + line.filing_id);
    event.set_action(line.action);
    before = line.number;
  }
  return response;
}

}  // namespace filing_review::service
