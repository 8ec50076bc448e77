// A reviewed filing: what people say that it holds, to score a rule pack on and to write labels of.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/desk_service.pb.h"
#include "service/desk/review_source.h"

namespace filing_review::service {

struct DecidedFiling {
  std::string name;  // "filings/{filing}"
  v1::Filing filing;
  v1::ReviewState state = v1::REVIEW_STATE_UNSPECIFIED;
  v1::ReviewBrief brief;                // of a signed review the one that was signed, else of now
  std::vector<v1::Decision> decisions;  // with decided_on; those with a verdict

  // The {filing} of its name.
  std::string id() const { return name.substr(std::string("filings/").size()); }
};

// What a decision says that is there: of an accepted finding what the brief said of it, otherwise
// what the reviewer said. Nothing set of a rejected one, and of kinds that cannot be corrected.
const v1::CorrectedFinding& TruthOf(const v1::Decision& decision);

absl::StatusOr<DecidedFiling> ReadDecided(ReviewSource& source, const std::string& name);

}  // namespace filing_review::service
