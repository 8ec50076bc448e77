#include "service/brief_bytes.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "service/service_error.h"

namespace filing_review::service {

std::string SerializeBrief(const v1::ReviewBrief& brief) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    brief.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::StatusOr<v1::ReviewBrief> ParseBrief(const std::string& bytes) {
  v1::ReviewBrief brief;
  if (!brief.ParseFromString(bytes)) {
    return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                        "these bytes are not a brief; review the filing again");
  }
  return brief;
}

}  // namespace filing_review::service
