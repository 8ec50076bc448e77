// The built console, in memory: a folder of files that were read once, at the start. What a request
// names is looked up among them; no path of a request ever reaches the disk.
//
//   auto console = ConsoleFiles::Open("build/console", limit);
//   std::optional<HttpAnswer> answer = (*console)->Find(request);
//
// Links and names that begin with a dot are left out. "/" is index.html; so is any path without an
// extension that a browser asks for as a page, since the console's own addresses are such. Files
// below assets/ have digests in their names and are kept by browsers; all others are asked for anew
// (ETag). Texts are sent with gzip where the browser takes it, compressed by a thread of its own.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "service/http/http_message.h"

namespace filing_review::service {

class ConsoleFiles {
 public:
  // FAILED_PRECONDITION bad_console_dir: not a folder that can be read, or without index.html;
  // console_size_limit: more than `most_bytes`.
  static absl::StatusOr<std::unique_ptr<ConsoleFiles>> Open(const std::string& folder,
                                                            int64_t most_bytes);
  // No console is there: its pages say how to build it.
  static std::unique_ptr<ConsoleFiles> Missing();
  ~ConsoleFiles();

  // Nothing where the path is none of the console's. For GET and HEAD.
  std::optional<HttpAnswer> Find(const HttpRequest& request) const;

 private:
  struct File {
    std::shared_ptr<const std::string> content;
    std::shared_ptr<const std::string> gzip;  // null: none yet, or not smaller; std::atomic_load
    std::string media_type;
    std::string etag;
    bool immutable = false;
  };
  ConsoleFiles() = default;
  void Compress();

  std::map<std::string, File> files_;  // by path, beginning with '/'
  bool missing_ = false;
  std::atomic<bool> ending_{false};
  std::thread compressor_;
};

// Where a build or an installation puts the console: ../share/filing-review/console or ../console
// beside the executable; empty where neither is there.
std::string DefaultConsoleFolder();

}  // namespace filing_review::service
