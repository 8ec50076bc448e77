#include "service/compare/compare.h"

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include "service/compare/sections.h"

namespace filing_review::compare {

namespace {

std::vector<std::string> DigestsOf(const v1::ReviewBrief& brief) {
  std::vector<std::string> digests;
  for (const v1::FilingDocument& document : brief.filing().documents()) {
    digests.push_back(document.sha256());
  }
  return digests;
}

bool IsChinese(const v1::ReviewBrief& brief) {
  return !brief.filing().languages().empty() &&
         (brief.filing().languages(0) == v1::LANGUAGE_ZH_HANS ||
          brief.filing().languages(0) == v1::LANGUAGE_ZH_HANT);
}

bool IsEnglish(const v1::ReviewBrief& brief) {
  return !brief.filing().languages().empty() && brief.filing().languages(0) == v1::LANGUAGE_EN;
}

void FillSide(const v1::ReviewBrief& brief, v1::ComparisonSide& side) {
  const v1::FilingMetadata& filing = brief.filing();
  side.set_issuer(filing.issuer());
  side.set_filing_type(filing.filing_type());
  side.set_listing_venue(filing.listing_venue());
  if (filing.has_filing_date()) side.set_filing_date(filing.filing_date());
  if (filing.has_draft_stage()) side.set_draft_stage(filing.draft_stage());
  *side.mutable_languages() = filing.languages();
  *side.mutable_documents() = filing.documents();
  *side.mutable_coverage() = brief.coverage();
  *side.mutable_provenance() = brief.provenance();
}

// A list that can be cut.
struct List {
  std::function<int()> size;
  std::function<void()> remove_last;
};

template <typename Message>
List ListOf(google::protobuf::RepeatedPtrField<Message>* list) {
  return {[list] { return list->size(); }, [list] { list->RemoveLast(); }};
}

std::vector<List> ListsOf(v1::BriefComparison& c) {
  return {ListOf(c.mutable_figures()),     ListOf(c.mutable_statements()),
          ListOf(c.mutable_disclosures()), ListOf(c.mutable_holders()),
          ListOf(c.mutable_influence()),   ListOf(c.mutable_regimes()),
          ListOf(c.mutable_conflicts()),   ListOf(c.mutable_checklist())};
}

}  // namespace

v1::ComparisonKind KindOf(const v1::ReviewBrief& a, const v1::ReviewBrief& b) {
  if (!a.filing().documents().empty() && DigestsOf(a) == DigestsOf(b)) {
    return v1::COMPARISON_KIND_RULES;
  }
  if ((IsChinese(a) && IsEnglish(b)) || (IsEnglish(a) && IsChinese(b))) {
    return v1::COMPARISON_KIND_TRANSLATION;
  }
  return v1::COMPARISON_KIND_VERSIONS;
}

v1::BriefComparison CompareBriefs(const v1::ReviewBrief& a, const v1::ReviewBrief& b,
                                  v1::ComparisonKind kind) {
  v1::BriefComparison out;
  out.set_kind(kind == v1::COMPARISON_KIND_UNSPECIFIED ? KindOf(a, b) : kind);
  FillSide(a, *out.mutable_a());
  FillSide(b, *out.mutable_b());
  Sides sides(a, b, out.kind());
  CompareHeadline(sides, out);
  CompareMetadata(sides, out);
  CompareFigures(sides, out);
  CompareStatements(sides, out);
  CompareDisclosures(sides, out);
  CompareHolders(sides, out);
  CompareTotals(sides, out);
  CompareInfluence(sides, out);
  CompareRegimes(sides, out);
  CompareConflicts(sides, out);
  CompareChecklist(sides, out);
  CompareCoverage(sides, out);
  sides.FillPages(out);
  out.set_same(ChangeCount(out) == 0);
  return out;
}

int ChangeCount(const v1::BriefComparison& c) {
  return c.headline_size() + c.metadata_size() + c.figures_size() + c.statements_size() +
         c.disclosures_size() + c.holders_size() + c.ownership_totals_size() + c.influence_size() +
         c.regimes_size() + c.conflicts_size() + c.checklist_size() + c.coverage_size() +
         c.omitted_count();
}

bool IsPartial(const v1::BriefComparison& c) {
  return c.kind() != v1::COMPARISON_KIND_RULES &&
         (!c.a().coverage().pages_unread().empty() || !c.b().coverage().pages_unread().empty());
}

void Bound(v1::BriefComparison& comparison, int64_t bytes) {
  std::vector<List> lists = ListsOf(comparison);
  while (static_cast<int64_t>(comparison.ByteSizeLong()) > bytes) {
    // A twentieth of the longest list at a time: measuring the size is what takes long.
    const auto longest =
        std::max_element(lists.begin(), lists.end(),
                         [](const auto& x, const auto& y) { return x.size() < y.size(); });
    const int size = longest->size();
    if (size == 0) return;
    for (int n = std::max(1, size / 20); n > 0; --n) {
      longest->remove_last();
      comparison.set_omitted_count(comparison.omitted_count() + 1);
    }
  }
}

}  // namespace filing_review::compare
