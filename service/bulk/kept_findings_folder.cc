#include "service/bulk/kept_findings_folder.h"

#include <optional>

#include "absl/strings/escaping.h"
#include "service/bulk/zstd_bytes.h"

namespace filing_review::service {

namespace {

constexpr int kLevel = 1;
constexpr size_t kMostBytes = size_t{1} << 30;

std::string NameOf(const std::string& filing) {
  const std::string hex = absl::BytesToHexString(filing);
  return hex.substr(0, 2) + "/" + hex + ".found";
}

}  // namespace

findings::v1::KeptFindings KeptFindingsFolder::Load(const std::string& filing) {
  findings::v1::KeptFindings kept;
  const std::optional<std::string> packed = folder_.Get(NameOf(filing));
  if (!packed.has_value()) return kept;
  const absl::StatusOr<std::string> bytes = DecompressZstd(*packed, kMostBytes);
  if (!bytes.ok() || !kept.ParseFromString(*bytes) || kept.filing() != filing) {
    kept.Clear();
    folder_.Remove(NameOf(filing));
    return kept;
  }
  ++found_;
  return kept;
}

void KeptFindingsFolder::Store(const findings::v1::KeptFindings& kept) {
  folder_.Put(NameOf(kept.filing()), CompressZstd(kept.SerializeAsString(), kLevel), true);
}

}  // namespace filing_review::service
