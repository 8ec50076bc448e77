// Documents and rule pack in, review brief out. Pure: no files, no clock, no network; the same
// input gives the same brief.
//
//   StatusOr<std::unique_ptr<Classifier>> c = Classifier::Create(pack);   // once
//   v1::ReviewBrief brief = (*c)->Classify({{&document, "main", v1::DOCUMENT_ROLE_MAIN, sha256}},
//                                          options);
//
// Thread-safe after Create.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class FindingsCache;
class RuleTrace;

// One document of a filing.
struct DocumentPart {
  const extract::Document* document = nullptr;  // null where it could not be opened
  std::string id;                               // as FilingDocument.document_id
  v1::DocumentRole role = v1::DOCUMENT_ROLE_MAIN;
  std::string sha256;         // of the PDF, hexadecimal
  std::string unread_reason;  // why it could not be opened
  bool unread_transient = false;
};

struct ClassifyOptions {
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;  // as given by the submitter
  std::string filing_date;                                 // as given, YYYY-MM-DD
  std::string ocr;                                         // auto or force; empty: off
  RuleTrace* trace = nullptr;  // records what rules say of a page; null: nothing
  std::string as_if_regime;    // read this regime as if in force
  // What was found in these documents before; null: nothing is kept. Not asked where there is a
  // trace.
  FindingsCache* findings = nullptr;
};

class Classifier {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<Classifier>> Create(const v1::RulePack& pack,
                                                            const std::string& pack_digest);
  ~Classifier();

  // The main document comes first and is open; what the filing is (issuer, type, date) is read from
  // it alone.
  v1::ReviewBrief Classify(const std::vector<DocumentPart>& parts,
                           const ClassifyOptions& options) const;

  // The same without a look at the documents, which may be null; nothing where options.findings
  // does not hold all that was found in them.
  std::optional<v1::ReviewBrief> Recall(const std::vector<DocumentPart>& parts,
                                        const ClassifyOptions& options) const;

 private:
  Classifier();
  struct Impl;
  class Review;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
