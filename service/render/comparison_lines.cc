#include "service/render/comparison_lines.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

std::string SideLine(const v1::ComparisonSide& side, const Words& words) {
  v1::FilingMetadata filing;
  filing.set_filing_type(side.filing_type());
  filing.set_listing_venue(side.listing_venue());
  if (side.has_filing_date()) filing.set_filing_date(side.filing_date());
  if (side.has_draft_stage()) filing.set_draft_stage(side.draft_stage());
  *filing.mutable_languages() = side.languages();
  *filing.mutable_documents() = side.documents();
  return absl::StrCat(IssuerText(side.issuer(), words), " · ", FilingLine(filing, words));
}

std::vector<std::string> SideDetails(const v1::ComparisonSide& side, const Words& words) {
  std::vector<std::string> lines = {
      words.Fill("provenance.engine",
                 {side.provenance().engine_version(), side.provenance().rule_pack_version(),
                  std::to_string(side.provenance().revision())}),
      words.Fill("provenance.digest", {side.provenance().rule_pack_digest()})};
  for (const v1::FilingDocument& document : side.documents()) {
    lines.push_back(words.Fill("filing.sha256", {document.sha256()}));
  }
  return lines;
}

std::string ComparisonSummary(const v1::BriefComparison& comparison, const Words& words) {
  const bool unread = !comparison.a().coverage().pages_unread().empty() ||
                      !comparison.b().coverage().pages_unread().empty();
  if (comparison.same()) return words.Get(unread ? "compare.same.partial" : "compare.same");
  size_t count = static_cast<size_t>(comparison.omitted_count());
  for (const ComparisonSection& section : ComparisonSections(comparison, words)) {
    count += static_cast<size_t>(
        std::count_if(section.entries.begin(), section.entries.end(),
                      [](const ComparisonEntry& entry) { return !entry.inner; }));
  }
  return count == 1 ? words.Get("compare.count.one")
                    : words.Fill("compare.count", {GroupDigits(static_cast<long long>(count))});
}

std::vector<std::string> ComparisonNotes(const v1::BriefComparison& comparison,
                                         const Words& words) {
  std::vector<std::string> notes = {
      words.Get("compare.kind.note." + ShortEnumName(comparison.kind()))};
  const auto unread = [&](const v1::ComparisonSide& side, const char* name, v1::ChangeKind kind) {
    const int pages = side.coverage().pages_unread_size();
    if (pages == 0 || comparison.kind() == v1::COMPARISON_KIND_RULES) return;
    notes.push_back(
        words.Fill("compare.unread", {std::to_string(pages), words.Get(name),
                                      words.Of(v1::CHANGE_KIND_NOT_READABLE), words.Of(kind)}));
  };
  unread(comparison.a(), "compare.a", v1::CHANGE_KIND_APPEARED);
  unread(comparison.b(), "compare.b", v1::CHANGE_KIND_VANISHED);
  if (comparison.omitted_count() > 0) {
    notes.push_back(words.Fill("compare.omitted", {GroupDigits(comparison.omitted_count())}));
  }
  return notes;
}

std::string ChangedPages(const google::protobuf::RepeatedPtrField<v1::ChangedPage>& pages,
                         const Words& words) {
  if (pages.empty()) return words.Get("compare.pages.none");
  std::vector<std::string> texts;
  for (const v1::ChangedPage& page : pages) {
    texts.push_back(
        absl::StrCat(IsMain(page.document()) ? "" : page.document() + " ", page.page(),
                     page.change_count() > 1 ? absl::StrCat(" (", page.change_count(), ")") : ""));
  }
  return absl::StrJoin(texts, ", ");
}

}  // namespace filing_review::render
