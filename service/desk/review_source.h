// Where stored reviews are read from, to be checked, exported or learned from: a data folder, or a
// server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/desk_service.pb.h"
#include "service/desk/review_chain.h"

namespace filing_review::service {

class ReviewSource {
 public:
  virtual ~ReviewSource() = default;

  // "filings/{filing}" of all that somebody reviewed, in the order of submission.
  virtual absl::StatusOr<std::vector<std::string>> Reviewed() = 0;
  virtual absl::StatusOr<v1::Filing> Filing(const std::string& name) = 0;
  virtual absl::StatusOr<v1::Review> Review(const std::string& name) = 0;
  // The next events with numbers above `after`; none: that was the last one.
  virtual absl::StatusOr<std::vector<StoredEvent>> Events(const std::string& name,
                                                          int64_t after) = 0;
  virtual absl::StatusOr<v1::ReviewBrief> Brief(const std::string& name, bool as_signed) = 0;
  // The bytes of a document, open for reading; the caller closes it. FAILED_PRECONDITION where the
  // source gives none.
  virtual absl::StatusOr<int> OpenDocument(const std::string& sha256) = 0;
};

// Of a data folder, also while its server runs; nothing of it is changed. FAILED_PRECONDITION where
// it has no store, or one of another version.
absl::StatusOr<std::unique_ptr<ReviewSource>> OpenReviews(const std::string& data_dir);

}  // namespace filing_review::service
