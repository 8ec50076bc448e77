#include "service/grpc/status.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "service/service_error.h"
#include "service/told_error.h"

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

std::string Details(const absl::Status& status, const std::string& message,
                    const std::string& reason) {
  UnknownFieldSet rpc_status;
  rpc_status.AddVarint(1, static_cast<uint64_t>(status.code()));
  rpc_status.AddLengthDelimited(2, message);
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

// The bytes of length-delimited fields `number`.
std::vector<std::string> FieldsOf(const std::string& bytes, int number) {
  UnknownFieldSet fields;
  std::vector<std::string> found;
  if (!fields.ParseFromString(bytes)) return found;
  for (int i = 0; i < fields.field_count(); ++i) {
    const auto& field = fields.field(i);
    if (field.number() == number &&
        field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED) {
      found.push_back(field.length_delimited());
    }
  }
  return found;
}

// The delay of a RetryInfo among the details, as Details writes it.
std::optional<int> RetrySecondsIn(const std::string& details) {
  for (const std::string& any : FieldsOf(details, 3)) {
    const std::vector<std::string> type = FieldsOf(any, 1), value = FieldsOf(any, 2);
    if (type.size() != 1 || type[0] != std::string(kTypePrefix) + "RetryInfo") continue;
    for (const std::string& bytes : value) {
      for (const std::string& duration : FieldsOf(bytes, 1)) {
        UnknownFieldSet fields;
        if (!fields.ParseFromString(duration)) continue;
        for (int i = 0; i < fields.field_count(); ++i) {
          const auto& field = fields.field(i);
          if (field.number() == 1 && field.type() == google::protobuf::UnknownField::TYPE_VARINT) {
            return static_cast<int>(std::min<uint64_t>(field.varint(), 3600));
          }
        }
      }
    }
  }
  return std::nullopt;
}

// Whether the words are gRPC's own, of a call that was broken off on its way. Where the buffers of
// the server are full, that is a reset with RESOURCE_EXHAUSTED (HTTP/2, RFC 9113 section 7:
// ENHANCE_YOUR_CALM); a message too large for this side is RESOURCE_EXHAUSTED too and stays that.
bool BrokenOff(absl::StatusCode code, const std::string& message) {
  return code == absl::StatusCode::kUnavailable ||
         (code == absl::StatusCode::kResourceExhausted &&
          message.find("RST_STREAM") != std::string::npos);
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status, grpc::ServerContextBase* context) {
  if (status.ok()) return grpc::Status::OK;
  // Both sides number the codes as google.rpc.Code does.
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const ToldError told = ToldErrorOf(status);
  if (context != nullptr) context->AddTrailingMetadata(kReasonKey, told.reason);
  return grpc::Status(code, told.message, Details(status, told.message, told.reason));
}

absl::Status FromGrpc(const grpc::Status& status, const grpc::ClientContext& context) {
  if (status.ok()) return absl::OkStatus();
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find(kReasonKey);
  const std::string reason =
      found == trailers.end() ? "" : std::string(found->second.data(), found->second.size());
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  const std::optional<int> retry = RetrySecondsIn(status.error_details());
  if (code == absl::StatusCode::kResourceExhausted && retry.has_value()) {
    return BusyError(reason.c_str(), status.error_message(), *retry);
  }
  if (reason.empty() && BrokenOff(code, status.error_message())) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonConnectionLost,
                        "the connection to the server broke (" + status.error_message() +
                            "); check that it runs and call again");
  }
  if (reason.empty()) return absl::Status(code, status.error_message());
  return ServiceError(code, reason.c_str(), status.error_message());
}

}  // namespace filing_review::service
