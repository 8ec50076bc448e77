// Document and rule pack in, review brief out. Pure: no files, no clock, no network; the same
// input gives the same brief.
//
//   StatusOr<std::unique_ptr<Classifier>> c = Classifier::Create(pack);   // once
//   v1::ReviewBrief brief = (*c)->Classify(document, options);
//
// Thread-safe after Create.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

struct ClassifyOptions {
  std::string sha256;                                      // of the PDF, hexadecimal
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;  // as given by the submitter
  std::string filing_date;                                 // as given, YYYY-MM-DD
  std::string as_if_regime;                                // read this regime as if in force
};

class Classifier {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<Classifier>> Create(const v1::RulePack& pack,
                                                            const std::string& pack_digest);
  ~Classifier();

  v1::ReviewBrief Classify(const extract::Document& document, const ClassifyOptions& options) const;

 private:
  Classifier();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
