#include "service/http/open_uploads.h"

#include <vector>

namespace filing_review::service {

OpenUploads::OpenUploads(FilingDesk& desk)
    : desk_(desk), timer_(std::chrono::seconds(1), [this] { EndIdle(); }) {}

absl::StatusOr<std::unique_ptr<FilingUpload>> OpenUploads::Take(
    const std::string& owner, const v1::SubmitFilingHeader& header) {
  Open found;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto it = open_.find({owner, header.request_id()});
    if (it != open_.end()) {
      found = std::move(it->second);
      open_.erase(it);
    }
  }
  if (found.upload != nullptr && found.header == header.SerializeAsString()) {
    return std::move(found.upload);
  }
  found.upload.reset();  // gives its place back first
  return desk_.BeginUpload(owner, header, DigestTime::kLast);
}

void OpenUploads::Keep(const std::string& owner, const v1::SubmitFilingHeader& header,
                       std::unique_ptr<FilingUpload> upload) {
  Open one{
      header.SerializeAsString(), std::move(upload),
      std::chrono::steady_clock::now() + std::chrono::seconds(desk_.limits().upload_idle_seconds)};
  const std::lock_guard<std::mutex> lock(mutex_);
  std::swap(open_[{owner, header.request_id()}], one);  // another one's end waits for the lock's
}

void OpenUploads::EndIdle() {
  std::vector<Open> ended;
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto it = open_.begin(); it != open_.end();) {
    if (it->second.until > std::chrono::steady_clock::now()) {
      ++it;
      continue;
    }
    ended.push_back(std::move(it->second));
    it = open_.erase(it);
  }
}

}  // namespace filing_review::service
