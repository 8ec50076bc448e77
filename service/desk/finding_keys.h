// Keys of findings: what decisions of reviewers refer to.
//
//   for (const BriefFinding& finding : FindingsOf(brief)) use(finding.ref.key());
//
// A key is 16 hexadecimal digits over the kind of the finding, the place of its own evidence
// (document, page, quote, first box in whole points) and the words that tell findings at one place
// apart: the number as printed, the category, the status, the percentage as printed, the kind. What
// the rules make of the place (metric, date, whose, class) is left out: another rule pack or
// recognised pages give the same key to the same place. Of an assessment and a checklist item it is
// over regime and item alone. Keys are unique in a brief: the second of two equal findings, in the
// brief's order, gets another key, which depends on the first.
//
// Pure. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/desk_service.pb.h"

namespace filing_review::service {

struct BriefFinding {
  v1::FindingRef ref;
  std::string finding_sha256;              // of what it says, without evidence, rule and confidence
  std::string place;                       // equal for findings of one kind at one place
  const v1::Evidence* evidence = nullptr;  // its own; points into the brief; null where none
};

// All findings that can be decided on, kind by kind, in the order of the brief. `brief` outlives
// it.
std::vector<BriefFinding> FindingsOf(const v1::ReviewBrief& brief);

// Of a finding that a reviewer adds: a key that no finding of a brief has, and its place. REQUIRES:
// one of the finding's kinds is set and has evidence.
struct AddedFinding {
  v1::FindingKind kind = v1::FINDING_KIND_UNSPECIFIED;
  std::string key, place;
};
AddedFinding KeyOfAdded(const v1::CorrectedFinding& finding);

// A finding of the brief in the form of what a reviewer says of it; nothing set where findings of
// its kind cannot be corrected, or the brief has none there.
v1::CorrectedFinding FindingIn(const v1::ReviewBrief& brief, const v1::FindingRef& ref);

// Kind of what a reviewer says a finding is; UNSPECIFIED where nothing is set.
v1::FindingKind KindOf(const v1::CorrectedFinding& finding);

// Its evidence; null where nothing is set.
const google::protobuf::RepeatedPtrField<v1::Evidence>* EvidenceOf(
    const v1::CorrectedFinding& finding);

google::protobuf::RepeatedPtrField<v1::Evidence>* MutableEvidenceOf(v1::CorrectedFinding& finding);

// As BriefFinding::finding_sha256 of the finding that it says.
std::string DigestOf(const v1::CorrectedFinding& finding);

}  // namespace filing_review::service
