#include "service/http/document_answer.h"

#include <unistd.h>

#include <utility>
#include <vector>

#include "service/http/byte_ranges.h"
#include "service/http/file_source.h"
#include "service/http/http_error.h"
#include "service/http/http_headers.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr char kPdf[] = "application/pdf";

std::vector<FilePart> PartsOf(const std::vector<ByteRange>& ranges, int64_t size,
                              const std::string& boundary) {
  std::vector<FilePart> parts;
  parts.reserve(ranges.size() + 1);
  for (const ByteRange& range : ranges) {
    parts.push_back({"\r\n--" + boundary + "\r\nContent-Type: " + kPdf +
                         "\r\nContent-Range: " + ContentRange(range, size) + "\r\n\r\n",
                     range.first, range.size()});
  }
  parts.push_back({"\r\n--" + boundary + "--\r\n", 0, 0});
  return parts;
}

}  // namespace

HttpAnswer DocumentAnswer(const HttpRequest& request, const OpenedDocument& document,
                          size_t most_ranges, Executor& executor) {
  const std::string etag = "\"" + document.sha256 + "\"";
  HttpAnswer answer;
  answer.Set("ETag", etag);
  answer.Set("Accept-Ranges", "bytes");
  answer.Set("Content-Disposition",
             Disposition(request.Query("disposition") != "attachment", document.display_name));
  if (request.Header("if-none-match") == etag) {
    close(document.fd);
    answer.status = 304;
    return answer;
  }
  RangeChoice choice;
  // A range of other bytes than those that the caller has is of no use to it.
  if (request.headers.count("if-range") == 0 || request.Header("if-range") == etag) {
    choice = ChooseRanges(request.Header("range"), document.size_bytes, most_ranges);
  }
  if (choice.kind == RangeKind::kNotSatisfiable || choice.kind == RangeKind::kTooMany) {
    close(document.fd);
    const bool many = choice.kind == RangeKind::kTooMany;
    answer = ErrorAnswer(416, many ? kReasonRangeCount : kReasonBadRange,
                         many ? "a request has at most " + std::to_string(most_ranges) +
                                    " ranges; ask for the others by another one"
                              : "the document has " + std::to_string(document.size_bytes) +
                                    " bytes; ask for a range of them");
    answer.Set("Content-Range", "bytes */" + std::to_string(document.size_bytes));
    return answer;
  }
  std::vector<FilePart> parts;
  if (choice.kind == RangeKind::kWhole) {
    answer.Set("Content-Type", kPdf);
    parts.push_back({"", 0, document.size_bytes});
  } else if (choice.ranges.size() == 1) {
    answer.status = 206;
    answer.Set("Content-Type", kPdf);
    answer.Set("Content-Range", ContentRange(choice.ranges[0], document.size_bytes));
    parts.push_back({"", choice.ranges[0].first, choice.ranges[0].size()});
  } else {
    answer.status = 206;
    // Bytes of a PDF cannot hold it but by intent, and then its reader alone is misled.
    const std::string boundary = "filing-review-" + document.sha256.substr(0, 32);
    answer.Set("Content-Type", "multipart/byteranges; boundary=" + boundary);
    parts = PartsOf(choice.ranges, document.size_bytes, boundary);
  }
  auto source = std::make_unique<FileSource>(document.fd, std::move(parts), executor);
  answer.source_bytes = source->size_bytes();
  answer.source = std::move(source);
  return answer;
}

}  // namespace filing_review::service
