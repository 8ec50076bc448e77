// Calls the service and waits: what the command line uses.
//
//   auto client = FilingClient::Connect("127.0.0.1:50061");
//   auto filing = (*client)->Submit(fd, header);
//   filing = (*client)->Watch(filing->name(), [](const v1::Filing& f) { … });
//   auto brief = (*client)->GetBrief(filing->name());
//
// Errors are those of the server (service/service_error.h), with their reasons. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.grpc.pb.h"

namespace filing_review::service {

class FilingClient {
 public:
  // UNAVAILABLE where nobody answers at the address within five seconds.
  static absl::StatusOr<std::unique_ptr<FilingClient>> Connect(const std::string& server);

  // A further document: a regular file, its role and name; size and SHA-256 are filled in.
  struct Document {
    int fd = -1;
    v1::SubmittedDocument description;
  };

  // Uploads a regular file and further documents; sizes and SHA-256 are filled in here. `sent`,
  // where given, is called with the bytes sent so far.
  absl::StatusOr<v1::Filing> Submit(int fd, v1::SubmitFilingHeader header,
                                    std::vector<Document> documents = {},
                                    const std::function<void(int64_t)>& sent = nullptr);

  absl::StatusOr<v1::Filing> Get(const std::string& name);

  // `changed` is called with each message; returns the filing in its final state.
  absl::StatusOr<v1::Filing> Watch(const std::string& name,
                                   const std::function<void(const v1::Filing&)>& changed = nullptr);

  absl::StatusOr<v1::ReviewBrief> GetBrief(const std::string& name);
  absl::StatusOr<v1::ListFilingsResponse> List(int page_size, const std::string& page_token);
  absl::StatusOr<v1::Filing> Cancel(const std::string& name);
  absl::Status Delete(const std::string& name);

 private:
  explicit FilingClient(std::unique_ptr<v1::FilingService::Stub> stub) : stub_(std::move(stub)) {}
  std::unique_ptr<v1::FilingService::Stub> stub_;
};

}  // namespace filing_review::service
