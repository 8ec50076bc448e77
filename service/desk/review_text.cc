// What the desk reads of documents: text of pages, words, evidence that reviewers give.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extract/read_error.h"
#include "service/desk/evidence_check.h"
#include "service/desk/finding_keys.h"
#include "service/desk/page_text.h"
#include "service/desk/review_desk.h"
#include "service/deterministic_bytes.h"
#include "service/filing_name.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kMostEvidence = 20;  // of one decision
constexpr int kDefaultHits = 200, kMostHits = 1000;

// Evidence of the finding that is decided on, as texts that can be compared.
std::set<std::string> EvidenceTexts(const v1::ReviewBrief& brief, const ReviewSnapshot& snapshot,
                                    const std::string& key) {
  std::set<std::string> texts;
  for (const desk::v1::SummaryFinding& finding : snapshot.summary.findings()) {
    if (finding.ref().key() != key) continue;
    const v1::CorrectedFinding said = FindingIn(brief, finding.ref());
    const auto* evidence = EvidenceOf(said);
    for (int i = 0; evidence != nullptr && i < evidence->size(); ++i) {
      texts.insert(DeterministicBytes((*evidence)[i]));
    }
  }
  return texts;
}

}  // namespace

bool ReviewDesk::ReadsText(const v1::RecordDecisionsRequest& request) {
  for (const v1::Decision& decision : request.decisions()) {
    const auto* evidence = EvidenceOf(decision.corrected());
    if (evidence != nullptr && !evidence->empty()) return true;
  }
  return false;
}

absl::StatusOr<std::shared_ptr<const ReadDocument>> ReviewDesk::DocumentOf(
    const Place& place, const v1::Filing& filing, const std::string& document_id) {
  std::vector<v1::DocumentRole> roles = {v1::DOCUMENT_ROLE_MAIN};
  for (const v1::SubmittedDocument& document : filing.documents()) roles.push_back(document.role());
  const std::vector<std::string> ids = DocumentIds(roles);
  for (size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] != (document_id.empty() ? ids[0] : document_id)) continue;
    const std::string& sha256 =
        i == 0 ? filing.sha256() : filing.documents(static_cast<int>(i) - 1).sha256();
    const absl::StatusOr<std::string> recognized =
        store_.RecognizedTextOf(place.owner, place.id, sha256);
    if (!recognized.ok()) return recognized.status();
    return shelf_.Get(sha256, *recognized);
  }
  return ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchDocument,
                      filing.name() + " has no document of that id; the brief names them");
}

absl::Status ReviewDesk::FitDecisions(const Place& place, const ReviewSnapshot& snapshot,
                                      const v1::ReviewBrief& brief,
                                      v1::RecordDecisionsRequest& request) {
  for (int i = 0; i < std::min(request.decisions_size(), limits_.review_decisions); ++i) {
    v1::Decision& decision = *request.mutable_decisions(i);
    auto* evidence =
        decision.has_corrected() ? MutableEvidenceOf(*decision.mutable_corrected()) : nullptr;
    if (evidence == nullptr || evidence->empty()) continue;
    const std::set<std::string> known = EvidenceTexts(brief, snapshot, decision.finding_key());
    absl::Status status;
    if (evidence->size() > kMostEvidence) {
      status = ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadEvidence,
                            "a finding has at most " + std::to_string(kMostEvidence) +
                                " pieces of evidence; leave some out");
    }
    for (v1::Evidence& one : *evidence) {
      if (!status.ok()) break;
      if (known.count(DeterministicBytes(one)) != 0) continue;
      const auto document = DocumentOf(place, snapshot.filing, one.document());
      status = document.ok() ? FitEvidence((*document)->document(), one) : document.status();
    }
    if (!status.ok()) {
      return ServiceError(
          status.code(), extract::ReasonOf(status).c_str(),
          "decision " + std::to_string(i + 1) + ": " + std::string(status.message()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::PageText> ReviewDesk::GetPageText(const Caller& caller,
                                                     const v1::GetPageTextRequest& request) {
  const absl::StatusOr<Place> place = PlaceOfFiling(caller, FilingIdOf(request.name()));
  if (!place.ok()) return place.status();
  const absl::StatusOr<v1::Filing> filing = store_.Get(place->owner, place->id);
  if (!filing.ok()) return filing.status();
  const auto document = DocumentOf(*place, *filing, request.document());
  if (!document.ok()) return document.status();
  const auto& pages = (*document)->document().pages;
  if (request.page() < 1 || request.page() > static_cast<int>(pages.size())) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadPage,
                        "page is between 1 and " + std::to_string(pages.size()));
  }
  return PageTextOf(pages[static_cast<size_t>(request.page() - 1)]);
}

absl::StatusOr<v1::SearchFilingTextResponse> ReviewDesk::SearchText(
    const Caller& caller, const v1::SearchFilingTextRequest& request) {
  const absl::StatusOr<Place> place = PlaceOfFiling(caller, FilingIdOf(request.name()));
  if (!place.ok()) return place.status();
  const bool blank = request.query().find_first_not_of(" \t\r\n") == std::string::npos;
  if (blank || request.query().size() > static_cast<size_t>(limits_.search_query_bytes)) {
    return ServiceError(
        absl::StatusCode::kInvalidArgument, kReasonBadQuery,
        "query holds 1 to " + std::to_string(limits_.search_query_bytes) + " bytes of text");
  }
  if (request.page_size() < 0) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                        "page_size must not be negative");
  }
  const absl::StatusOr<v1::Filing> filing = store_.Get(place->owner, place->id);
  if (!filing.ok()) return filing.status();
  const auto document = DocumentOf(*place, *filing, request.document());
  if (!document.ok()) return document.status();
  const int limit =
      request.page_size() == 0 ? kDefaultHits : std::min(request.page_size(), kMostHits);
  return FindInText((*document)->analyzed(), request.query(), limit);
}

}  // namespace filing_review::service
