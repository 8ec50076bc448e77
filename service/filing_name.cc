#include "service/filing_name.h"

#include <algorithm>
#include <string_view>

#include "extract/read_error.h"
#include "service/calendar_date.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

bool IsLetterOrDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsRequestId(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(),
                                          [](char c) { return IsLetterOrDigit(c) || c == '-'; });
}

absl::Status BadHeader(const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader, message);
}

// What header and document have in common.
template <typename File>
absl::Status CheckFile(const ServerLimits& limits, int64_t bytes_before, File& file,
                       DigestTime digest = DigestTime::kFirst) {
  if (digest == DigestTime::kFirst || !file.sha256().empty()) {
    const absl::Status status = CheckDigest(*file.mutable_sha256());
    if (!status.ok()) return status;
  }
  if (file.size_bytes() <= 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, extract::kReasonEmpty,
                        "the filing is empty; size_bytes must be at least 1");
  }
  if (file.size_bytes() > limits.filing_bytes - bytes_before) {
    return extract::ReadError(extract::kReasonFileTooLarge,
                              "the filing has " + std::to_string(bytes_before + file.size_bytes()) +
                                  " bytes, the server takes " +
                                  std::to_string(limits.filing_bytes) + "; split it");
  }
  if (file.display_name().size() > static_cast<size_t>(limits.display_name_bytes)) {
    return BadHeader("display_name is longer than " + std::to_string(limits.display_name_bytes) +
                     " bytes");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> FilingIdOf(const std::string& name) {
  static constexpr std::string_view kCollection = "filings/";
  const bool right = name.rfind(kCollection, 0) == 0 && name.size() > kCollection.size() &&
                     name.size() <= 128 &&
                     std::all_of(name.begin() + kCollection.size(), name.end(), IsLetterOrDigit);
  if (!right) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadName,
                        "a filing's name has the form filings/{filing}, as SubmitFiling gave it");
  }
  return name.substr(kCollection.size());
}

absl::StatusOr<std::string> ReviewedFilingIdOf(const std::string& name) {
  static constexpr std::string_view kReview = "/review";
  const size_t filing = name.size() - std::min(name.size(), kReview.size());
  if (std::string_view(name).substr(filing) != kReview) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadName,
                        "a review's name has the form filings/{filing}/review");
  }
  return FilingIdOf(name.substr(0, filing));
}

absl::StatusOr<std::string> RequestIdOf(const std::string& name) {
  static constexpr std::string_view kCollection = "uploads/";
  if (name.rfind(kCollection, 0) != 0 || name.size() == kCollection.size() ||
      !IsRequestId(std::string_view(name).substr(kCollection.size()))) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadName,
                        "an upload's name has the form uploads/{request_id}");
  }
  return name.substr(kCollection.size());
}

absl::Status CheckDocument(const ServerLimits& limits, int64_t bytes_before,
                           v1::SubmittedDocument& document) {
  if (document.role() == v1::DOCUMENT_ROLE_UNSPECIFIED ||
      document.role() == v1::DOCUMENT_ROLE_MAIN || !v1::DocumentRole_IsValid(document.role())) {
    return BadHeader("role must be one of DocumentRole's values but MAIN, which the header is for");
  }
  return CheckFile(limits, bytes_before, document);
}

absl::StatusOr<int64_t> TimeoutMicros(const google::protobuf::Duration& timeout) {
  constexpr int64_t kMostSeconds = 315'576'000'000;  // google/protobuf/duration.proto
  const bool right = timeout.seconds() >= 0 && timeout.seconds() <= kMostSeconds &&
                     timeout.nanos() >= 0 && timeout.nanos() < 1'000'000'000;
  const int64_t micros = right ? timeout.seconds() * 1'000'000 + timeout.nanos() / 1'000 : 0;
  if (micros <= 0) return BadHeader("review_timeout must be more than 0; leave it out for no end");
  return micros;
}

absl::Status CheckDigest(std::string& sha256) {
  for (char& c : sha256) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  return IsSha256(sha256) ? absl::OkStatus() : BadHeader("sha256 must be 64 hexadecimal digits");
}

absl::Status CheckHeader(const ServerLimits& limits, v1::SubmitFilingHeader& header,
                         DigestTime digest) {
  if (const absl::Status status = CheckFile(limits, 0, header, digest); !status.ok()) return status;
  if (header.password().size() > static_cast<size_t>(limits.password_bytes)) {
    return BadHeader("password is longer than " + std::to_string(limits.password_bytes) + " bytes");
  }
  if (!v1::ListingVenue_IsValid(header.listing_venue())) {
    return BadHeader("listing_venue is not one of its values");
  }
  if (!v1::OcrMode_IsValid(header.ocr_mode()))
    return BadHeader("ocr_mode is not one of its values");
  if (!header.filing_date().empty() && !IsCalendarDate(header.filing_date())) {
    return BadHeader("filing_date must be a day YYYY-MM-DD");
  }
  if (header.has_review_timeout()) {
    const auto micros = TimeoutMicros(header.review_timeout());
    if (!micros.ok()) return micros.status();
  }
  if (!IsRequestId(header.request_id())) {
    return BadHeader("request_id must be 1 to 64 letters, digits or dashes");
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
