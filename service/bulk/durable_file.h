// Files that are there whole or not at all, and stay there: written under a temporary name, synced,
// renamed, and the folder synced.
//
// Errors are UNAVAILABLE with reason `storage` and name the file. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace filing_review::service {

// The name under which `path` is written before it is whole.
std::string TemporaryName(const std::string& path);

// NOT_FOUND where it cannot be opened, UNAVAILABLE where it cannot be read.
absl::StatusOr<std::string> ReadWhole(const std::string& path);

absl::Status WriteDurably(const std::string& path, std::string_view bytes);

// Syncs what stands under the temporary name and gives it its own.
absl::Status PutInPlace(const std::string& path);

// Removes a file, which need not be there, for good.
absl::Status RemoveDurably(const std::string& path);

}  // namespace filing_review::service
