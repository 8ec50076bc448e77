#include "service/http/http_headers.h"

#include <cstdio>

namespace filing_review::service {

namespace {

constexpr std::pair<const char*, const char*> kSafe[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cache-Control", "no-store"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
};

bool IsPlain(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

void AddSafeHeaders(HttpAnswer& answer) {
  for (const auto& [name, value] : kSafe) {
    if (!answer.Has(name)) answer.Set(name, value);
  }
}

std::string Disposition(bool inline_shown, const std::string& file_name) {
  std::string plain, encoded;
  for (const char c : file_name) {
    const auto byte = static_cast<unsigned char>(c);
    plain += IsPlain(byte) || c == ' ' ? c : '_';
    if (IsPlain(byte)) {
      encoded += c;
    } else {
      char text[4];
      std::snprintf(text, sizeof text, "%%%02X", byte);
      encoded += text;
    }
  }
  return std::string(inline_shown ? "inline" : "attachment") + "; filename=\"" + plain +
         "\"; filename*=UTF-8''" + encoded;
}

}  // namespace filing_review::service
