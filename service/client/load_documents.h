// What the load client submits: files as they are given, or small prospectuses of made-up issuers.
// Two documents are never the same bytes, so that each submission is a filing of its own.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace filing_review::service {

// A PDF in English of so many pages, at most 1,000.
std::string MadeUpProspectus(int pages, uint64_t number);

// The file's bytes, with a comment behind their end that makes them others.
absl::StatusOr<std::string> FileWithNumber(const std::string& path, uint64_t number);

// A file in memory that holds `bytes`; the caller closes it.
absl::StatusOr<int> OpenInMemory(const std::string& bytes);

}  // namespace filing_review::service
