#include "service/bulk/review_key.h"

#include "absl/strings/escaping.h"
#include "service/engine_digest.h"
#include "service/sha256.h"

namespace filing_review::service {

std::string RunDigest(const RunIdentity& run) {
  std::string text(EngineDigest());
  for (const std::string* part :
       {&run.engine_version, &run.rule_pack_digest, &run.ocr, &run.as_if_regime}) {
    text += *part;
    text += '\0';
  }
  return DigestBytes(Sha256Of(text));
}

std::string ReviewKey(const std::vector<std::string>& sha256, const Source& source,
                      const RunIdentity& run) {
  std::string text(EngineDigest());
  for (const std::string* part : {&sha256.front(), &run.engine_version, &run.rule_pack_digest,
                                  &run.ocr, &run.as_if_regime, &source.filing_date}) {
    text += *part;
    text += '\0';
  }
  text += std::to_string(source.venue);
  for (size_t i = 1; i < sha256.size(); ++i) {
    text += '\0' + std::to_string(source.documents[i - 1].role) + ':' + sha256[i];
  }
  return DigestBytes(Sha256Of(text));
}

std::string DigestBytes(const std::string& hex) { return absl::HexStringToBytes(hex); }

}  // namespace filing_review::service
