// The terminal report. Sections of long lists stand in text_sections.cc.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"
#include "service/render/reports.h"
#include "service/render/text_sections.h"

namespace filing_review::render {

namespace {

using Style = TextPage::Style;

Style StyleOf(v1::ConditionState state) {
  if (state == v1::CONDITION_STATE_MET) return Style::kBad;
  return state == v1::CONDITION_STATE_NOT_MET ? Style::kGood : Style::kDoubt;
}

void Summary(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  constexpr int kLabel = 30;
  const v1::Headline& headline = brief.headline();
  const int rest = page.columns() - kLabel - 5;
  const auto line = [&](const std::string& label, const std::string& text, Style style) {
    page.Row({{label, kLabel}, {text, rest, false, style}});
  };
  line(words.Get("headline.million"), MillionText(headline, words),
       StyleOf(headline.over_one_million()));
  page.Paragraph(HeadlineLine(brief, words), kLabel + 4);
  const std::vector<std::string> regimes = TriggeredTitles(brief, words);
  if (regimes.empty())
    line(words.Get("headline.regimes"), words.Get("headline.none"), Style::kPlain);
  for (size_t i = 0; i < regimes.size(); ++i) {
    line(i == 0 ? words.Get("headline.regimes") : "", regimes[i], Style::kBad);
  }
  line(words.Get("headline.conflicts"), std::to_string(headline.conflict_count()),
       headline.conflict_count() > 0 ? Style::kBad : Style::kPlain);
  line(words.Get("headline.foreign"),
       headline.has_foreign_percent() ? absl::StrCat(PercentText(headline.foreign_percent()), " ",
                                                     words.Get("headline.foreign.note"))
                                      : words.Get("headline.foreign.none"),
       Style::kPlain);
  line(words.Get("headline.unread"),
       words.Fill("headline.unread.of", {GroupDigits(headline.unread_page_count()),
                                         GroupDigits(brief.coverage().pages_total())}),
       headline.unread_page_count() > 0 ? Style::kDoubt : Style::kPlain);
}

void Coverage(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  const v1::Coverage& coverage = brief.coverage();
  page.Heading(words.Get("section.coverage"));
  page.Paragraph(CoverageLine(coverage, words), 2);
  if (!coverage.pages_from_ocr().empty()) {
    const std::vector<int> pages(coverage.pages_from_ocr().begin(),
                                 coverage.pages_from_ocr().end());
    page.Paragraph(words.Fill("coverage.ocr", {PageList(pages, words, 30)}), 2);
  }
  for (const std::string& line : CoverageGaps(coverage, words)) {
    page.Paragraph(line, 2, Style::kDoubt);
  }
  if (!coverage.pages_unread().empty()) page.Paragraph(words.Get("coverage.meaning"), 2);
}

void Provenance(const v1::Provenance& provenance, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.provenance"));
  for (const std::string& line : ProvenanceLines(provenance, words)) page.Paragraph(line, 2);
  page.Blank();
  page.Paragraph(words.Get("disclaimer"), 0);
}

}  // namespace

std::string RenderText(const v1::ReviewBrief& brief, const TextOptions& options,
                       const Words& words) {
  TextPage page(std::max(60, options.columns), options.color);
  page.Paragraph(words.Get("title"), 0, Style::kStrong);
  page.Paragraph(IssuerText(brief.filing().issuer(), words), 0, Style::kStrong);
  page.Paragraph(FilingLine(brief.filing(), words), 0);
  page.Blank();
  Summary(brief, words, page);
  TextFigures(brief, words, page);
  TextAssessments(brief, words, page);
  TextConflicts(brief, words, page);
  TextStatements(brief, words, page);
  TextDisclosures(brief, words, page);
  TextHolders(brief, words, page);
  TextFactors(brief, words, page);
  TextChecklist(brief, words, page);
  Coverage(brief, words, page);
  Provenance(brief.provenance(), words, page);
  return page.Take();
}

}  // namespace filing_review::render
