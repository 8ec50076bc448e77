// Calls the service and waits: what the command line uses.
//
//   auto client = FilingClient::Connect("127.0.0.1:50061");
//   auto filing = (*client)->Submit(fd, header);
//   filing = (*client)->Watch(filing->name(), [](const v1::Filing& f) { … });
//   auto brief = (*client)->GetBrief(filing->name());
//
// Where the server is busy, restarts, or the line breaks, calls go on for a while
// (service/client/patience.h); an upload goes on where it broke off. Errors are those of the server
// (service/service_error.h), with their reasons. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/client/server_access.h"

namespace filing_review::service {

class FilingClient {
 public:
  // Errors: service/client/server_access.h. `retry_seconds`: how long a call goes on; `notice`
  // hears of each wait.
  static absl::StatusOr<std::unique_ptr<FilingClient>> Connect(
      const ServerAccess& access, int retry_seconds = 0,
      std::function<void(const std::string&)> notice = nullptr);

  // A further document: a regular file, its role and name; size and SHA-256 are filled in.
  struct Document {
    int fd = -1;
    v1::SubmittedDocument description;
  };

  // Uploads a regular file and further documents; sizes, SHA-256 and, where it has none, a request
  // id are filled in here. `sent`, where given, is called with the bytes sent so far.
  absl::StatusOr<v1::Filing> Submit(int fd, v1::SubmitFilingHeader header,
                                    std::vector<Document> documents = {},
                                    const std::function<void(int64_t)>& sent = nullptr);

  absl::StatusOr<v1::Filing> Get(const std::string& name);

  // `changed` is called with each message; returns the filing in its final state.
  absl::StatusOr<v1::Filing> Watch(const std::string& name,
                                   const std::function<void(const v1::Filing&)>& changed = nullptr);

  absl::StatusOr<v1::ReviewBrief> GetBrief(const std::string& name, bool as_signed = false);
  // The whole rendering.
  absl::StatusOr<std::string> RenderBrief(const v1::RenderBriefRequest& request);
  absl::StatusOr<v1::BriefComparison> CompareBriefs(const v1::CompareBriefsRequest& request);
  absl::StatusOr<v1::ListFilingsResponse> List(const v1::ListFilingsRequest& request);
  absl::StatusOr<v1::Filing> Retry(const v1::RetryFilingRequest& request);
  absl::StatusOr<v1::Filing> Cancel(const std::string& name);
  absl::Status Delete(const std::string& name);
  absl::StatusOr<v1::Filing> SetLegalHold(const std::string& name, bool hold);
  absl::StatusOr<v1::ListAuditEventsResponse> ListAuditEvents(
      const v1::ListAuditEventsRequest& request);
  absl::StatusOr<v1::ListRulePacksResponse> ListRulePacks();

 private:
  FilingClient(std::unique_ptr<v1::FilingService::Stub> stub, const std::string& token,
               int retry_seconds, std::function<void(const std::string&)> notice);
  // Adds the credentials.
  void Prepare(grpc::ClientContext& context) const;
  // One unary call with a deadline, until it is answered or patience ends.
  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(grpc::Status (v1::FilingService::Stub::*method)(
                                    grpc::ClientContext*, const Request&, Response*),
                                const Request& request) const;
  // One try of an upload. `committed`: bytes of each document that the server has.
  absl::StatusOr<v1::Filing> SendOnce(int fd, const v1::SubmitFilingHeader& header,
                                      const std::vector<Document>& documents,
                                      const std::vector<int64_t>& committed,
                                      const std::function<void(int64_t)>& sent) const;
  // What the server has of an upload, a number for each document.
  std::vector<int64_t> Committed(const v1::SubmitFilingHeader& header,
                                 const std::vector<Document>& documents) const;

  const std::unique_ptr<v1::FilingService::Stub> stub_;
  const std::string authorization_;  // value of the header; empty: none
  const int retry_seconds_;
  const std::function<void(const std::string&)> notice_;
};

}  // namespace filing_review::service
