#include "service/http/upload_request.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "extract/utf8.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr std::string_view kPrefix = "/v1/uploads/";

absl::Status Bad(const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader, message);
}

bool ReadBytes(const std::string& text, int64_t& bytes) {
  return !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0])) &&
         absl::SimpleAtoi(text, &bytes);
}

absl::Status ReadField(const std::string& name, const std::string& value, UploadRequest& upload) {
  v1::SubmitFilingHeader& header = upload.header;
  if (name == "offset") {
    return ReadBytes(value, upload.offset_bytes) ? absl::OkStatus()
                                                 : Bad("offset is a number of bytes");
  }
  if (name == "size") {
    int64_t size = 0;
    if (!ReadBytes(value, size)) return Bad("size is the number of bytes of the whole document");
    header.set_size_bytes(size);
  } else if (name == "sha256") {
    upload.sha256 = value;
  } else if (name == "name") {
    if (!extract::IsUtf8(value)) return Bad("name is not UTF-8");
    header.set_display_name(value);
  } else if (name == "venue") {
    v1::ListingVenue venue;
    if (!v1::ListingVenue_Parse("LISTING_VENUE_" + value, &venue)) {
      return Bad("venue is one of US, HK, CN_MAINLAND, OTHER");
    }
    header.set_listing_venue(venue);
  } else if (name == "filing_date") {
    if (!extract::IsUtf8(value)) return Bad("filing_date is a day YYYY-MM-DD");
    header.set_filing_date(value);
  } else if (name == "ocr") {
    v1::OcrMode mode;
    if (!v1::OcrMode_Parse("OCR_MODE_" + absl::AsciiStrToUpper(value), &mode)) {
      return Bad("ocr is one of off, auto, force");
    }
    header.set_ocr_mode(mode);
  } else {
    return Bad(
        "an upload has offset, size, sha256, name, venue, filing_date and ocr, nothing else");
  }
  return absl::OkStatus();
}

}  // namespace

std::string UploadIdOf(const HttpRequest& request) {
  return request.path.rfind(kPrefix, 0) == 0 ? request.path.substr(kPrefix.size()) : std::string();
}

absl::StatusOr<UploadRequest> ReadUploadRequest(const HttpRequest& request) {
  UploadRequest upload;
  upload.header.set_request_id(UploadIdOf(request));
  if (upload.header.request_id().empty()) return Bad("an upload is /v1/uploads/{request_id}");
  for (const char* needed : {"offset", "size"}) {
    if (request.query.count(needed) == 0) return Bad(std::string(needed) + " is missing");
  }
  for (const auto& [name, value] : request.query) {
    if (const absl::Status status = ReadField(name, value, upload); !status.ok()) return status;
  }
  return upload;
}

}  // namespace filing_review::service
