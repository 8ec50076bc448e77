// The one way from bytes to a brief. The command line, the bulk runner and the server call
// ReviewFiling and nothing else.
//
//   StatusOr<std::unique_ptr<Pipeline>> p = Pipeline::Create(rules_dir);
//   StatusOr<v1::ReviewBrief> brief =
//       (*p)->ReviewFiling({{fd, v1::DOCUMENT_ROLE_MAIN}, {fd2, v1::DOCUMENT_ROLE_EXHIBIT}},
//       options);
//
// A filing whose main document cannot be opened is an error. Another document that cannot be opened
// is named in the brief's coverage as page 0 with the reason, and the rest is reviewed.
//
// Errors carry a reason of extract/read_error.h. Thread-safe after Create.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/classify.h"
#include "extract/reader.h"
#include "filing_review/v1/brief.pb.h"
#include "service/document_cache.h"
#include "service/filing_findings.h"
#include "service/findings_store.h"

namespace filing_review::service {

struct PipelineOptions {
  extract::ReadOptions read;
  DocumentCache* documents = nullptr;  // read before; null: none are kept
  FindingsStore* findings = nullptr;   // found before; null: nothing is kept
  classify::ClassifyOptions classify;  // ocr is filled in by the pipeline
};

// One document of a filing; `fd` is a regular file open for reading.
struct FilingPart {
  int fd = -1;
  v1::DocumentRole role = v1::DOCUMENT_ROLE_MAIN;
  // Of its bytes, where the caller has just digested them: what was found before is looked for
  // under it. Empty: not known.
  std::string sha256 = {};
};

// The ids of documents with these roles: "main", "exhibit-1", "exhibit-2", "legal-opinion-1", …
std::vector<std::string> DocumentIds(const std::vector<v1::DocumentRole>& roles);

// What a rule pack holds, by name.
struct RulePackSummary {
  std::string version;
  std::string digest;
  std::vector<std::string> regimes;     // ids, in the order of the pack
  std::vector<std::string> metrics;     // of user counts, sorted
  std::vector<std::string> categories;  // of data handling, in the order of the pack
  std::vector<std::string> statuses;    // of review statements, in the order of the pack
};

class Pipeline {
 public:
  // Loads the embedded rule pack and, where `rules_dir` is not empty, extends it from there.
  static absl::StatusOr<std::unique_ptr<Pipeline>> Create(const std::string& rules_dir);

  // The main document first, and only the first has the role MAIN: INVALID_ARGUMENT otherwise. The
  // password is tried on each document. Progress counts the pages of the documents opened so far.
  absl::StatusOr<v1::ReviewBrief> ReviewFiling(const std::vector<FilingPart>& parts,
                                               const PipelineOptions& options) const;

  const RulePackSummary& rule_pack() const { return rule_pack_; }

 private:
  Pipeline() = default;
  RulePackSummary rule_pack_;
  RulesDigests rules_digests_;
  std::unique_ptr<classify::Classifier> classifier_;
};

}  // namespace filing_review::service
