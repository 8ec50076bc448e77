// manifest.json, written last: where it is there, the set beside it is whole.
//
//   {"formatVersion": 1, "engineVersion": …, "rulePackVersion": …, "rulePackDigest": …,
//    "ocr": "off", "asIf": "", "shard": "1/1", "plan": …, "filings": 500, "complete": …, "partial":
//    …, "failed": …, "duplicates": …, "files": [{"name", "bytes", "sha256"}]}
//
// "plan" is there in a shard: a digest of what it is a shard of.
// No times and no machine: the same filings give the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/review_key.h"
#include "service/bulk/shard.h"

namespace filing_review::service {

struct ManifestFile {
  std::string name;  // in the folder of the output
  int64_t size_bytes = 0;
  std::string sha256;
};

struct RunManifest {
  RunIdentity run;
  Shard shard;
  std::string plan;     // 64 hexadecimal digits; empty: no shard of anything
  int64_t filings = 0;  // those below in sum; duplicates count by the state of their original
  int64_t complete = 0, partial = 0, failed = 0;
  int64_t duplicates = 0;
  std::vector<ManifestFile> files;
};

inline constexpr char kManifestName[] = "manifest.json";

std::string ManifestAsJson(const RunManifest& manifest);

// The beginning of it, up to the last of the files so far: manifests of the same parts share it.
std::string ManifestHead(const RunManifest& manifest);

// Reads what ManifestAsJson wrote. DATA_LOSS where it is something else.
absl::StatusOr<RunManifest> ParseManifest(const std::string& json);

}  // namespace filing_review::service
