#include "service/desk/disagreement.h"

#include "service/desk/finding_keys.h"

namespace filing_review::service {

v1::Disagreement DisagreementOf(const v1::Decision& decision,
                                const desk::v1::BriefSummary& summary) {
  const desk::v1::SummaryFinding* same = nullptr;
  bool at_place = false;
  for (const desk::v1::SummaryFinding& finding : summary.findings()) {
    if (finding.ref().key() == decision.finding_key()) same = &finding;
    at_place = at_place ||
               (finding.place() == decision.finding_place() && !decision.finding_place().empty());
  }
  if (decision.verdict() == v1::VERDICT_ADDED) {
    return at_place ? v1::DISAGREEMENT_FINDING_APPEARED : v1::DISAGREEMENT_UNSPECIFIED;
  }
  if (same == nullptr) {
    if (decision.verdict() != v1::VERDICT_REJECTED) return v1::DISAGREEMENT_FINDING_GONE;
    return at_place ? v1::DISAGREEMENT_FINDING_APPEARED : v1::DISAGREEMENT_UNSPECIFIED;
  }
  if (same->finding_sha256() == decision.finding_sha256() ||
      (decision.verdict() == v1::VERDICT_CORRECTED &&
       same->finding_sha256() == DigestOf(decision.corrected()))) {
    return v1::DISAGREEMENT_UNSPECIFIED;
  }
  return v1::DISAGREEMENT_FINDING_CHANGED;
}

}  // namespace filing_review::service
