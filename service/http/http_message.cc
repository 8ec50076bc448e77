#include "service/http/http_message.h"

#include "absl/strings/match.h"

namespace filing_review::service {

namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// False where a percent sign has not two digits, or a zero byte comes out.
bool Decode(std::string_view text, bool plus_is_blank, std::string& decoded) {
  decoded.clear();
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return false;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return false;
    decoded += c;
  }
  return true;
}

}  // namespace

std::string_view HttpRequest::Header(std::string_view name) const {
  const auto [begin, end] = headers.equal_range(std::string(name));
  if (begin == end || std::next(begin) != end) return {};
  return begin->second;
}

std::string_view HttpRequest::Query(const std::string& name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string_view() : std::string_view(found->second);
}

bool ReadTarget(std::string_view target, HttpRequest& request) {
  const size_t mark = target.find('?');
  if (!Decode(target.substr(0, mark), false, request.path)) return false;
  if (request.path.empty() || request.path[0] != '/') return false;
  request.query.clear();
  if (mark == std::string_view::npos) return true;
  std::string_view rest = target.substr(mark + 1);
  while (!rest.empty()) {
    const size_t end = rest.find('&');
    const std::string_view field = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (field.empty()) continue;
    const size_t equals = field.find('=');
    std::string name, value;
    if (!Decode(field.substr(0, equals), true, name)) return false;
    if (equals != std::string_view::npos && !Decode(field.substr(equals + 1), true, value)) {
      return false;
    }
    if (!request.query.emplace(std::move(name), std::move(value)).second) return false;
  }
  return true;
}

bool HttpAnswer::Has(std::string_view name) const {
  for (const auto& header : headers) {
    if (absl::EqualsIgnoreCase(absl::string_view(header.first.data(), header.first.size()),
                               absl::string_view(name.data(), name.size()))) {
      return true;
    }
  }
  return false;
}

}  // namespace filing_review::service
