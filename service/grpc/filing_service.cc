#include "service/grpc/filing_service.h"

#include <utility>

#include "service/grpc/render_reactor.h"
#include "service/grpc/status.h"
#include "service/grpc/submit_reactor.h"
#include "service/grpc/watch_reactor.h"
#include "service/service_error.h"

namespace filing_review::service {

template <typename Response, typename Work>
grpc::ServerUnaryReactor* FilingService::Answer(Role role, grpc::CallbackServerContext* context,
                                                Response* response, Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool taken =
      executor_.Run([this, role, context, reactor, response, work = std::move(work)] {
        const absl::StatusOr<Caller> caller = authenticator_.Check(*context, role);
        if (!caller.ok()) return reactor->Finish(ToGrpc(caller.status(), context));
        auto result = work(caller->owner);
        if (result.ok()) *response = *std::move(result);
        reactor->Finish(ToGrpc(result.status(), context));
      });
  if (!taken) {
    reactor->Finish(
        ToGrpc(BusyError(kReasonServerBusy, "too many calls wait; try again", 1), context));
  }
  return reactor;
}

grpc::ServerReadReactor<v1::SubmitFilingRequest>* FilingService::SubmitFiling(
    grpc::CallbackServerContext* context, v1::Filing* response) {
  return new SubmitReactor(desk_, authenticator_, executor_, idle_, context, response);
}

grpc::ServerUnaryReactor* FilingService::GetUpload(grpc::CallbackServerContext* context,
                                                   const v1::GetUploadRequest* request,
                                                   v1::Upload* response) {
  return Answer(Role::kSubmit, context, response, [this, request](const std::string& owner) {
    return desk_.GetUpload(owner, request->name());
  });
}

grpc::ServerUnaryReactor* FilingService::GetFiling(grpc::CallbackServerContext* context,
                                                   const v1::GetFilingRequest* request,
                                                   v1::Filing* response) {
  return Answer(Role::kRead, context, response, [this, request](const std::string& owner) {
    return desk_.Get(owner, request->name());
  });
}

grpc::ServerUnaryReactor* FilingService::ListFilings(grpc::CallbackServerContext* context,
                                                     const v1::ListFilingsRequest* request,
                                                     v1::ListFilingsResponse* response) {
  return Answer(Role::kRead, context, response,
                [this, request](const std::string& owner) { return desk_.List(owner, *request); });
}

grpc::ServerWriteReactor<v1::Filing>* FilingService::WatchFiling(
    grpc::CallbackServerContext* context, const v1::WatchFilingRequest* request) {
  return WatchReactor::Start(desk_, authenticator_, executor_, context, request->name());
}

grpc::ServerUnaryReactor* FilingService::GetBrief(grpc::CallbackServerContext* context,
                                                  const v1::GetBriefRequest* request,
                                                  v1::ReviewBrief* response) {
  return Answer(Role::kRead, context, response, [this, request](const std::string& owner) {
    return desk_.GetBrief(owner, request->name());
  });
}

grpc::ServerWriteReactor<v1::RenderBriefResponse>* FilingService::RenderBrief(
    grpc::CallbackServerContext* context, const v1::RenderBriefRequest* request) {
  return new RenderReactor(desk_, authenticator_, executor_, context, *request);
}

grpc::ServerUnaryReactor* FilingService::CompareBriefs(grpc::CallbackServerContext* context,
                                                       const v1::CompareBriefsRequest* request,
                                                       v1::BriefComparison* response) {
  return Answer(Role::kRead, context, response, [this, request](const std::string& owner) {
    return desk_.CompareBriefs(owner, *request);
  });
}

grpc::ServerUnaryReactor* FilingService::CancelFiling(grpc::CallbackServerContext* context,
                                                      const v1::CancelFilingRequest* request,
                                                      v1::Filing* response) {
  return Answer(Role::kSubmit, context, response, [this, request](const std::string& owner) {
    return desk_.Cancel(owner, request->name());
  });
}

grpc::ServerUnaryReactor* FilingService::RetryFiling(grpc::CallbackServerContext* context,
                                                     const v1::RetryFilingRequest* request,
                                                     v1::Filing* response) {
  return Answer(Role::kSubmit, context, response,
                [this, request](const std::string& owner) { return desk_.Retry(owner, *request); });
}

grpc::ServerUnaryReactor* FilingService::DeleteFiling(grpc::CallbackServerContext* context,
                                                      const v1::DeleteFilingRequest* request,
                                                      google::protobuf::Empty* response) {
  return Answer(
      Role::kSubmit, context, response,
      [this, request](const std::string& owner) -> absl::StatusOr<google::protobuf::Empty> {
        const absl::Status status = desk_.Delete(owner, request->name());
        if (!status.ok()) return status;
        return google::protobuf::Empty();
      });
}

grpc::ServerUnaryReactor* FilingService::SetLegalHold(grpc::CallbackServerContext* context,
                                                      const v1::SetLegalHoldRequest* request,
                                                      v1::Filing* response) {
  return Answer(Role::kAdmin, context, response,
                [this, request](const std::string&) { return desk_.SetLegalHold(*request); });
}

grpc::ServerUnaryReactor* FilingService::ListAuditEvents(grpc::CallbackServerContext* context,
                                                         const v1::ListAuditEventsRequest* request,
                                                         v1::ListAuditEventsResponse* response) {
  return Answer(Role::kAdmin, context, response,
                [this, request](const std::string&) { return desk_.ListAuditEvents(*request); });
}

grpc::ServerUnaryReactor* FilingService::ListRulePacks(grpc::CallbackServerContext* context,
                                                       const v1::ListRulePacksRequest*,
                                                       v1::ListRulePacksResponse* response) {
  return Answer(Role::kRead, context, response,
                [this](const std::string&) -> absl::StatusOr<v1::ListRulePacksResponse> {
                  return desk_.ListRulePacks();
                });
}

}  // namespace filing_review::service
