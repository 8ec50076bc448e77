#include "service/client/server_reviews.h"

#include <utility>

#include "filing_review/v1/desk_service.grpc.pb.h"
#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/client/patient_call.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

class ServerReviews : public ReviewSource {
 public:
  ServerReviews(const std::shared_ptr<grpc::Channel>& channel, CallManner manner)
      : desk_(v1::DeskService::NewStub(channel)),
        filings_(v1::FilingService::NewStub(channel)),
        manner_(std::move(manner)) {}

  absl::StatusOr<std::vector<std::string>> Reviewed() override {
    std::vector<std::string> names;
    v1::ListDeskFilingsRequest request;
    request.set_page_size(1000);
    request.set_order_by("create_time");
    request.set_filter("review_state = OPEN OR review_state = REVIEWED OR review_state = SIGNED");
    do {
      const auto page =
          PatientCall(*desk_, &v1::DeskService::Stub::ListDeskFilings, request, manner_);
      if (!page.ok()) return page.status();
      for (const v1::DeskFiling& line : page->filings()) names.push_back(line.filing().name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  absl::StatusOr<v1::Filing> Filing(const std::string& name) override {
    v1::GetFilingRequest request;
    request.set_name(name);
    return PatientCall(*filings_, &v1::FilingService::Stub::GetFiling, request, manner_);
  }

  absl::StatusOr<v1::Review> Review(const std::string& name) override {
    v1::GetReviewRequest request;
    request.set_name(name + "/review");
    return PatientCall(*desk_, &v1::DeskService::Stub::GetReview, request, manner_);
  }

  absl::StatusOr<std::vector<StoredEvent>> Events(const std::string& name, int64_t after) override {
    v1::ListReviewEventsRequest request;
    request.set_name(name + "/review");
    request.set_with_bytes(true);
    if (after > 0) request.set_page_token(std::to_string(after));
    const auto page =
        PatientCall(*desk_, &v1::DeskService::Stub::ListReviewEvents, request, manner_);
    if (!page.ok()) return page.status();
    std::vector<StoredEvent> events;
    for (const v1::ReviewEvent& event : page->events()) {
      events.push_back({event.number(), event.event_bytes(), event.previous_hash(), event.hash()});
    }
    return events;
  }

  absl::StatusOr<v1::ReviewBrief> Brief(const std::string& name, bool as_signed) override {
    v1::GetBriefRequest request;
    request.set_name(name);
    request.set_as_signed(as_signed);
    return PatientCall(*filings_, &v1::FilingService::Stub::GetBrief, request, manner_);
  }

  absl::StatusOr<int> OpenDocument(const std::string&) override {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                        "a server does not give its filings' bytes; give --data-dir");
  }

 private:
  const std::unique_ptr<v1::DeskService::Stub> desk_;
  const std::unique_ptr<v1::FilingService::Stub> filings_;
  const CallManner manner_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ReviewSource>> ReachReviews(
    const ServerAccess& access, int retry_seconds, std::function<void(const std::string&)> notice) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel = Reach(access);
  if (!channel.ok()) return channel.status();
  const std::string authorization = access.token.empty() ? "" : "Bearer " + access.token;
  return std::make_unique<ServerReviews>(
      *channel, CallManner{authorization, retry_seconds, std::move(notice)});
}

}  // namespace filing_review::service
