// Uploads between two of their requests. An upload that stays open needs not read its file anew for
// the digest with each piece; one that was let go of, or whose server was started again, is taken
// up from its file (service/upload_parts.h).
//
// An open upload has its place among ServerLimits::uploads; where nothing of it comes for
// `upload_idle_seconds` it gives the place back. Thread-safe; calls block on the disk.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "service/filing_desk.h"
#include "service/retention_timer.h"

namespace filing_review::service {

class OpenUploads {
 public:
  explicit OpenUploads(FilingDesk& desk);

  // The open one, where it has the same header, or one taken up or begun. Errors: as BeginUpload.
  absl::StatusOr<std::unique_ptr<FilingUpload>> Take(const std::string& owner,
                                                     const v1::SubmitFilingHeader& header);
  // Keeps it open for its next piece.
  void Keep(const std::string& owner, const v1::SubmitFilingHeader& header,
            std::unique_ptr<FilingUpload> upload);

 private:
  struct Open {
    std::string header;  // serialized
    std::unique_ptr<FilingUpload> upload;
    std::chrono::steady_clock::time_point until;
  };
  using Key = std::pair<std::string, std::string>;  // owner, request id

  void EndIdle();

  FilingDesk& desk_;
  std::mutex mutex_;
  std::map<Key, Open> open_;
  RetentionTimer timer_;
};

}  // namespace filing_review::service
