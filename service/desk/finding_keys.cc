#include "service/desk/finding_keys.h"

#include <google/protobuf/message.h>

#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "service/deterministic_bytes.h"
#include "service/render/facts.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

using Evidences = google::protobuf::RepeatedPtrField<v1::Evidence>;

constexpr size_t kKeyDigits = 16;

// Digest of a list of texts; no two lists give the same bytes.
std::string DigestOfTexts(const std::vector<std::string>& texts) {
  std::string bytes;
  for (const std::string& text : texts) {
    bytes += std::to_string(text.size());
    bytes += ' ';
    bytes += text;
  }
  return Sha256Of(bytes).substr(0, kKeyDigits);
}

std::string Points(double value) { return std::to_string(std::lround(value)); }

std::string PlaceOf(v1::FindingKind kind, const v1::Evidence* evidence) {
  std::vector<std::string> texts = {std::to_string(kind)};
  if (evidence != nullptr) {
    texts.push_back(evidence->document().empty() ? "main" : evidence->document());
    texts.push_back(std::to_string(evidence->page()));
    texts.push_back(evidence->quote());
    if (!evidence->boxes().empty()) {
      const v1::Box& box = evidence->boxes(0);
      for (const double edge : {box.x0(), box.y0(), box.x1(), box.y1()}) {
        texts.push_back(Points(edge));
      }
    }
  }
  return DigestOfTexts(texts);
}

// What the finding says: the same where only the way to it differs.
template <typename Finding>
std::string DigestOfFinding(Finding finding) {
  finding.clear_evidence();
  finding.clear_rule_id();
  if constexpr (requires { finding.clear_confidence(); }) finding.clear_confidence();
  if constexpr (requires { finding.clear_fact_id(); }) finding.clear_fact_id();
  return Sha256Of(DeterministicBytes(finding));
}

std::string DigestOfAssessment(const v1::Assessment& assessment) {
  v1::Assessment said;
  said.set_regime(assessment.regime());
  said.set_basis(assessment.basis());
  said.set_outcome(assessment.outcome());
  for (const v1::Condition& condition : assessment.conditions()) {
    v1::Condition& kept = *said.add_conditions();
    kept.set_condition(condition.condition());
    kept.set_state(condition.state());
    kept.set_operand_basis(condition.operand_basis());
  }
  return Sha256Of(DeterministicBytes(said));
}

std::string DigestOfConflict(const v1::Conflict& conflict) {
  std::vector<std::string> texts = {conflict.kind(), conflict.explanation()};
  for (const v1::Evidence& evidence : conflict.evidence()) {
    texts.push_back(PlaceOf(v1::FINDING_KIND_CONFLICT, &evidence));
  }
  return Sha256Of(DigestOfTexts(texts));
}

// What tells findings at one place apart: words of the place where there are such.
std::string MarkOf(const v1::UserCount& count) { return count.value_text(); }
std::string MarkOf(const v1::DataHandling& one) { return one.category(); }
std::string MarkOf(const v1::ReviewStatement& one) { return one.status(); }
std::string MarkOf(const v1::Holder& holder) {
  return holder.name() + "\t" + holder.percent_text();
}
std::string MarkOf(const v1::Influence& one) { return one.kind() + "\t" + one.holder(); }
std::string MarkOf(const v1::Conflict& conflict) { return conflict.kind(); }

class Keys {
 public:
  void Add(v1::FindingKind kind, int index, const std::string& place, const std::string& mark,
           std::string digest, const v1::Evidence* evidence) {
    std::string key = DigestOfTexts({place, mark});
    for (int n = 2; !used_.insert(key).second; ++n) {
      key = DigestOfTexts({place, mark, std::to_string(n)});
    }
    BriefFinding& finding = findings_.emplace_back();
    finding.ref.set_key(key);
    finding.ref.set_kind(kind);
    finding.ref.set_index(index);
    finding.finding_sha256 = std::move(digest);
    finding.place = place;
    finding.evidence = evidence;
  }

  template <typename Findings>
  void AddAll(v1::FindingKind kind, const Findings& findings) {
    int index = 0;
    for (const auto& finding : findings) {
      const v1::Evidence* evidence = render::MainEvidence(finding.evidence());
      Add(kind, index++, PlaceOf(kind, evidence), MarkOf(finding), DigestOfFinding(finding),
          evidence);
    }
  }

  std::vector<BriefFinding> Take() { return std::move(findings_); }

 private:
  std::vector<BriefFinding> findings_;
  std::set<std::string> used_;
};

template <typename Finding>
AddedFinding AddedOf(v1::FindingKind kind, const Finding& finding) {
  AddedFinding added;
  added.kind = kind;
  added.place = PlaceOf(kind, render::MainEvidence(finding.evidence()));
  added.key = DigestOfTexts({"added", added.place, MarkOf(finding)});
  return added;
}

}  // namespace

std::vector<BriefFinding> FindingsOf(const v1::ReviewBrief& brief) {
  Keys keys;
  keys.AddAll(v1::FINDING_KIND_USER_COUNT, brief.user_counts());
  keys.AddAll(v1::FINDING_KIND_DATA_HANDLING, brief.data_handling());
  keys.AddAll(v1::FINDING_KIND_REVIEW_STATEMENT, brief.review_statements());
  keys.AddAll(v1::FINDING_KIND_HOLDER, brief.holders());
  keys.AddAll(v1::FINDING_KIND_INFLUENCE, brief.influence());
  int index = 0;
  for (const v1::Assessment& assessment : brief.assessments()) {
    keys.Add(v1::FINDING_KIND_ASSESSMENT, index++,
             DigestOfTexts({std::to_string(v1::FINDING_KIND_ASSESSMENT), assessment.regime()}), "",
             DigestOfAssessment(assessment), nullptr);
  }
  index = 0;
  for (const v1::Conflict& conflict : brief.conflicts()) {
    const v1::Evidence* evidence = render::MainEvidence(conflict.evidence());
    keys.Add(v1::FINDING_KIND_CONFLICT, index++, PlaceOf(v1::FINDING_KIND_CONFLICT, evidence),
             MarkOf(conflict), DigestOfConflict(conflict), evidence);
  }
  index = 0;
  for (const v1::ChecklistItem& item : brief.checklist()) {
    keys.Add(v1::FINDING_KIND_CHECKLIST_ITEM, index++,
             DigestOfTexts({std::to_string(v1::FINDING_KIND_CHECKLIST_ITEM), item.item()}), "",
             Sha256Of(item.item() + "\t" + std::to_string(item.state())),
             render::MainEvidence(item.evidence()));
  }
  return keys.Take();
}

v1::CorrectedFinding FindingIn(const v1::ReviewBrief& brief, const v1::FindingRef& ref) {
  v1::CorrectedFinding finding;
  const int at = ref.index();
  const auto has = [at](const auto& findings) { return at >= 0 && at < findings.size(); };
  if (ref.kind() == v1::FINDING_KIND_USER_COUNT && has(brief.user_counts())) {
    *finding.mutable_user_count() = brief.user_counts(at);
  } else if (ref.kind() == v1::FINDING_KIND_DATA_HANDLING && has(brief.data_handling())) {
    *finding.mutable_data_handling() = brief.data_handling(at);
  } else if (ref.kind() == v1::FINDING_KIND_REVIEW_STATEMENT && has(brief.review_statements())) {
    *finding.mutable_review_statement() = brief.review_statements(at);
  } else if (ref.kind() == v1::FINDING_KIND_HOLDER && has(brief.holders())) {
    *finding.mutable_holder() = brief.holders(at);
  }
  return finding;
}

v1::FindingKind KindOf(const v1::CorrectedFinding& finding) {
  switch (finding.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return v1::FINDING_KIND_USER_COUNT;
    case v1::CorrectedFinding::kDataHandling:
      return v1::FINDING_KIND_DATA_HANDLING;
    case v1::CorrectedFinding::kReviewStatement:
      return v1::FINDING_KIND_REVIEW_STATEMENT;
    case v1::CorrectedFinding::kHolder:
      return v1::FINDING_KIND_HOLDER;
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return v1::FINDING_KIND_UNSPECIFIED;
}

Evidences* MutableEvidenceOf(v1::CorrectedFinding& finding) {
  switch (finding.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return finding.mutable_user_count()->mutable_evidence();
    case v1::CorrectedFinding::kDataHandling:
      return finding.mutable_data_handling()->mutable_evidence();
    case v1::CorrectedFinding::kReviewStatement:
      return finding.mutable_review_statement()->mutable_evidence();
    case v1::CorrectedFinding::kHolder:
      return finding.mutable_holder()->mutable_evidence();
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return nullptr;
}

const Evidences* EvidenceOf(const v1::CorrectedFinding& finding) {
  // Nothing is made of a finding that is set.
  return MutableEvidenceOf(const_cast<v1::CorrectedFinding&>(finding));
}

AddedFinding KeyOfAdded(const v1::CorrectedFinding& finding) {
  switch (finding.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return AddedOf(v1::FINDING_KIND_USER_COUNT, finding.user_count());
    case v1::CorrectedFinding::kDataHandling:
      return AddedOf(v1::FINDING_KIND_DATA_HANDLING, finding.data_handling());
    case v1::CorrectedFinding::kReviewStatement:
      return AddedOf(v1::FINDING_KIND_REVIEW_STATEMENT, finding.review_statement());
    case v1::CorrectedFinding::kHolder:
      return AddedOf(v1::FINDING_KIND_HOLDER, finding.holder());
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return {};
}

std::string DigestOf(const v1::CorrectedFinding& finding) {
  switch (finding.finding_case()) {
    case v1::CorrectedFinding::kUserCount:
      return DigestOfFinding(finding.user_count());
    case v1::CorrectedFinding::kDataHandling:
      return DigestOfFinding(finding.data_handling());
    case v1::CorrectedFinding::kReviewStatement:
      return DigestOfFinding(finding.review_statement());
    case v1::CorrectedFinding::kHolder:
      return DigestOfFinding(finding.holder());
    case v1::CorrectedFinding::FINDING_NOT_SET:
      break;
  }
  return "";
}

}  // namespace filing_review::service
