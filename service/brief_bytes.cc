#include "service/brief_bytes.h"

#include "service/deterministic_bytes.h"
#include "service/service_error.h"

namespace filing_review::service {

std::string SerializeBrief(const v1::ReviewBrief& brief) { return DeterministicBytes(brief); }

absl::StatusOr<v1::ReviewBrief> ParseBrief(const std::string& bytes) {
  v1::ReviewBrief brief;
  if (!brief.ParseFromString(bytes)) {
    return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                        "these bytes are not a brief; review the filing again");
  }
  return brief;
}

}  // namespace filing_review::service
