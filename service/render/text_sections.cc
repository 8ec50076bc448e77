#include "service/render/text_sections.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

using Style = TextPage::Style;

constexpr size_t kPagesInRow = 4;     // pages named in a table row
constexpr size_t kRowsOfOthers = 12;  // figures that are not the issuer's, each attribution
constexpr size_t kHolderRows = 40;

// "p. 12  the quoted line …", in at most two lines.
void Quote(const v1::Evidence* evidence, std::string_view mark, int indent, const Words& words,
           TextPage& page) {
  if (evidence == nullptr) return;
  const std::string lead = PlaceText(*evidence, words) + "  ";
  const int room = page.columns() - indent - DisplayWidth(lead);
  page.Paragraph(ExcerptAround(PlainText(evidence->quote()), mark, 2 * room - 8), indent,
                 Style::kQuote, lead);
}

void FigureRows(const std::vector<FigureFact>& facts, size_t most, bool quotes, const Words& words,
                TextPage& page) {
  const int rest = std::max(10, page.columns() - 22 - 24 - 10 - 14 - 10);
  page.Row({{words.Get("column.number"), 22, true, Style::kQuote},
            {words.Get("column.metric"), 24, false, Style::kQuote},
            {words.Get("column.subject"), rest, false, Style::kQuote},
            {words.Get("column.asof"), 10, false, Style::kQuote},
            {words.Get("column.pages"), 14, false, Style::kQuote}});
  size_t shown = 0;
  for (const FigureFact& fact : facts) {
    if (shown++ == most) {
      page.Paragraph(words.Fill("more", {std::to_string(facts.size() - most)}), 2);
      break;
    }
    const v1::UserCount& count = fact.first();
    const std::string subject = OrDash(count.subject());
    page.Row({{FigureText(count, words), 22, true, quotes ? Style::kStrong : Style::kPlain},
              {words.Name("metric", count.metric()), 24},
              {subject, rest},
              {OrDash(count.as_of()), 10},
              {PagesOf(fact.mentions, words, 2), 14}});
    if (quotes) Quote(MainEvidence(count.evidence()), count.value_text(), 4, words, page);
  }
}

Style StyleOf(v1::Outcome outcome) {
  if (outcome == v1::OUTCOME_TRIGGERED) return Style::kBad;
  return outcome == v1::OUTCOME_INDETERMINATE ? Style::kDoubt : Style::kPlain;
}

std::string_view MarkOf(v1::ConditionState state) {
  if (state == v1::CONDITION_STATE_MET) return "[x] ";
  return state == v1::CONDITION_STATE_NOT_MET ? "[ ] " : "[?] ";
}

}  // namespace

void TextFigures(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.figures"));
  if (brief.user_counts().empty()) page.Paragraph(words.Get("figures.none"), 2);
  for (int i = 0; i < v1::Attribution_ARRAYSIZE; ++i) {
    // The issuer's first, those without attribution last.
    const auto attribution = static_cast<v1::Attribution>((i + 1) % v1::Attribution_ARRAYSIZE);
    const std::vector<FigureFact> facts = FiguresOf(brief, attribution);
    if (facts.empty()) continue;
    const bool issuer = attribution == v1::ATTRIBUTION_ISSUER;
    page.Blank();
    page.Paragraph(words.Get("figures." + ShortEnumName(attribution)), 2, Style::kStrong);
    FigureRows(facts, issuer ? facts.size() : kRowsOfOthers, issuer, words, page);
  }
}

void TextAssessments(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.assessments"));
  if (brief.assessments().empty()) page.Paragraph(words.Get("assessments.none"), 2);
  for (const v1::Assessment& assessment : brief.assessments()) {
    page.Paragraph(AssessmentLine(assessment, words), 2, StyleOf(assessment.outcome()));
    if (assessment.outcome() == v1::OUTCOME_OUT_OF_SCOPE) continue;
    for (const v1::Condition& condition : assessment.conditions()) {
      const std::string basis = words.Of(condition.operand_basis());
      page.Paragraph(absl::StrCat(words.Name("condition", condition.condition()), ": ",
                                  words.Of(condition.state()), ". ", condition.explanation(),
                                  basis.empty() ? "" : absl::StrCat(" (", basis, ")")),
                     4, Style::kPlain, MarkOf(condition.state()));
      if (!condition.evidence().empty()) {
        Quote(MainEvidence(condition.evidence()), "", 8, words, page);
      }
    }
    for (const std::string& note : assessment.notes()) {
      page.Paragraph(note, 4, Style::kDoubt, "– ");
    }
  }
}

void TextConflicts(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.conflicts"));
  if (brief.conflicts().empty()) page.Paragraph(words.Get("conflicts.none"), 2);
  for (const v1::Conflict& conflict : brief.conflicts()) {
    page.Paragraph(
        absl::StrCat(words.Name("conflict", conflict.kind()), ": ", conflict.explanation()), 2,
        Style::kBad);
    for (const v1::Evidence& evidence : conflict.evidence()) Quote(&evidence, "", 4, words, page);
  }
}

void TextStatements(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.statements"));
  if (brief.review_statements().empty()) page.Paragraph(words.Get("statements.none"), 2);
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    page.Paragraph(StatementLine(statement, words), 2);
    Quote(MainEvidence(statement.evidence()), "", 4, words, page);
  }
}

void TextDisclosures(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.disclosures"));
  if (brief.data_handling().empty()) page.Paragraph(words.Get("disclosures.none"), 2);
  for (const Disclosures& disclosures : DisclosuresOf(brief, words)) {
    page.Row({{words.Name("category", disclosures.category), 36, false, Style::kStrong},
              {StanceSummary(disclosures, words), page.columns() - 45}});
    page.Paragraph(
        absl::StrCat(words.Get("column.pages"), " ", PagesOf(disclosures.places, words, 12)), 4);
    Quote(MainEvidence(disclosures.places.front()->evidence()), "", 4, words, page);
  }
}

void TextHolders(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.holders"));
  const std::vector<HolderFact> facts = HoldersOf(brief);
  if (facts.empty()) page.Paragraph(words.Get("holders.none"), 2);
  const int name = std::max(12, page.columns() - 10 - 19 - 19 - 14 - 10);
  if (!facts.empty()) {
    page.Row({{words.Get("column.holder"), name, false, Style::kQuote},
              {words.Get("column.percent"), 10, true, Style::kQuote},
              {words.Get("column.stage"), 19, false, Style::kQuote},
              {words.Get("column.class"), 19, false, Style::kQuote},
              {words.Get("column.pages"), 14, false, Style::kQuote}});
  }
  size_t shown = 0;
  for (const HolderFact& fact : facts) {
    if (shown++ == kHolderRows) {
      page.Paragraph(words.Fill("more", {std::to_string(facts.size() - kHolderRows)}), 2);
      break;
    }
    const v1::Holder& holder = fact.first();
    page.Row({{holder.name(), name},
              {PercentOf(holder), 10, true},
              {words.Of(holder.stage()), 19},
              {HolderOrigin(holder, words), 19},
              {PagesOf(fact.mentions, words, 2), 14}});
  }
  for (const v1::OwnershipTotal& total : brief.ownership_totals()) {
    page.Paragraph(TotalLine(total, words), 2, Style::kStrong);
  }
  if (brief.influence().empty()) return;
  page.Heading(words.Get("section.influence"));
  for (const v1::Influence& influence : brief.influence()) {
    page.Paragraph(absl::StrCat(words.Name("influence", influence.kind()),
                                influence.holder().empty() ? "" : ": ", influence.holder()),
                   2);
    Quote(MainEvidence(influence.evidence()), "", 4, words, page);
  }
}

void TextFactors(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  if (brief.review_factors().empty()) return;
  page.Heading(words.Get("section.factors"));
  for (const v1::ReviewFactor& factor : brief.review_factors()) {
    page.Paragraph(absl::StrCat(factor.title(), ": ", FactorPages(factor, words)), 2);
  }
}

void TextChecklist(const v1::ReviewBrief& brief, const Words& words, TextPage& page) {
  page.Heading(words.Get("section.checklist"));
  for (const v1::ChecklistItem& item : brief.checklist()) {
    std::vector<PagePlace> pages;
    for (const v1::Evidence& evidence : item.evidence()) pages.push_back(PlaceOf(evidence));
    const Style style = item.state() == v1::CHECKLIST_STATE_FOUND ? Style::kPlain : Style::kDoubt;
    page.Row({{ChecklistName(item, words), 46},
              {words.Of(item.state()), 14, false, style},
              {PageList(pages, words, kPagesInRow), page.columns() - 68}});
  }
}

}  // namespace filing_review::render
