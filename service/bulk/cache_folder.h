// Files of a cache in one folder, bounded in bytes: what may be lost, and is made again.
//
//   auto folder = CacheFolder::Open(dir, limits.cache_bytes);
//   (*folder)->Put("ab/abcd.doc", bytes);
//   std::optional<std::string> bytes = (*folder)->Get("ab/abcd.doc");
//
// A file is: "FRC1", CRC32C of its name and of what follows (uint32, little-endian), the bytes. One
// that is cut short, damaged, or stands under another's name counts as none.
//
// Where there is no room, the files used longest ago go first. Those that this process has put or
// used itself stay, or a run over a corpus that does not fit would drop each file just before it
// comes to it again; only what is `precious` may push out others of this run. What then has no room
// is not kept. The time of last use is the file's time of change. A loss of power may cost files.
//
// Thread-safe. Several processes may share a folder: each counts its own files and those that it
// found, so that together they may go over the bound by what they put at once.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

class CacheFolder {
 public:
  // UNAVAILABLE storage where the folder cannot be made.
  static absl::StatusOr<std::unique_ptr<CacheFolder>> Open(const std::string& dir,
                                                           int64_t most_bytes);

  // `name` is a path below the folder.
  std::optional<std::string> Get(const std::string& name);
  // False where it was not kept: there is no room, or the disk fails.
  bool Put(const std::string& name, std::string_view bytes, bool precious = false);
  // What a reader found to be of no use.
  void Remove(const std::string& name);

  int64_t bytes() const { return bytes_; }
  // Files that went for others, and those that had no room.
  int64_t dropped() const { return dropped_; }
  int64_t refused() const { return refused_; }

 private:
  struct Aged {
    int64_t used_nanos = 0;
    std::string name;
  };
  CacheFolder(std::string dir, int64_t most_bytes);
  // Takes `size` bytes of the bound; false where they are not there.
  bool Reserve(int64_t size, bool precious);
  // The files used longest ago. REQUIRES: mutex_ is held.
  void ListOldest(int64_t before_nanos);
  bool DropOne(int64_t before_nanos);

  const std::string dir_;
  const int64_t most_bytes_;
  const int64_t opened_nanos_;  // what was used before goes first
  std::atomic<int64_t> bytes_{0}, dropped_{0}, refused_{0}, written_{0};
  std::mutex mutex_;          // of what follows
  std::vector<Aged> oldest_;  // the oldest last
  bool none_older_ = false;   // than opened_nanos_
};

}  // namespace filing_review::service
