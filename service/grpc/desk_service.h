// filing_review.v1.DeskService on the callback API; as service/grpc/filing_service.h.
#pragma once

#include "filing_review/v1/desk_service.grpc.pb.h"
#include "service/desk/review_desk.h"
#include "service/executor.h"
#include "service/grpc/authenticator.h"

namespace filing_review::service {

class DeskService final : public v1::DeskService::CallbackService {
 public:
  // All outlive every call. `text_executor`: for calls that may have to read a document, so that
  // the others do not wait for them.
  DeskService(ReviewDesk& desk, const Authenticator& authenticator, Executor& executor,
              Executor& text_executor)
      : desk_(desk),
        authenticator_(authenticator),
        executor_(executor),
        text_executor_(text_executor) {}

  grpc::ServerUnaryReactor* GetDeskSession(grpc::CallbackServerContext* context,
                                           const v1::GetDeskSessionRequest* request,
                                           v1::DeskSession* response) override;
  grpc::ServerUnaryReactor* ListDeskFilings(grpc::CallbackServerContext* context,
                                            const v1::ListDeskFilingsRequest* request,
                                            v1::ListDeskFilingsResponse* response) override;
  grpc::ServerUnaryReactor* SearchQuotes(grpc::CallbackServerContext* context,
                                         const v1::SearchQuotesRequest* request,
                                         v1::SearchQuotesResponse* response) override;
  grpc::ServerUnaryReactor* GetReview(grpc::CallbackServerContext* context,
                                      const v1::GetReviewRequest* request,
                                      v1::Review* response) override;
  grpc::ServerUnaryReactor* RecordDecisions(grpc::CallbackServerContext* context,
                                            const v1::RecordDecisionsRequest* request,
                                            v1::Review* response) override;
  grpc::ServerUnaryReactor* AdvanceReview(grpc::CallbackServerContext* context,
                                          const v1::AdvanceReviewRequest* request,
                                          v1::Review* response) override;
  grpc::ServerUnaryReactor* ListReviewEvents(grpc::CallbackServerContext* context,
                                             const v1::ListReviewEventsRequest* request,
                                             v1::ListReviewEventsResponse* response) override;
  grpc::ServerUnaryReactor* GetPageText(grpc::CallbackServerContext* context,
                                        const v1::GetPageTextRequest* request,
                                        v1::PageText* response) override;
  grpc::ServerUnaryReactor* SearchFilingText(grpc::CallbackServerContext* context,
                                             const v1::SearchFilingTextRequest* request,
                                             v1::SearchFilingTextResponse* response) override;

 private:
  ReviewDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  Executor& text_executor_;
};

}  // namespace filing_review::service
