// The set of files that a run or a merge leaves behind: parts in order, and at the end the
// manifest that says that the set is whole.
//
//   OutputSet set(out_dir, journal);
//   set.AddPart(lines, [&] { return the part's bytes; });      // in the order of ids
//   if (!set.IsThere()) set.Finish([&](RunManifest& manifest) { …tables, added to the manifest… });
//
// A part that an earlier run made from the same lines is left as it is. Before the first change the
// old manifest is removed: what is there is no whole set any more.
//
// Errors are UNAVAILABLE storage, or those of the functions given. Not thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/output_part.h"
#include "service/bulk/run_manifest.h"

namespace filing_review::service {

class OutputSet {
 public:
  // `journal` is that of the folder, and outlives this.
  OutputSet(std::string folder, RunJournal& journal)
      : folder_(std::move(folder)), journal_(journal) {}

  // The next part. `bytes` is asked for the file's content where it has to be written.
  absl::Status AddPart(const std::vector<OutputLine>& lines,
                       const std::function<absl::StatusOr<std::string>()>& bytes);

  // What is to be in it apart from files and counts is the caller's to set, before Finish.
  RunManifest& manifest() { return manifest_; }

  // True where the whole set of these parts is there already.
  bool IsThere() const;
  absl::Status Finish(const std::function<absl::Status(RunManifest&)>& write_rest);

 private:
  std::string InFolder(const std::string& name) const { return folder_ + "/" + name; }
  absl::Status RemoveManifest();
  // Of a larger set that was there before.
  absl::Status RemoveOldParts();

  const std::string folder_;
  RunJournal& journal_;
  RunManifest manifest_;
  int32_t parts_ = 0;
  bool manifest_removed_ = false;
};

// The bytes of a part with these lines, compressed.
std::string PackPart(const std::string& text);

}  // namespace filing_review::service
