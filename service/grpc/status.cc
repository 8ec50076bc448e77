#include "service/grpc/status.h"

#include <google/protobuf/unknown_field_set.h>

#include <optional>
#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using google::protobuf::UnknownFieldSet;

constexpr char kReasonKey[] = "reason";
constexpr char kTypePrefix[] = "type.googleapis.com/google.rpc.";

std::string Bytes(const UnknownFieldSet& fields) {
  std::string bytes;
  fields.SerializeToString(&bytes);
  return bytes;
}

// google.rpc messages are not in Debian's packages; these few are written field by field
// (google/rpc/status.proto, google/rpc/error_details.proto).
void AddDetail(const char* type, const UnknownFieldSet& value, UnknownFieldSet& status) {
  UnknownFieldSet any;
  any.AddLengthDelimited(1, std::string(kTypePrefix) + type);
  any.AddLengthDelimited(2, Bytes(value));
  status.AddLengthDelimited(3, Bytes(any));
}

std::string Details(const absl::Status& status, const std::string& reason) {
  UnknownFieldSet rpc_status;
  rpc_status.AddVarint(1, static_cast<uint64_t>(status.code()));
  rpc_status.AddLengthDelimited(2, std::string(status.message()));
  UnknownFieldSet error_info;
  error_info.AddLengthDelimited(1, reason);
  error_info.AddLengthDelimited(2, "filing-review");
  AddDetail("ErrorInfo", error_info, rpc_status);
  if (const std::optional<int> seconds = RetrySecondsOf(status); seconds.has_value()) {
    UnknownFieldSet duration, retry_info;
    duration.AddVarint(1, static_cast<uint64_t>(*seconds));
    retry_info.AddLengthDelimited(1, Bytes(duration));
    AddDetail("RetryInfo", retry_info, rpc_status);
  }
  return Bytes(rpc_status);
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status, grpc::ServerContextBase* context) {
  if (status.ok()) return grpc::Status::OK;
  // Both sides number the codes as google.rpc.Code does.
  const auto code = static_cast<grpc::StatusCode>(status.code());
  std::string reason = extract::ReasonOf(status);
  if (reason.empty()) reason = "internal";
  if (context != nullptr) context->AddTrailingMetadata(kReasonKey, reason);
  return grpc::Status(code, std::string(status.message()), Details(status, reason));
}

absl::Status FromGrpc(const grpc::Status& status, const grpc::ClientContext& context) {
  if (status.ok()) return absl::OkStatus();
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find(kReasonKey);
  const std::string reason =
      found == trailers.end() ? "" : std::string(found->second.data(), found->second.size());
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  if (reason.empty()) return absl::Status(code, status.error_message());
  return ServiceError(code, reason.c_str(), status.error_message());
}

}  // namespace filing_review::service
