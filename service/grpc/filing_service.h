// filing_review.v1.FilingService on the callback API. Handlers carry messages to the desk on an
// executor's threads: a gRPC thread never waits for the disk.
#pragma once

#include <string>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"
#include "service/idle_watch.h"

namespace filing_review::service {

class FilingService final : public v1::FilingService::CallbackService {
 public:
  // All outlive every call.
  FilingService(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
                IdleWatch& idle)
      : desk_(desk), authenticator_(authenticator), executor_(executor), idle_(idle) {}

  grpc::ServerReadReactor<v1::SubmitFilingRequest>* SubmitFiling(
      grpc::CallbackServerContext* context, v1::Filing* response) override;
  grpc::ServerUnaryReactor* GetUpload(grpc::CallbackServerContext* context,
                                      const v1::GetUploadRequest* request,
                                      v1::Upload* response) override;
  grpc::ServerUnaryReactor* GetFiling(grpc::CallbackServerContext* context,
                                      const v1::GetFilingRequest* request,
                                      v1::Filing* response) override;
  grpc::ServerUnaryReactor* ListFilings(grpc::CallbackServerContext* context,
                                        const v1::ListFilingsRequest* request,
                                        v1::ListFilingsResponse* response) override;
  grpc::ServerWriteReactor<v1::Filing>* WatchFiling(grpc::CallbackServerContext* context,
                                                    const v1::WatchFilingRequest* request) override;
  grpc::ServerUnaryReactor* GetBrief(grpc::CallbackServerContext* context,
                                     const v1::GetBriefRequest* request,
                                     v1::ReviewBrief* response) override;
  grpc::ServerWriteReactor<v1::RenderBriefResponse>* RenderBrief(
      grpc::CallbackServerContext* context, const v1::RenderBriefRequest* request) override;
  grpc::ServerUnaryReactor* CompareBriefs(grpc::CallbackServerContext* context,
                                          const v1::CompareBriefsRequest* request,
                                          v1::BriefComparison* response) override;
  grpc::ServerUnaryReactor* CancelFiling(grpc::CallbackServerContext* context,
                                         const v1::CancelFilingRequest* request,
                                         v1::Filing* response) override;
  grpc::ServerUnaryReactor* RetryFiling(grpc::CallbackServerContext* context,
                                        const v1::RetryFilingRequest* request,
                                        v1::Filing* response) override;
  grpc::ServerUnaryReactor* DeleteFiling(grpc::CallbackServerContext* context,
                                         const v1::DeleteFilingRequest* request,
                                         google::protobuf::Empty* response) override;
  grpc::ServerUnaryReactor* SetLegalHold(grpc::CallbackServerContext* context,
                                         const v1::SetLegalHoldRequest* request,
                                         v1::Filing* response) override;
  grpc::ServerUnaryReactor* ListAuditEvents(grpc::CallbackServerContext* context,
                                            const v1::ListAuditEventsRequest* request,
                                            v1::ListAuditEventsResponse* response) override;
  grpc::ServerUnaryReactor* ListRulePacks(grpc::CallbackServerContext* context,
                                          const v1::ListRulePacksRequest* request,
                                          v1::ListRulePacksResponse* response) override;

 private:
  // AnswerUnary with `work` that takes the owner whose filing it is: the caller.
  template <typename Response, typename Work>
  grpc::ServerUnaryReactor* Answer(Role role, grpc::CallbackServerContext* context,
                                   Response* response, Work work);
  // The same for the role read, and whose filing `name` is for the caller (FilingDesk::OwnerFor).
  template <typename Response, typename Work>
  grpc::ServerUnaryReactor* AnswerReader(grpc::CallbackServerContext* context,
                                         const std::string& name, Response* response, Work work);

  FilingDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  IdleWatch& idle_;
};

}  // namespace filing_review::service
