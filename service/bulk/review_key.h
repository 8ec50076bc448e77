// What the result of a review depends on, as one digest: with an equal key nothing is reviewed
// again.
//
// The engine counts by its sources (service/engine_digest.h), not by its version alone. Pure.
// Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "service/bulk/source_list.h"

namespace filing_review::service {

// Of a whole run.
struct RunIdentity {
  std::string engine_version;
  std::string rule_pack_version;
  std::string rule_pack_digest;  // 64 hexadecimal digits
  std::string ocr = "off";       // off, auto or force
  std::string as_if_regime;      // empty: none
};

// Of engine, rules and options; 32 bytes.
std::string RunDigest(const RunIdentity& run);

// 32 bytes. `sha256` are of the bytes of the filing's documents, the main one first, 64 hexadecimal
// digits each. REQUIRES: one for each document of `source`.
std::string ReviewKey(const std::vector<std::string>& sha256, const Source& source,
                      const RunIdentity& run);

// 64 hexadecimal digits as 32 bytes. REQUIRES: IsSha256(hex).
std::string DigestBytes(const std::string& hex);

}  // namespace filing_review::service
