#include "service/grpc/desk_service.h"

#include "service/grpc/unary_call.h"

namespace filing_review::service {

grpc::ServerUnaryReactor* DeskService::GetDeskSession(grpc::CallbackServerContext* context,
                                                      const v1::GetDeskSessionRequest*,
                                                      v1::DeskSession* response) {
  return AnswerUnary(authenticator_, executor_, std::nullopt, context, response,
                     [this](const Caller& caller) -> absl::StatusOr<v1::DeskSession> {
                       return desk_.Session(caller);
                     });
}

grpc::ServerUnaryReactor* DeskService::ListDeskFilings(grpc::CallbackServerContext* context,
                                                       const v1::ListDeskFilingsRequest* request,
                                                       v1::ListDeskFilingsResponse* response) {
  return AnswerUnary(
      authenticator_, executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.List(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::SearchQuotes(grpc::CallbackServerContext* context,
                                                    const v1::SearchQuotesRequest* request,
                                                    v1::SearchQuotesResponse* response) {
  return AnswerUnary(
      authenticator_, executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.SearchQuotes(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::GetReview(grpc::CallbackServerContext* context,
                                                 const v1::GetReviewRequest* request,
                                                 v1::Review* response) {
  return AnswerUnary(authenticator_, executor_, Role::kRead, context, response,
                     [this, request](const Caller& caller) { return desk_.Get(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::RecordDecisions(grpc::CallbackServerContext* context,
                                                       const v1::RecordDecisionsRequest* request,
                                                       v1::Review* response) {
  return AnswerUnary(authenticator_, ReviewDesk::ReadsText(*request) ? text_executor_ : executor_,
                     Role::kReview, context, response, [this, request](const Caller& caller) {
                       return desk_.Record(caller, *request);
                     });
}

grpc::ServerUnaryReactor* DeskService::AdvanceReview(grpc::CallbackServerContext* context,
                                                     const v1::AdvanceReviewRequest* request,
                                                     v1::Review* response) {
  return AnswerUnary(
      authenticator_, executor_, Role::kReview, context, response,
      [this, request](const Caller& caller) { return desk_.Advance(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::ListReviewEvents(grpc::CallbackServerContext* context,
                                                        const v1::ListReviewEventsRequest* request,
                                                        v1::ListReviewEventsResponse* response) {
  return AnswerUnary(
      authenticator_, executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.Events(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::GetPageText(grpc::CallbackServerContext* context,
                                                   const v1::GetPageTextRequest* request,
                                                   v1::PageText* response) {
  return AnswerUnary(
      authenticator_, text_executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.GetPageText(caller, *request); });
}

grpc::ServerUnaryReactor* DeskService::SearchFilingText(grpc::CallbackServerContext* context,
                                                        const v1::SearchFilingTextRequest* request,
                                                        v1::SearchFilingTextResponse* response) {
  return AnswerUnary(
      authenticator_, text_executor_, Role::kRead, context, response,
      [this, request](const Caller& caller) { return desk_.SearchText(caller, *request); });
}

}  // namespace filing_review::service
