// A request and its answer, apart from the library that reads and writes them (http_session.cc).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace filing_review::service {

struct HttpRequest {
  std::string method;                               // as sent: GET, POST, …
  std::string path;                                 // decoded, begins with '/'
  std::map<std::string, std::string> query;         // decoded
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
  bool has_body = false;                       // one is announced, read or not
  bool secure = false;                         // by TLS
  std::vector<std::string> certificate_names;  // of the caller's certificate, which was verified

  // The value of a header that stands once; empty where it does not stand, or more than once.
  std::string_view Header(std::string_view name) const;
  // The value in the query; empty where there is none.
  std::string_view Query(const std::string& name) const;
};

// Takes the target of a request line apart. False where it is no path of this server: not
// decodable, with a zero byte, a name twice in the query, not beginning with '/'.
bool ReadTarget(std::string_view target, HttpRequest& request);

// A body that comes in pieces. Used by one caller at a time; destroying it ends what makes it.
class HttpSource {
 public:
  virtual ~HttpSource() = default;
  // Calls `ready` once, on any thread, perhaps before it returns: the next bytes, no bytes at the
  // end, nothing where the body breaks off. REQUIRES: the call before was answered.
  virtual void Next(std::function<void(std::optional<std::string>)> ready) = 0;
};

struct HttpAnswer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of http_headers.h
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // in place of `body`
  std::unique_ptr<HttpSource> source;              // in place of both
  std::optional<int64_t> source_bytes;             // not known: sent in chunks
  bool close = false;                              // the connection ends with it

  void Set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
  bool Has(std::string_view name) const;
};

// What answers requests. Thread-safe.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;

  // Looks at a request whose body has not been read: the answer where the head alone decides it.
  // Must not block.
  virtual std::optional<HttpAnswer> AnswerHead(const HttpRequest& head) = 0;

  // Calls `answer` once, on any thread, perhaps before it returns. What it returns may be null; it
  // is called where the caller goes away before that.
  virtual std::function<void()> Handle(HttpRequest request,
                                       std::function<void(HttpAnswer)> answer) = 0;
};

}  // namespace filing_review::service
