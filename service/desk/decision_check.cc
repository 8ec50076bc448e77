#include "service/desk/decision_check.h"

#include <map>
#include <set>
#include <utility>

#include "extract/read_error.h"
#include "service/desk/corrected_check.h"
#include "service/desk/finding_keys.h"
#include "service/desk/review_chain.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status Wrong(const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDecision, what);
}

absl::Status TooMuch(const std::string& what) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonReviewLimit, what);
}

// Leaves the evidence that carries the fact itself: on several pages where its quote runs over
// them.
void KeepOwnEvidence(v1::CorrectedFinding& finding) {
  auto& evidence = *MutableEvidenceOf(finding);
  google::protobuf::RepeatedPtrField<v1::Evidence> own;
  for (const v1::Evidence& one : evidence) {
    if (one.role() == v1::EVIDENCE_ROLE_FIGURE) *own.Add() = one;
  }
  if (own.empty() && !evidence.empty()) *own.Add() = evidence[0];
  evidence.Swap(&own);
}

class Checker {
 public:
  Checker(const ReviewSnapshot& snapshot, const v1::ReviewBrief& brief, const Reviewer& reviewer,
          const DecisionRules& rules)
      : snapshot_(snapshot), brief_(brief), reviewer_(reviewer), rules_(rules) {
    for (const desk::v1::SummaryFinding& finding : snapshot.summary.findings()) {
      findings_[finding.ref().key()] = &finding;
    }
    for (const v1::Decision& decision : snapshot.record.decisions()) {
      added_ += decision.verdict() == v1::VERDICT_ADDED;
    }
  }

  absl::StatusOr<v1::Decision> Check(const v1::Decision& sent) {
    v1::Decision kept;
    kept.set_finding_key(sent.finding_key());
    kept.set_kind(sent.kind());
    kept.set_verdict(sent.verdict());
    kept.set_comment(sent.comment());
    if (sent.has_corrected()) *kept.mutable_corrected() = sent.corrected();
    kept.set_reviewer(reviewer_.name);
    kept.set_reviewer_unverified(reviewer_.unverified);
    kept.set_brief_sha256(snapshot_.summary.brief_sha256());
    absl::Status status = CheckShape(kept);
    if (status.ok())
      status = kept.verdict() == v1::VERDICT_ADDED ? CheckAdded(kept) : CheckOn(kept);
    if (status.ok() && !keys_.insert(kept.finding_key()).second) {
      status = Wrong("two decisions of this call are on the finding " + kept.finding_key() +
                     "; send the last one only");
    }
    if (!status.ok()) return status;
    return kept;
  }

 private:
  absl::Status CheckShape(const v1::Decision& kept) const {
    if (!v1::Verdict_IsValid(kept.verdict())) return Wrong("verdict is not one of its values");
    if (kept.comment().size() > static_cast<size_t>(rules_.limits.review_comment_bytes)) {
      return TooMuch("a comment has at most " + std::to_string(rules_.limits.review_comment_bytes) +
                     " bytes; shorten it");
    }
    const bool says =
        kept.verdict() == v1::VERDICT_CORRECTED || kept.verdict() == v1::VERDICT_ADDED;
    if (says != kept.has_corrected()) {
      return Wrong(says ? "corrected must say what the finding is"
                        : "corrected stands with the verdicts CORRECTED and ADDED alone");
    }
    return says ? CheckCorrected(kept.corrected(), rules_.pack, rules_.limits) : absl::OkStatus();
  }

  absl::Status CheckAdded(v1::Decision& kept) {
    const auto* evidence = EvidenceOf(kept.corrected());
    if (evidence->empty()) return Wrong("an added finding needs evidence: page, quote and boxes");
    AddedFinding added = KeyOfAdded(kept.corrected());
    if (kept.kind() != v1::FINDING_KIND_UNSPECIFIED && kept.kind() != added.kind) {
      return Wrong("kind is not that of the added finding");
    }
    kept.set_kind(added.kind);
    kept.set_finding_place(added.place);
    const v1::Decision* before = DecisionOn(snapshot_.record, kept.finding_key());
    if (!kept.finding_key().empty()) {
      if (before != nullptr && before->verdict() == v1::VERDICT_ADDED &&
          before->kind() == added.kind) {
        return absl::OkStatus();
      }
      return Wrong("nobody added the finding " + kept.finding_key() +
                   "; leave finding_key empty, the server makes it");
    }
    if (DecisionOn(snapshot_.record, added.key) != nullptr) {
      return Wrong("this finding was added before; name its key " + added.key + " to change it");
    }
    if (++added_ > rules_.limits.review_added) {
      return TooMuch("a review has at most " + std::to_string(rules_.limits.review_added) +
                     " added findings; take some back");
    }
    kept.set_finding_key(std::move(added.key));
    return absl::OkStatus();
  }

  // A decision on a finding of the brief, or one that takes another back.
  absl::Status CheckOn(v1::Decision& kept) {
    const v1::Decision* before = DecisionOn(snapshot_.record, kept.finding_key());
    const auto found = findings_.find(kept.finding_key());
    if (found == findings_.end()) {
      if (before != nullptr && IsTakenBack(kept)) {
        kept.set_kind(before->kind());
        return absl::OkStatus();
      }
      return Wrong(before == nullptr
                       ? "the brief has no finding " + kept.finding_key() + "; get the review again"
                       : "the brief of now has no finding " + kept.finding_key() +
                             "; the decision on it can only be taken back");
    }
    const desk::v1::SummaryFinding& finding = *found->second;
    if (kept.kind() != v1::FINDING_KIND_UNSPECIFIED && kept.kind() != finding.ref().kind()) {
      return Wrong("kind is not that of the finding " + kept.finding_key());
    }
    kept.set_kind(finding.ref().kind());
    kept.set_finding_sha256(finding.finding_sha256());
    kept.set_finding_place(finding.place());
    v1::CorrectedFinding said = FindingIn(brief_, finding.ref());
    if (KindOf(said) != v1::FINDING_KIND_UNSPECIFIED) {
      *kept.mutable_decided_on() = said;
      KeepOwnEvidence(*kept.mutable_decided_on());
    }
    if (kept.verdict() != v1::VERDICT_CORRECTED) return absl::OkStatus();
    if (KindOf(kept.corrected()) != kept.kind()) {
      return Wrong("corrected is of another kind than the finding " + kept.finding_key() +
                   "; findings of kinds that cannot be corrected are rejected with a comment");
    }
    auto& evidence = *MutableEvidenceOf(*kept.mutable_corrected());
    if (evidence.empty()) evidence.Swap(MutableEvidenceOf(said));
    return absl::OkStatus();
  }

  const ReviewSnapshot& snapshot_;
  const v1::ReviewBrief& brief_;
  const Reviewer& reviewer_;
  const DecisionRules& rules_;
  std::map<std::string, const desk::v1::SummaryFinding*> findings_;
  std::set<std::string> keys_;
  int32_t added_ = 0;
};

}  // namespace

absl::StatusOr<std::vector<v1::Decision>> CheckDecisions(
    const google::protobuf::RepeatedPtrField<v1::Decision>& sent, const ReviewSnapshot& snapshot,
    const v1::ReviewBrief& brief, const Reviewer& reviewer, const DecisionRules& rules) {
  if (sent.empty()) return Wrong("decisions must not be empty");
  if (sent.size() > rules.limits.review_decisions) {
    return TooMuch("a call has at most " + std::to_string(rules.limits.review_decisions) +
                   " decisions; send the rest in another one");
  }
  Checker checker(snapshot, brief, reviewer, rules);
  std::vector<v1::Decision> kept;
  for (int i = 0; i < sent.size(); ++i) {
    absl::StatusOr<v1::Decision> decision = checker.Check(sent[i]);
    if (!decision.ok()) {
      return ServiceError(
          decision.status().code(), extract::ReasonOf(decision.status()).c_str(),
          "decision " + std::to_string(i + 1) + ": " + std::string(decision.status().message()));
    }
    kept.push_back(*std::move(decision));
  }
  return kept;
}

}  // namespace filing_review::service
