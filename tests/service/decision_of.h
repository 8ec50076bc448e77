// Decisions on the findings of a brief, for tests.
#pragma once

#include "filing_review/v1/desk_service.pb.h"
#include "service/desk/finding_keys.h"

namespace filing_review::service {

inline v1::Decision DecisionOf(const BriefFinding& finding, v1::Verdict verdict) {
  v1::Decision decision;
  decision.set_finding_key(finding.ref.key());
  decision.set_kind(finding.ref.kind());
  decision.set_finding_sha256(finding.finding_sha256);
  decision.set_finding_place(finding.place);
  decision.set_verdict(verdict);
  return decision;
}

}  // namespace filing_review::service
