#include "service/bulk/review_key.h"

#include "absl/strings/escaping.h"
#include "service/sha256.h"

namespace filing_review::service {

std::string ReviewKey(const std::string& sha256, const Source& source, const RunIdentity& run) {
  std::string text;
  for (const std::string* part : {&sha256, &run.engine_version, &run.rule_pack_digest, &run.ocr,
                                  &run.as_if_regime, &source.filing_date}) {
    text += *part;
    text += '\0';
  }
  text += std::to_string(source.venue);
  return DigestBytes(Sha256Of(text));
}

std::string DigestBytes(const std::string& hex) { return absl::HexStringToBytes(hex); }

}  // namespace filing_review::service
