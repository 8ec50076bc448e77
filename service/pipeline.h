// The one way from bytes to a brief. The command line, the bulk runner and the server call
// ReviewFiling and nothing else.
//
//   StatusOr<std::unique_ptr<Pipeline>> p = Pipeline::Create(rules_dir);
//   StatusOr<v1::ReviewBrief> brief = (*p)->ReviewFiling(fd, options);
//
// Errors carry a reason of extract/read_error.h. Thread-safe after Create.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "classify/classify.h"
#include "extract/reader.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

struct PipelineOptions {
  extract::ReadOptions read;
  classify::ClassifyOptions classify;  // sha256 is filled in by the pipeline
};

class Pipeline {
 public:
  // Loads the embedded rule pack and, where `rules_dir` is not empty, extends it from there.
  static absl::StatusOr<std::unique_ptr<Pipeline>> Create(const std::string& rules_dir);

  // `fd` is a regular file open for reading.
  absl::StatusOr<v1::ReviewBrief> ReviewFiling(int fd, const PipelineOptions& options) const;

  const std::string& rule_pack_digest() const { return digest_; }

 private:
  Pipeline() = default;
  std::string digest_;
  std::unique_ptr<classify::Classifier> classifier_;
};

}  // namespace filing_review::service
