#include "service/grpc/filing_service.h"

#include <utility>

#include "service/grpc/render_reactor.h"
#include "service/grpc/submit_reactor.h"
#include "service/grpc/unary_call.h"
#include "service/grpc/watch_reactor.h"

namespace filing_review::service {

template <typename Response, typename Work>
grpc::ServerUnaryReactor* FilingService::Answer(Role role, grpc::CallbackServerContext* context,
                                                Response* response, Work work) {
  return AnswerUnary(authenticator_, executor_, role, context, response,
                     [work = std::move(work)](const Caller& caller) { return work(caller.owner); });
}

template <typename Response, typename Work>
grpc::ServerUnaryReactor* FilingService::AnswerReader(grpc::CallbackServerContext* context,
                                                      const std::string& name, Response* response,
                                                      Work work) {
  return AnswerUnary(
      authenticator_, executor_, Role::kRead, context, response,
      [this, &name, work = std::move(work)](const Caller& caller) -> decltype(work(std::string())) {
        const absl::StatusOr<std::string> owner = desk_.OwnerFor(caller, name);
        if (!owner.ok()) return owner.status();
        return work(*owner);
      });
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
  return AnswerReader(
      context, request->name(), response,
      [this, request](const std::string& owner) { return desk_.Get(owner, request->name()); });
}

grpc::ServerUnaryReactor* FilingService::ListFilings(grpc::CallbackServerContext* context,
                                                     const v1::ListFilingsRequest* request,
                                                     v1::ListFilingsResponse* response) {
  return AnswerUnary(authenticator_, executor_, Role::kRead, context, response,
                     [this, request](const Caller& caller) {
                       return desk_.List(caller.owner, *request, caller.SeesAll());
                     });
}

grpc::ServerWriteReactor<v1::Filing>* FilingService::WatchFiling(
    grpc::CallbackServerContext* context, const v1::WatchFilingRequest* request) {
  return WatchReactor::Start(desk_, authenticator_, executor_, context, request->name());
}

grpc::ServerUnaryReactor* FilingService::GetBrief(grpc::CallbackServerContext* context,
                                                  const v1::GetBriefRequest* request,
                                                  v1::ReviewBrief* response) {
  return AnswerReader(context, request->name(), response,
                      [this, request](const std::string& owner) {
                        return desk_.GetBrief(owner, request->name(), request->as_signed());
                      });
}

grpc::ServerWriteReactor<v1::RenderBriefResponse>* FilingService::RenderBrief(
    grpc::CallbackServerContext* context, const v1::RenderBriefRequest* request) {
  return new RenderReactor(desk_, authenticator_, executor_, context, *request);
}

grpc::ServerUnaryReactor* FilingService::CompareBriefs(grpc::CallbackServerContext* context,
                                                       const v1::CompareBriefsRequest* request,
                                                       v1::BriefComparison* response) {
  return AnswerUnary(
      authenticator_, executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.CompareBriefs(caller, *request); });
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
