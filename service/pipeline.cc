#include "service/pipeline.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <utility>
#include <vector>

#include "classify/rule_pack.h"

namespace filing_review::service {

namespace {

std::string Hex(const unsigned char* bytes, size_t n) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (size_t i = 0; i < n; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

std::string Sha256(const std::string& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int n = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &n, EVP_sha256(), nullptr);
  return Hex(digest.data(), n);
}

std::string Sha256OfFile(int fd) {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestInit_ex(context, EVP_sha256(), nullptr);
  std::vector<char> buffer(1 << 20);
  for (off_t at = 0;;) {
    const ssize_t n = pread(fd, buffer.data(), buffer.size(), at);
    if (n <= 0) break;
    EVP_DigestUpdate(context, buffer.data(), static_cast<size_t>(n));
    at += n;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int n = 0;
  EVP_DigestFinal_ex(context, digest.data(), &n);
  EVP_MD_CTX_free(context);
  return Hex(digest.data(), n);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Pipeline>> Pipeline::Create(const std::string& rules_dir) {
  v1::RulePack pack;
  const std::string_view embedded = classify::EmbeddedRulePack();
  if (!pack.ParseFromArray(embedded.data(), static_cast<int>(embedded.size()))) {
    return absl::InternalError("the embedded rule pack is damaged");
  }
  std::unique_ptr<Pipeline> pipeline(new Pipeline());
  pipeline->digest_ = Sha256(classify::SerializeRulePack(pack));
  auto classifier = classify::Classifier::Create(pack, pipeline->digest_);
  if (!classifier.ok()) return classifier.status();
  pipeline->classifier_ = *std::move(classifier);
  return pipeline;
}

absl::StatusOr<v1::ReviewBrief> Pipeline::ReviewFiling(int fd,
                                                       const PipelineOptions& options) const {
  absl::StatusOr<extract::Document> document = extract::ReadPdf(fd, options.read);
  if (!document.ok()) return document.status();
  classify::ClassifyOptions classify_options = options.classify;
  classify_options.sha256 = Sha256OfFile(fd);
  return classifier_->Classify(*document, classify_options);
}

}  // namespace filing_review::service
