#include "service/upload_parts.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "service/filing_name.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// A part's name is OWNER.REQUEST.INDEX.SHA256, the first two as digests, so that nothing of a
// caller's text becomes a file's name.
constexpr size_t kDigits = 32;

std::string OwnerPrefix(const std::string& owner) {
  return Sha256Of("owner:" + owner).substr(0, kDigits) + ".";
}

std::string UploadPrefix(const std::string& owner, const std::string& request_id) {
  return OwnerPrefix(owner) + Sha256Of("request:" + request_id).substr(0, kDigits) + ".";
}

bool BeginsWith(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

int64_t SystemSeconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

UploadParts::UploadParts(BlobStore& blobs, const ServerLimits& limits, std::function<int64_t()> now)
    : blobs_(blobs), limits_(limits), now_(now ? std::move(now) : SystemSeconds) {}

absl::StatusOr<std::vector<BlobPart>> UploadParts::Current() {
  absl::StatusOr<std::vector<BlobPart>> parts = blobs_.Parts();
  if (!parts.ok()) return parts.status();
  std::vector<BlobPart> current;
  for (BlobPart& part : *parts) {
    if (part.changed_seconds + limits_.part_seconds > now_()) {
      current.push_back(std::move(part));
    } else if (const absl::Status status = blobs_.RemovePart(part.name); !status.ok()) {
      return status;
    }
  }
  return current;
}

absl::StatusOr<std::unique_ptr<BlobUpload>> UploadParts::Resume(const std::string& owner,
                                                                const std::string& request_id,
                                                                size_t index,
                                                                const std::string& sha256) {
  const absl::StatusOr<std::vector<BlobPart>> parts = Current();
  if (!parts.ok()) return parts.status();
  const std::string upload = UploadPrefix(owner, request_id);
  const std::string own = OwnerPrefix(owner);
  int64_t others = 0, bytes = 0;
  for (const BlobPart& part : *parts) {
    bytes += part.size_bytes;
    others += BeginsWith(part.name, own) && !BeginsWith(part.name, upload);
  }
  if (others >= limits_.parts_per_owner || bytes >= limits_.part_bytes) {
    return BusyError(kReasonParts,
                     "too many uploads broke off and were not ended; end them, or submit again "
                     "after " +
                         std::to_string(limits_.part_seconds) + " s",
                     60);
  }
  return blobs_.Resume(upload + std::to_string(index) + "." + sha256);
}

absl::StatusOr<v1::Upload> UploadParts::Get(const std::string& owner, const std::string& name) {
  const absl::StatusOr<std::string> request_id = RequestIdOf(name);
  if (!request_id.ok()) return request_id.status();
  const absl::StatusOr<std::vector<BlobPart>> parts = Current();
  if (!parts.ok()) return parts.status();
  const std::string prefix = UploadPrefix(owner, *request_id);
  std::map<int, const BlobPart*> documents;  // by index; of one index, what changed last
  for (const BlobPart& part : *parts) {
    if (!BeginsWith(part.name, prefix)) continue;
    const BlobPart*& known = documents[std::atoi(part.name.c_str() + prefix.size())];
    if (known == nullptr || known->changed_seconds <= part.changed_seconds) known = &part;
  }
  if (documents.empty()) {
    return ServiceError(
        absl::StatusCode::kNotFound, kReasonNoSuchUpload,
        "nothing of an upload " + name + " is there; it has ended, was dropped, or has not begun");
  }
  v1::Upload upload;
  upload.set_name(name);
  int64_t changed = 0;
  for (const auto& [index, part] : documents) {
    v1::UploadedDocument& document = *upload.add_documents();
    document.set_sha256(part->name.substr(part->name.rfind('.') + 1));
    document.set_committed_size_bytes(part->size_bytes);
    changed = std::max(changed, part->changed_seconds);
  }
  upload.mutable_expire_time()->set_seconds(changed + limits_.part_seconds);
  return upload;
}

absl::Status UploadParts::Remove(const std::string& owner, const std::string& request_id) {
  const absl::StatusOr<std::vector<BlobPart>> parts = blobs_.Parts();
  if (!parts.ok()) return parts.status();
  const std::string prefix = UploadPrefix(owner, request_id);
  for (const BlobPart& part : *parts) {
    if (!BeginsWith(part.name, prefix)) continue;
    if (const absl::Status status = blobs_.RemovePart(part.name); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
