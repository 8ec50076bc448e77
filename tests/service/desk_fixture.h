// A server with an access list, and calls of its desk by several people.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "filing_review/v1/desk_service.grpc.pb.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {

class DeskTest : public ServerTest {
 protected:
  void SetUp() override {
    WriteAccessList();
    StartDesk();
  }

  void StartDesk() {
    ServerTest::SetUp();
    desk_ = v1::DeskService::NewStub(channel_);
  }

  // Everybody's token is the name.
  void WriteAccessList() {
    options_.access_list = folder_.path() + "/access.list";
    std::ofstream list(options_.access_list);
    for (const auto& [name, roles] : std::map<std::string, std::string>{{"press", "submit,read"},
                                                                        {"rival", "submit,read"},
                                                                        {"anna", "review"},
                                                                        {"ben", "review"},
                                                                        {"chief", "admin"}}) {
      list << AccessLine(name, roles, name);
    }
  }

  // A context of a caller; empty: without a credential.
  static std::unique_ptr<grpc::ClientContext> As(const std::string& who) {
    auto context = std::make_unique<grpc::ClientContext>();
    if (!who.empty()) context->AddMetadata("authorization", "Bearer " + who);
    context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
    return context;
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> CallAs(const std::string& who,
                                  grpc::Status (v1::DeskService::Stub::*method)(
                                      grpc::ClientContext*, const Request&, Response*),
                                  const Request& request) {
    const auto context = As(who);
    Response response;
    const grpc::Status status = (desk_.get()->*method)(context.get(), request, &response);
    if (!status.ok()) return FromGrpc(status, *context);
    return response;
  }

  // Submits the bytes and waits for the brief; the filing's name.
  std::string SubmitAs(const std::string& who, const std::string& bytes) {
    const auto context = As(who);
    v1::Filing filing;
    const auto writer = stub_->SubmitFiling(context.get(), &filing);
    for (const auto& message : Messages(HeaderOf(bytes), bytes)) writer->Write(message);
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    Wait(who, filing.name());
    return filing.name();
  }

  void Wait(const std::string& who, const std::string& name) {
    const auto context = As(who);
    v1::WatchFilingRequest request;
    request.set_name(name);
    const auto reader = stub_->WatchFiling(context.get(), request);
    v1::Filing filing;
    while (reader->Read(&filing)) {
    }
    EXPECT_TRUE(reader->Finish().ok());
    EXPECT_TRUE(filing.state() == v1::FILING_STATE_SUCCEEDED ||
                filing.state() == v1::FILING_STATE_PARTIAL)
        << filing.DebugString();
  }

  absl::StatusOr<v1::ReviewBrief> BriefAs(const std::string& who, const std::string& name,
                                          bool as_signed = false) {
    const auto context = As(who);
    v1::GetBriefRequest request;
    request.set_name(name);
    request.set_as_signed(as_signed);
    v1::ReviewBrief brief;
    const grpc::Status status = stub_->GetBrief(context.get(), request, &brief);
    if (!status.ok()) return FromGrpc(status, *context);
    return brief;
  }

  absl::StatusOr<v1::Review> ReviewAs(const std::string& who, const std::string& name) {
    v1::GetReviewRequest request;
    request.set_name(name + "/review");
    return CallAs(who, &v1::DeskService::Stub::GetReview, request);
  }

  static v1::RecordDecisionsRequest RequestOn(const v1::Review& seen) {
    v1::RecordDecisionsRequest request;
    request.set_name(seen.name());
    request.set_etag(seen.etag());
    return request;
  }

  absl::StatusOr<v1::Review> RecordAs(const std::string& who,
                                      const v1::RecordDecisionsRequest& request) {
    return CallAs(who, &v1::DeskService::Stub::RecordDecisions, request);
  }

  absl::StatusOr<v1::Review> DecideAs(const std::string& who, const v1::Review& seen, int finding,
                                      v1::Verdict verdict, const std::string& comment = "") {
    v1::RecordDecisionsRequest request = RequestOn(seen);
    v1::Decision& decision = *request.add_decisions();
    decision.set_finding_key(seen.findings(finding).key());
    decision.set_verdict(verdict);
    decision.set_comment(comment);
    return RecordAs(who, request);
  }

  absl::StatusOr<v1::Review> UndoAs(const std::string& who, const v1::Review& seen) {
    v1::RecordDecisionsRequest request = RequestOn(seen);
    request.set_undo(true);
    return RecordAs(who, request);
  }

  absl::StatusOr<v1::Review> AdvanceAs(const std::string& who, const v1::Review& seen,
                                       v1::ReviewStep step, const std::string& reason = "") {
    v1::AdvanceReviewRequest request;
    request.set_name(seen.name());
    request.set_etag(seen.etag());
    request.set_step(step);
    request.set_reason(reason);
    return CallAs(who, &v1::DeskService::Stub::AdvanceReview, request);
  }

  void RetryAs(const std::string& who, const std::string& name) {
    const auto context = As(who);
    v1::RetryFilingRequest request;
    request.set_name(name);
    v1::Filing filing;
    const grpc::Status status = stub_->RetryFiling(context.get(), request, &filing);
    ASSERT_TRUE(status.ok()) << status.error_message();
    Wait(who, name);
  }

  std::unique_ptr<v1::DeskService::Stub> desk_;
};

}  // namespace filing_review::service
