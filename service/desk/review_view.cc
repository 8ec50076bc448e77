#include "service/desk/review_view.h"

#include "service/desk/disagreement.h"
#include "service/sha256.h"

namespace filing_review::service {

std::string EtagOf(const ReviewSnapshot& snapshot) {
  return EtagOf(snapshot.last_hash, snapshot.summary.brief_sha256());
}

std::string EtagOf(const std::string& last_hash, const std::string& brief_sha256) {
  return Sha256Of(last_hash + " " + brief_sha256).substr(0, 32);
}

v1::Review ViewOf(const ReviewSnapshot& snapshot) {
  const desk::v1::ReviewRecord& record = snapshot.record;
  const bool is_signed = record.state() == v1::REVIEW_STATE_SIGNED;
  const desk::v1::BriefSummary& brief = is_signed ? snapshot.signed_summary : snapshot.summary;
  v1::Review review;
  review.set_name(snapshot.filing.name() + "/review");
  review.set_etag(EtagOf(snapshot));
  review.set_state(record.state());
  review.set_brief_sha256(brief.brief_sha256());
  for (const desk::v1::SummaryFinding& finding : brief.findings()) {
    *review.add_findings() = finding.ref();
  }
  for (const v1::Decision& decision : record.decisions()) {
    v1::Decision& shown = *review.add_decisions();
    shown = decision;
    shown.set_disagreement(DisagreementOf(decision, brief));
    // The brief itself says what it says, unless it says something else now.
    if (shown.disagreement() == v1::DISAGREEMENT_UNSPECIFIED) shown.clear_decided_on();
  }
  review.set_reviewed_by(record.reviewed_by());
  if (record.has_review_time()) *review.mutable_review_time() = record.review_time();
  if (is_signed) *review.mutable_sign_off() = record.sign_off();
  review.set_newer_brief(is_signed && snapshot.summary.brief_sha256() != brief.brief_sha256());
  return review;
}

}  // namespace filing_review::service
