#include "service/learning/labelled_finding.h"

#include <algorithm>
#include <string>

#include "service/desk/finding_keys.h"
#include "service/render/facts.h"

namespace filing_review::service {

const v1::Evidence* LabelledFinding::own() const {
  const auto* evidence = EvidenceOf(finding);
  return evidence == nullptr ? nullptr : render::MainEvidence(*evidence);
}

std::set<int> LabelledFinding::pages() const {
  std::set<int> pages;
  const auto* evidence = EvidenceOf(finding);
  if (evidence == nullptr) return pages;
  for (const render::PagePlace& place : render::PagesOfEvidence(*evidence)) {
    if (render::IsMain(place.first)) pages.insert(place.second);
  }
  return pages;
}

int LabelledFinding::page() const {
  const std::set<int> all = pages();
  return all.empty() ? 0 : *all.begin();
}

std::vector<LabelledFinding> LabelledFindings(const DecidedFiling& filing) {
  std::vector<LabelledFinding> labels;
  std::set<std::string> decided;
  for (const v1::Decision& decision : filing.decisions) {
    decided.insert(decision.finding_key());
    const v1::CorrectedFinding& truth = TruthOf(decision);
    if (KindOf(truth) != v1::FINDING_KIND_UNSPECIFIED) labels.push_back({truth, true});
  }
  for (const BriefFinding& finding : FindingsOf(filing.brief)) {
    if (decided.count(finding.ref.key()) != 0) continue;
    const v1::CorrectedFinding said = FindingIn(filing.brief, finding.ref);
    if (KindOf(said) != v1::FINDING_KIND_UNSPECIFIED) labels.push_back({said, false});
  }
  std::stable_sort(
      labels.begin(), labels.end(),
      [](const LabelledFinding& a, const LabelledFinding& b) { return a.page() < b.page(); });
  return labels;
}

}  // namespace filing_review::service
