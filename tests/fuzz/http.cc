// What the HTTP port reads by itself, from any bytes: a target, ranges, a frame of gRPC-Web, a
// time-out; and what it makes of them keeps its promises.
#include <cstdlib>
#include <string>
#include <string_view>

#include "service/http/byte_ranges.h"
#include "service/http/grpc_web.h"
#include "service/http/http_guard.h"
#include "service/http/http_headers.h"
#include "service/http/http_message.h"
#include "tests/fuzz/target.h"

namespace {

using namespace filing_review::service;

constexpr int64_t kSize = 1000;
constexpr size_t kMostRanges = 8;

void Require(bool holds) {
  if (!holds) abort();
}

void Ranges(std::string_view header) {
  const RangeChoice choice = ChooseRanges(header, kSize, kMostRanges);
  Require((choice.kind == RangeKind::kRanges) == !choice.ranges.empty());
  Require(choice.ranges.size() <= kMostRanges);
  int64_t bytes = 0;
  for (const ByteRange& range : choice.ranges) {
    Require(range.first >= 0 && range.first <= range.last && range.last < kSize);
    bytes += range.size();
  }
  Require(bytes <= kSize);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Ranges(text);
  Ranges("bytes=" + std::string(text));
  HttpRequest request;
  if (ReadTarget(text, request)) {
    Require(request.path[0] == '/' && request.path.find('\0') == std::string::npos);
    request.headers.emplace("host", request.path.substr(1));
    request.headers.emplace("origin", std::string(request.Query("origin")));
    // The name of this server ends neither in a blank nor in a dot.
    const HttpGuard guard({"localhost"});
    if (!guard.Refuse(request).has_value())
      Require(HostName(request.Header("host")) == "localhost");
  }
  if (const auto message = ReadRequestFrame(text); message.ok()) {
    Require(MessageFrame(*message) == text);
  }
  if (const auto timeout = ReadGrpcTimeout(text)) Require(timeout->count() >= 0);
  const std::string trailers = TrailerFrame(3, text, text, {{"a-bin", std::string(text)}});
  Require(trailers.find("\r\n\r\n") == std::string::npos);
  const std::string disposition = Disposition(true, std::string(text));
  for (const char c : disposition) Require(c >= ' ' && c <= '~');
  return 0;
}
