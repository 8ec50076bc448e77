// What the HTTP port reads and writes by itself: addresses, ranges, frames, headers, who may ask.
#include <gtest/gtest.h>

#include <thread>

#include "service/http/byte_ranges.h"
#include "service/http/grpc_web.h"
#include "service/http/grpc_web_bridge.h"
#include "service/http/http_error.h"
#include "service/http/http_guard.h"
#include "service/http/http_headers.h"
#include "service/http/http_seats.h"
#include "service/http/media_types.h"
#include "service/http/render_brief_call.h"
#include "service/http/upload_request.h"
#include "service/service_error.h"

namespace filing_review::service {
namespace {

using namespace std::string_literals;

std::string Shown(const RangeChoice& choice) {
  switch (choice.kind) {
    case RangeKind::kWhole:
      return "whole";
    case RangeKind::kNotSatisfiable:
      return "none";
    case RangeKind::kTooMany:
      return "too many";
    case RangeKind::kRanges:
      break;
  }
  std::string text;
  for (const ByteRange& range : choice.ranges) {
    text +=
        (text.empty() ? "" : ",") + std::to_string(range.first) + "-" + std::to_string(range.last);
  }
  return text;
}

TEST(HttpParsing, Ranges) {
  const struct {
    const char* header;
    const char* expected;  // of 1000 bytes, at most four ranges
  } rows[] = {
      {"", "whole"},
      {"bytes=0-99", "0-99"},
      {"Bytes=0-99", "0-99"},
      {"bytes=900-", "900-999"},
      {"bytes=0-", "0-999"},
      {"bytes=-100", "900-999"},
      {"bytes=-5000", "0-999"},
      {"bytes=0-5000", "0-999"},
      {"bytes=999-999", "999-999"},
      {"bytes=1000-", "none"},
      {"bytes=1000-2000,3000-", "none"},
      {"bytes=-0", "none"},
      {"bytes=0-9, 20-29", "0-9,20-29"},
      {"bytes=500-599,0-9", "500-599,0-9"},
      {"bytes=0-9,5000-", "0-9"},
      {"bytes= 0-9 ,, 20-29,", "0-9,20-29"},
      {"bytes=0-99,50-149", "0-149"},
      {"bytes=50-149,0-49", "0-149"},
      {"bytes=0-,0-,0-,0-", "0-999"},
      {"bytes=0-0,2-2,4-4,6-6", "0-0,2-2,4-4,6-6"},
      {"bytes=0-0,2-2,4-4,6-6,8-8", "too many"},
      {"bytes=5000-,5000-,5000-,5000-,5000-", "too many"},
      // Not well formed, or another unit: as if it were not there.
      {"bytes", "whole"},
      {"bytes=", "whole"},
      {"bytes=,", "whole"},
      {"bytes=-", "whole"},
      {"bytes=9-0", "whole"},
      {"bytes=0-9,x", "whole"},
      {"bytes=0x10-20", "whole"},
      {"bytes=+1-2", "whole"},
      {"bytes=1 -2", "whole"},
      {"bytes=--1", "whole"},
      {"items=0-9", "whole"},
      // Numbers beyond any document.
      {"bytes=0-99999999999999999999999999", "0-999"},
      {"bytes=99999999999999999999999999-", "none"},
      {"bytes=-99999999999999999999999999", "0-999"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(Shown(ChooseRanges(row.header, 1000, 4)), row.expected) << row.header;
  }
  EXPECT_EQ(Shown(ChooseRanges("bytes=0-", 0, 4)), "none");
  EXPECT_EQ(Shown(ChooseRanges("bytes=-1", 0, 4)), "none");
  EXPECT_EQ(ContentRange({10, 19}, 1000), "bytes 10-19/1000");
}

TEST(HttpParsing, Targets) {
  const struct {
    std::string target;
    bool good;
    std::string path;
  } rows[] = {
      {"/", true, "/"},
      {"/a%20b+c", true, "/a b+c"},
      {"/%2e%2e/x", true, "/../x"},
      {"/a?x=1&y=%E7%94%A8+%2B&&z", true, "/a"},
      {"", false, ""},
      {"*", false, ""},
      {"http://other.example/", false, ""},
      {"/%0", false, ""},
      {"/%zz", false, ""},
      {"/%00", false, ""},
      {"/a?x=1&x=2", false, ""},
      {"/a?x=%00", false, ""},
      {"/a?%x=1", false, ""},
  };
  for (const auto& row : rows) {
    HttpRequest request;
    EXPECT_EQ(ReadTarget(row.target, request), row.good) << row.target;
    if (row.good) {
      EXPECT_EQ(request.path, row.path);
    }
  }
  HttpRequest request;
  ASSERT_TRUE(ReadTarget(rows[3].target, request));
  EXPECT_EQ(request.Query("x"), "1");
  EXPECT_EQ(request.Query("y"), "用 +");
  EXPECT_EQ(request.query.count("z"), 1u);
  EXPECT_EQ(request.Query("none"), "");
}

TEST(HttpParsing, FramesOfRequests) {
  EXPECT_EQ(*ReadRequestFrame("\0\0\0\0\3abc"s), "abc");
  EXPECT_EQ(*ReadRequestFrame("\0\0\0\0\0"s), "");
  for (const std::string& wrong : {""s, "\0\0\0\0"s, "\0\0\0\0\1"s, "\0\0\0\0\1ab"s,
                                   "\0\xff\xff\xff\xff"s, "\x80\0\0\0\0"s, "\2\0\0\0\0"s}) {
    EXPECT_EQ(ReadRequestFrame(wrong).status().code(), absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(ReadRequestFrame("\1\0\0\0\0"s).status().code(), absl::StatusCode::kUnimplemented);
}

TEST(HttpParsing, FramesOfAnswers) {
  EXPECT_EQ(MessageFrame("abc"), "\0\0\0\0\3abc"s);
  EXPECT_EQ(MessageFrame(std::string(0x010203, 'x')).substr(0, 5), "\0\0\1\2\3"s);
  EXPECT_EQ(TrailerFrame(0, "", "", {}), "\x80\0\0\0\x10grpc-status: 0\r\n"s);
  const std::string frame =
      TrailerFrame(5, "50 % 用\r\n", "\1\2", {{"reason", "x"}, {"more-bin", "\xff"}});
  EXPECT_EQ(frame.substr(5),
            "grpc-status: 5\r\ngrpc-message: 50 %25 %E7%94%A8%0D%0A\r\n"
            "grpc-status-details-bin: AQI\r\nreason: x\r\nmore-bin: /w\r\n");
}

TEST(HttpParsing, Timeouts) {
  using namespace std::chrono_literals;
  const std::pair<const char*, std::chrono::nanoseconds> rows[] = {
      {"1H", 1h},  {"2M", 2min}, {"30S", 30s}, {"5m", 5ms},
      {"7u", 7us}, {"9n", 9ns},  {"0S", 0s},   {"99999999H", 24h * 365}};
  for (const auto& [text, expected] : rows) EXPECT_EQ(ReadGrpcTimeout(text), expected) << text;
  for (const char* wrong : {"", "S", "1", "1s", "-1S", "1.5S", "999999999S", "1 S"}) {
    EXPECT_FALSE(ReadGrpcTimeout(wrong).has_value()) << wrong;
  }
}

TEST(HttpParsing, ContentTypesAndMethodsOfGrpcWeb) {
  for (const char* type : {"application/grpc-web", "application/grpc-web+proto",
                           "Application/gRPC-Web+Proto", "application/grpc-web+proto; a=b"}) {
    EXPECT_TRUE(IsGrpcWebType(type)) << type;
  }
  for (const char* type : {"", "application/grpc", "application/grpc-web-text",
                           "application/grpc-web+json", "application/json", "text/plain"}) {
    EXPECT_FALSE(IsGrpcWebType(type)) << type;
  }
  const std::pair<const char*, bool> paths[] = {
      {"/filing_review.v1.FilingService/GetFiling", true},
      {"/a.B/C", true},
      {"/B/C", false},
      {"/a.b/C", false},
      {"/a.B/c", false},
      {"/a.B/", false},
      {"/a.B/C/D", false},
      {"/.B/C", false},
      {"/../C", false},
      {"/a.B/C.js", false},
      {"/pdf.js/Viewer", false},
      {"/v1/filings/x.Y/Z", false},
      {"/", false},
  };
  for (const auto& [path, taken] : paths) {
    HttpRequest request;
    request.path = path;
    EXPECT_EQ(GrpcWebBridge::Takes(request), taken) << path;
  }
}

TEST(HttpParsing, WhoMayAsk) {
  const HttpGuard guard({"127.0.0.1", "localhost", "Desk.Example"},
                        [](const std::string& host) { return host == "certified.example"; });
  struct Row {
    const char* host;
    std::multimap<std::string, std::string> headers;
    int status;  // 0: not refused
    const char* method = "GET";
    const char* path = "/";
    bool secure = false;
  };
  const Row rows[] = {
      {"127.0.0.1:80", {}, 0},
      {"LOCALHOST", {}, 0},
      {"desk.example:8443", {}, 0},
      {"certified.example", {}, 0},
      {"rebound.example", {}, 421},
      {"127.0.0.1.rebound.example", {}, 421},
      {"", {}, 421},
      {"localhost", {{"host", "localhost"}}, 400},
      {"localhost:1", {{"origin", "http://localhost:1"}}, 0},
      {"localhost:1", {{"origin", "https://localhost:1"}}, 0, "GET", "/", true},
      {"localhost:1", {{"origin", "https://localhost:1"}}, 403},
      {"localhost:1", {{"origin", "http://localhost:2"}}, 403},
      {"localhost:1", {{"origin", "null"}}, 403},
      {"localhost:1", {{"origin", ""}}, 403},
      {"localhost:1", {{"origin", "http://localhost:1"}, {"origin", "http://localhost:1"}}, 403},
      {"localhost", {{"sec-fetch-site", "same-origin"}}, 0},
      {"localhost", {{"sec-fetch-site", "none"}}, 0},
      {"localhost", {{"sec-fetch-site", "same-site"}}, 403},
      {"localhost", {{"sec-fetch-site", "cross-site"}}, 403},
      {"localhost", {{"sec-fetch-site", ""}}, 403},
      // A link on another site may open a page, and nothing but a page.
      {"localhost",
       {{"sec-fetch-site", "cross-site"},
        {"sec-fetch-mode", "navigate"},
        {"sec-fetch-dest", "document"}},
       0},
      {"localhost",
       {{"sec-fetch-site", "cross-site"},
        {"sec-fetch-mode", "navigate"},
        {"sec-fetch-dest", "iframe"}},
       403},
      {"localhost",
       {{"sec-fetch-site", "cross-site"},
        {"sec-fetch-mode", "navigate"},
        {"sec-fetch-dest", "document"}},
       403,
       "POST"},
      {"localhost",
       {{"sec-fetch-site", "cross-site"},
        {"sec-fetch-mode", "navigate"},
        {"sec-fetch-dest", "document"}},
       403,
       "GET",
       "/v1/filings/a/brief"},
      {"localhost", {{"authorization", "Bearer a"}}, 0},
      {"localhost", {{"authorization", "Bearer a"}, {"authorization", "Bearer b"}}, 400},
      {"localhost", {{"authorization", "Bearer \x01"}}, 400},
      {"localhost", {{"x-request-id", "\xff"}}, 400},
  };
  for (const Row& row : rows) {
    HttpRequest request;
    request.method = row.method;
    request.path = row.path;
    request.secure = row.secure;
    request.headers = row.headers;
    request.headers.emplace("host", row.host);
    const auto refused = guard.Refuse(request);
    EXPECT_EQ(refused.has_value() ? refused->status : 0, row.status)
        << row.host << " " << (row.headers.empty() ? "" : row.headers.begin()->second);
  }
  EXPECT_TRUE(guard.Refuse(HttpRequest()).has_value());
}

TEST(HttpParsing, Errors) {
  const std::pair<absl::Status, int> rows[] = {
      {ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadName, "m"), 400},
      {ServiceError(absl::StatusCode::kUnauthenticated, kReasonNoCredentials, "m"), 401},
      {ServiceError(absl::StatusCode::kPermissionDenied, kReasonRoleMissing, "m"), 403},
      {ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchFiling, "m"), 404},
      {ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoBrief, "m"), 409},
      {ServiceError(absl::StatusCode::kAborted, kReasonUploadTakenOver, "m"), 409},
      {ServiceError(absl::StatusCode::kOutOfRange, "file_size_limit", "m"), 413},
      {BusyError(kReasonQueueFull, "m", 10), 429},
      {ServiceError(absl::StatusCode::kUnavailable, kReasonDraining, "m"), 503},
      {absl::DeadlineExceededError("m"), 504},
      {absl::InternalError("m"), 500},
      {ServiceError(absl::StatusCode::kDataLoss, kReasonStorage, "m"), 500},
  };
  for (const auto& [status, expected] : rows) {
    EXPECT_EQ(ErrorAnswer(status).status, expected) << status;
  }
  const HttpAnswer busy = ErrorAnswer(BusyError(kReasonQueueFull, "say \"please\"", 10));
  EXPECT_EQ(busy.body, "{\"reason\": \"queue_full\", \"message\": \"say \\\"please\\\"\"}\n");
  EXPECT_TRUE(busy.Has("retry-after"));
  // What a disk says is for the log.
  const HttpAnswer inside =
      ErrorAnswer(ServiceError(absl::StatusCode::kUnavailable, kReasonStorage, "/secret: EIO"));
  EXPECT_EQ(inside.body.find("secret"), std::string::npos);
}

TEST(HttpParsing, HeadersOfEveryAnswer) {
  HttpAnswer answer;
  answer.Set("cache-control", "no-cache");
  AddSafeHeaders(answer);
  for (const char* name : {"X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy",
                           "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"}) {
    EXPECT_TRUE(answer.Has(name)) << name;
  }
  int cache = 0;
  for (const auto& header : answer.headers) cache += header.second.rfind("no-", 0) == 0;
  EXPECT_EQ(cache, 2) << "no-cache and no-referrer: what an answer says itself counts";
  EXPECT_EQ(Disposition(true, "a b.pdf"),
            "inline; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf");
  EXPECT_EQ(Disposition(false, "\"\r\n招\\.pdf"),
            "attachment; filename=\"_______.pdf\"; "
            "filename*=UTF-8''%22%0D%0A%E6%8B%9B%5C.pdf");
}

TEST(HttpParsing, MediaTypesBothWays) {
  EXPECT_EQ(MediaTypeOf("/a/b.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(MediaTypeOf("/a/B.WASM"), "application/wasm");
  EXPECT_EQ(MediaTypeOf("/Adobe-GB1-UCS2.bcmap"), "application/octet-stream");
  EXPECT_EQ(MediaTypeOf("/LICENSE"), "application/octet-stream");
  EXPECT_EQ(ExtensionOf("text/html; charset=utf-8"), ".html");
  EXPECT_EQ(ExtensionOf("application/json"), ".json");
  EXPECT_EQ(ExtensionOf("application/unheard-of"), ".bin");
}

TEST(HttpParsing, UploadRequests) {
  const auto read = [](const std::string& query) {
    HttpRequest request;
    EXPECT_TRUE(ReadTarget("/v1/uploads/r-1?" + query, request)) << query;
    return ReadUploadRequest(request);
  };
  const auto full = read(
      "offset=5&size=9&sha256=AB&name=%E6%8B%9B.pdf&venue=HK&"
      "filing_date=2025-01-02&ocr=force");
  ASSERT_TRUE(full.ok()) << full.status();
  EXPECT_EQ(full->offset_bytes, 5);
  EXPECT_EQ(full->sha256, "AB");
  EXPECT_EQ(full->header.ShortDebugString(),
            "size_bytes: 9 display_name: \"\\346\\213\\233.pdf\" listing_venue: LISTING_VENUE_HK "
            "filing_date: \"2025-01-02\" request_id: \"r-1\" ocr_mode: OCR_MODE_FORCE");
  EXPECT_TRUE(read("offset=0&size=1").ok());
  for (const char* wrong :
       {"size=1", "offset=0", "offset=-1&size=1", "offset=&size=1", "offset=0&size=x",
        "offset=0&size=99999999999999999999", "offset=0&size=1&venue=MARS",
        "offset=0&size=1&ocr=no", "offset=0&size=1&name=%FF", "offset=0&size=1&nmae=x",
        "offset=+1&size=2", "offset=0&size=1&filing_date=%FF"}) {
    EXPECT_EQ(read(wrong).status().code(), absl::StatusCode::kInvalidArgument) << wrong;
  }
}

TEST(HttpParsing, FormatsOfBriefs) {
  EXPECT_EQ(BriefFormatNamed(""), v1::BRIEF_FORMAT_JSON);
  EXPECT_EQ(BriefFormatNamed("markdown"), v1::BRIEF_FORMAT_MARKDOWN);
  for (const char* wrong : {"JSON", "unspecified", "odt", "json ", "BRIEF_FORMAT_JSON"}) {
    EXPECT_FALSE(BriefFormatNamed(wrong).has_value()) << wrong;
  }
}

TEST(HttpSeatsTest, WhoWaitedLongestMakesRoom) {
  HttpSeats seats(2, std::chrono::hours(1));
  std::string closed;
  const auto a = seats.Take([&] { closed += "a"; });
  const auto b = seats.Take([&] { closed += "b"; });
  EXPECT_TRUE(seats.Work(a));
  const auto c = seats.Take([&] { closed += "c"; });
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(closed, "b");
  EXPECT_FALSE(seats.Work(b));
  EXPECT_TRUE(seats.Work(c));
  EXPECT_EQ(seats.Take([] {}), nullptr) << "all are at work";
  seats.Leave(b);
  EXPECT_EQ(seats.Take([] {}), nullptr) << "its place was taken already";
  seats.Wait(a);
  seats.Leave(c);
  EXPECT_NE(seats.Take([] {}), nullptr);
  EXPECT_EQ(closed, "b");
  seats.CloseAll();
  EXPECT_EQ(seats.Take([] {}), nullptr);
}

TEST(HttpSeatsTest, WhoWorksTooLongMakesRoomWhereNobodyWaits) {
  HttpSeats seats(2, std::chrono::milliseconds(0));
  std::string closed;
  const auto a = seats.Take([&] { closed += "a"; });
  const auto b = seats.Take([&] { closed += "b"; });
  EXPECT_TRUE(seats.Work(b));
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_TRUE(seats.Work(a));
  EXPECT_NE(seats.Take([] {}), nullptr);
  EXPECT_EQ(closed, "b");
}

}  // namespace
}  // namespace filing_review::service
