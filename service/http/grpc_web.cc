#include "service/http/grpc_web.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr size_t kHeadBytes = 5;
constexpr char kCompressed = 1;
constexpr char kTrailerFlag = '\x80';

std::string Frame(char flags, std::string_view content) {
  const auto size = static_cast<uint32_t>(content.size());
  std::string frame(kHeadBytes, flags);
  for (int i = 0; i < 4; ++i) frame[1 + i] = static_cast<char>(size >> (24 - 8 * i));
  frame += content;
  return frame;
}

// As gRPC over HTTP/2 has it: everything but the printable characters of ASCII, and '%' itself.
std::string PercentEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (c >= ' ' && c <= '~' && c != '%') {
      encoded += c;
      continue;
    }
    char escape[4];
    std::snprintf(escape, sizeof escape, "%%%02X", static_cast<unsigned char>(c));
    encoded += escape;
  }
  return encoded;
}

std::string Base64(std::string_view bytes) {
  std::string text = absl::Base64Escape(absl::string_view(bytes.data(), bytes.size()));
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

bool EndsInBin(const std::string& name) {
  return name.size() > 4 && name.compare(name.size() - 4, 4, "-bin") == 0;
}

}  // namespace

bool IsGrpcWebType(std::string_view content_type) {
  const std::string type =
      absl::AsciiStrToLower(std::string(absl::StripAsciiWhitespace(absl::string_view(
          content_type.data(), std::min(content_type.find(';'), content_type.size())))));
  return type == "application/grpc-web" || type == "application/grpc-web+proto";
}

absl::StatusOr<std::string_view> ReadRequestFrame(std::string_view body) {
  if (body.size() >= kHeadBytes) {
    uint32_t size = 0;
    for (int i = 1; i <= 4; ++i) size = size << 8 | static_cast<unsigned char>(body[i]);
    if (body[0] == kCompressed) {
      return ServiceError(absl::StatusCode::kUnimplemented, kReasonCompressedFrame,
                          "this server takes messages that are not compressed");
    }
    if (body[0] == 0 && body.size() - kHeadBytes == size) return body.substr(kHeadBytes);
  }
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadFrame,
                      "the body of a gRPC-Web request is one message: a zero byte, four bytes of "
                      "length, the message");
}

std::string MessageFrame(std::string_view message) { return Frame(0, message); }

std::string TrailerFrame(int grpc_status, std::string_view message, std::string_view details,
                         const Trailers& more) {
  std::string text = "grpc-status: " + std::to_string(grpc_status) + "\r\n";
  if (!message.empty()) text += "grpc-message: " + PercentEncoded(message) + "\r\n";
  if (!details.empty()) text += "grpc-status-details-bin: " + Base64(details) + "\r\n";
  for (const auto& [name, value] : more) {
    text += name + ": " + (EndsInBin(name) ? Base64(value) : PercentEncoded(value)) + "\r\n";
  }
  return Frame(kTrailerFlag, text);
}

std::optional<std::chrono::nanoseconds> ReadGrpcTimeout(std::string_view value) {
  if (value.size() < 2 || value.size() > 9) return std::nullopt;
  int64_t number = 0;
  for (const char c : value.substr(0, value.size() - 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  switch (value.back()) {
    case 'H':
      return std::chrono::hours(std::min<int64_t>(number, 24 * 365));
    case 'M':
      return std::chrono::minutes(number);
    case 'S':
      return std::chrono::seconds(number);
    case 'm':
      return std::chrono::milliseconds(number);
    case 'u':
      return std::chrono::microseconds(number);
    case 'n':
      return std::chrono::nanoseconds(number);
    default:
      return std::nullopt;
  }
}

}  // namespace filing_review::service
