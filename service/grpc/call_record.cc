#include "service/grpc/call_record.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "filing_review/v1/desk_service.pb.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/event_log.h"
#include "service/filing_name.h"
#include "service/metrics.h"

namespace filing_review::service {

namespace {

namespace hooks = grpc::experimental;

constexpr std::string_view kServices[] = {"/filing_review.v1.FilingService/",
                                          "/filing_review.v1.DeskService/"};
constexpr char kRequestId[] = "x-request-id";

bool IsSane(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || c == '-';
  });
}

std::string NewId() {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::random_device random;
  std::string id;
  for (int i = 0; i < 4; ++i) {
    for (unsigned bits = random(), digit = 0; digit < 8; ++digit, bits >>= 4) {
      id += kDigits[bits & 15];
    }
  }
  return id;
}

const char* CodeName(grpc::StatusCode code) {
  static const char* const names[] = {"OK",
                                      "CANCELLED",
                                      "UNKNOWN",
                                      "INVALID_ARGUMENT",
                                      "DEADLINE_EXCEEDED",
                                      "NOT_FOUND",
                                      "ALREADY_EXISTS",
                                      "PERMISSION_DENIED",
                                      "RESOURCE_EXHAUSTED",
                                      "FAILED_PRECONDITION",
                                      "ABORTED",
                                      "OUT_OF_RANGE",
                                      "UNIMPLEMENTED",
                                      "INTERNAL",
                                      "UNAVAILABLE",
                                      "DATA_LOSS",
                                      "UNAUTHENTICATED"};
  return code >= 0 && code <= 16 ? names[code] : "UNKNOWN";
}

class CallRecord final : public hooks::Interceptor {
 public:
  explicit CallRecord(std::string_view method) : method_(method) {
    Count(Metric::kCallsOpen, {method_});
  }
  ~CallRecord() override { Count(Metric::kCallsOpen, {method_}, -1); }

  void Intercept(hooks::InterceptorBatchMethods* batch) override {
    using Hook = hooks::InterceptionHookPoints;
    if (batch->QueryInterceptionHookPoint(Hook::POST_RECV_INITIAL_METADATA)) {
      TakeId(batch->GetRecvInitialMetadata());
    }
    if (batch->QueryInterceptionHookPoint(Hook::POST_RECV_MESSAGE)) {
      TakeRequest(batch->GetRecvMessage());
    }
    if (batch->QueryInterceptionHookPoint(Hook::PRE_SEND_MESSAGE)) {
      TakeResponse(batch->GetSendMessage());
    }
    if (batch->QueryInterceptionHookPoint(Hook::PRE_SEND_STATUS)) {
      if (id_.empty()) id_ = NewId();
      batch->GetSendTrailingMetadata()->emplace(kRequestId, id_);
      End(batch->GetSendStatus());
    }
    batch->Proceed();
  }

 private:
  void TakeId(const std::multimap<grpc::string_ref, grpc::string_ref>* metadata) {
    if (metadata == nullptr) return;
    const auto sent = metadata->find(kRequestId);
    if (sent == metadata->end()) return;
    const std::string_view id(sent->second.data(), sent->second.size());
    if (IsSane(id)) id_ = id;
  }

  void TakeRequest(const void* message) {
    if (message == nullptr) return;
    if (method_ == "SubmitFiling") {
      const auto& part = *static_cast<const v1::SubmitFilingRequest*>(message);
      if (part.has_chunk()) {
        Count(Metric::kUploadBytes, {}, static_cast<double>(part.chunk().data().size()));
      }
    } else if (method_ == "GetBrief") {
      TakeName(static_cast<const v1::GetBriefRequest*>(message)->name());
    } else if (method_ == "RenderBrief") {
      TakeName(static_cast<const v1::RenderBriefRequest*>(message)->name());
    } else if (method_ == "DeleteFiling") {
      TakeName(static_cast<const v1::DeleteFilingRequest*>(message)->name());
    } else if (method_ == "SetLegalHold") {
      TakeName(static_cast<const v1::SetLegalHoldRequest*>(message)->name());
    } else if (method_ == "RecordDecisions") {
      TakeReviewName(static_cast<const v1::RecordDecisionsRequest*>(message)->name());
    } else if (method_ == "AdvanceReview") {
      TakeReviewName(static_cast<const v1::AdvanceReviewRequest*>(message)->name());
    }
  }

  void TakeResponse(const void* message) {
    if (message == nullptr) return;
    if (method_ == "SubmitFiling" || method_ == "GetFiling" || method_ == "CancelFiling" ||
        method_ == "WatchFiling") {
      TakeName(static_cast<const v1::Filing*>(message)->name());
    }
  }

  // What callers send is logged only where it is a filing's name.
  void TakeName(const std::string& name) {
    const absl::StatusOr<std::string> id = FilingIdOf(name);
    if (id.ok()) filing_id_ = *id;
  }

  void TakeReviewName(const std::string& name) {
    const absl::StatusOr<std::string> id = ReviewedFilingIdOf(name);
    if (id.ok()) filing_id_ = *id;
  }

  void End(const grpc::Status& status) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_;
    const char* code = CodeName(status.error_code());
    Count(Metric::kRequests, {method_, code});
    Observe(Metric::kRequestSeconds, {method_}, took.count());
    if (status.ok() && method_ == "SubmitFiling") Count(Metric::kFilingsEntered);
    Event event;
    event.event = "call";
    event.level = status.ok() ? "info" : "warning";
    event.request_id = id_;
    event.filing_id = filing_id_;
    event.method = method_;
    event.code = code;
    event.seconds = took.count();
    LogEvent(event);
  }

  const std::string method_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::string id_, filing_id_;
};

class Factory final : public hooks::ServerInterceptorFactoryInterface {
 public:
  hooks::Interceptor* CreateServerInterceptor(hooks::ServerRpcInfo* info) override {
    const std::string_view method = info->method() == nullptr ? "" : info->method();
    for (const std::string_view service : kServices) {
      if (method.substr(0, service.size()) == service) {
        return new CallRecord(method.substr(service.size()));
      }
    }
    return nullptr;  // health, reflection
  }
};

}  // namespace

std::vector<std::unique_ptr<hooks::ServerInterceptorFactoryInterface>> CallRecorders() {
  std::vector<std::unique_ptr<hooks::ServerInterceptorFactoryInterface>> recorders;
  recorders.push_back(std::make_unique<Factory>());
  return recorders;
}

}  // namespace filing_review::service
