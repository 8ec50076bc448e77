// The Markdown brief: for issue trackers, notes and version control.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"
#include "service/render/reports.h"

namespace filing_review::render {

namespace {

constexpr size_t kPagesInRow = 6;
constexpr size_t kQuotesOfCategory = 2;

class MarkdownPage {
 public:
  explicit MarkdownPage(const Words& words) : words_(words) {}

  void Line(const std::string& markdown) { absl::StrAppend(&out_, markdown, "\n"); }
  void Section(const char* key) {
    absl::StrAppend(&out_, "\n## ", MarkdownText(words_.Get(key)), "\n\n");
  }
  void Head(const std::vector<std::string>& keys) {
    std::vector<std::string> cells;
    cells.reserve(keys.size());
    for (const std::string& key : keys) cells.push_back(MarkdownText(words_.Get(key)));
    Line(absl::StrCat("| ", absl::StrJoin(cells, " | "), " |"));
    std::string rule = "|";
    for (const std::string& key : keys) rule += key == "column.number" ? "---:|" : "---|";
    Line(rule);
  }
  void Row(const std::vector<std::string>& texts) {
    std::vector<std::string> cells;
    cells.reserve(texts.size());
    for (const std::string& text : texts) cells.push_back(MarkdownText(text));
    Line(absl::StrCat("| ", absl::StrJoin(cells, " | "), " |"));
  }
  // A quote inside a list item, or on its own with an empty indent.
  void Quote(const v1::Evidence* evidence, const std::string& indent) {
    if (evidence == nullptr) return;
    Line(absl::StrCat(indent, "> **", MarkdownText(PlaceText(*evidence, words_)), "** ",
                      MarkdownText(evidence->quote())));
  }
  std::string Take() { return std::move(out_); }

 private:
  const Words& words_;
  std::string out_;
};

void Figures(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.figures");
  if (brief.user_counts().empty()) page.Line(MarkdownText(words.Get("figures.none")));
  for (int i = 0; i < v1::Attribution_ARRAYSIZE; ++i) {
    // The issuer's first, those without attribution last.
    const auto attribution = static_cast<v1::Attribution>((i + 1) % v1::Attribution_ARRAYSIZE);
    const std::vector<FigureFact> facts = FiguresOf(brief, attribution);
    if (facts.empty()) continue;
    page.Line(absl::StrCat(
        "### ", MarkdownText(words.Get(absl::StrCat("figures.", ShortEnumName(attribution)))),
        "\n"));
    page.Head({"column.number", "column.metric", "column.subject", "column.region", "column.asof",
               "column.pages", "column.quote"});
    for (const FigureFact& fact : facts) {
      const v1::UserCount& count = fact.first();
      const v1::Evidence* evidence = MainEvidence(count.evidence());
      page.Row({FigureText(count, words), words.Name("metric", count.metric()),
                OrDash(count.subject()), words.Of(count.region()), OrDash(count.as_of()),
                PagesOf(fact.mentions, words, kPagesInRow),
                evidence == nullptr ? "" : evidence->quote()});
    }
    page.Line("");
  }
}

void Assessments(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.assessments");
  if (brief.assessments().empty()) page.Line(MarkdownText(words.Get("assessments.none")));
  for (const v1::Assessment& assessment : brief.assessments()) {
    page.Line(absl::StrCat("- ", MarkdownText(AssessmentLine(assessment, words))));
    if (assessment.outcome() == v1::OUTCOME_OUT_OF_SCOPE) continue;
    for (const v1::Condition& condition : assessment.conditions()) {
      page.Line(absl::StrCat("  - ", MarkdownText(words.Name("condition", condition.condition())),
                             ": **", MarkdownText(words.Of(condition.state())), "**. ",
                             MarkdownText(condition.explanation())));
      page.Quote(MainEvidence(condition.evidence()), "    ");
    }
    for (const std::string& note : assessment.notes())
      page.Line(absl::StrCat("  - ", MarkdownText(note)));
  }
}

void Conflicts(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.conflicts");
  if (brief.conflicts().empty()) page.Line(MarkdownText(words.Get("conflicts.none")));
  for (const v1::Conflict& conflict : brief.conflicts()) {
    page.Line(absl::StrCat("- **", MarkdownText(words.Name("conflict", conflict.kind())),
                           "**: ", MarkdownText(conflict.explanation())));
    for (const v1::Evidence& evidence : conflict.evidence()) {
      page.Quote(&evidence, "  ");
      page.Line("");
    }
  }
}

void Statements(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.statements");
  if (brief.review_statements().empty()) page.Line(MarkdownText(words.Get("statements.none")));
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    page.Line(absl::StrCat("- ", MarkdownText(StatementLine(statement, words))));
    page.Quote(MainEvidence(statement.evidence()), "  ");
  }
}

void DataHandling(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.disclosures");
  if (brief.data_handling().empty()) page.Line(MarkdownText(words.Get("disclosures.none")));
  for (const Disclosures& disclosures : DisclosuresOf(brief, words)) {
    page.Line(absl::StrCat("- **", MarkdownText(words.Name("category", disclosures.category)),
                           "**: ", MarkdownText(StanceSummary(disclosures, words)), "; ",
                           MarkdownText(words.Get("column.pages")), " ",
                           MarkdownText(PagesOf(disclosures.places, words, 16))));
    for (size_t i = 0; i < disclosures.places.size() && i < kQuotesOfCategory; ++i) {
      page.Quote(MainEvidence(disclosures.places[i]->evidence()), "  ");
      page.Line("");
    }
  }
}

void Holders(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  page.Section("section.holders");
  const std::vector<HolderFact> facts = HoldersOf(brief);
  if (facts.empty()) page.Line(MarkdownText(words.Get("holders.none")));
  for (const v1::OwnershipTotal& total : brief.ownership_totals()) {
    page.Line(absl::StrCat("- ", MarkdownText(TotalLine(total, words))));
  }
  if (!facts.empty()) {
    page.Line("");
    page.Head({"column.holder", "column.percent", "column.votes", "column.stage", "column.class",
               "column.kind", "column.pages"});
  }
  for (const HolderFact& fact : facts) {
    const v1::Holder& holder = fact.first();
    page.Row({holder.name(), PercentOf(holder), VotesPercentOf(holder), words.Of(holder.stage()),
              HolderOrigin(holder, words), HolderDetails(holder, words),
              PagesOf(fact.mentions, words, kPagesInRow)});
  }
  if (brief.influence().empty()) return;
  page.Section("section.influence");
  for (const v1::Influence& influence : brief.influence()) {
    page.Line(absl::StrCat("- ", MarkdownText(words.Name("influence", influence.kind())),
                           influence.holder().empty() ? "" : ": ",
                           MarkdownText(influence.holder())));
    page.Quote(MainEvidence(influence.evidence()), "  ");
  }
}

void ChecklistAndCoverage(const v1::ReviewBrief& brief, const Words& words, MarkdownPage& page) {
  if (!brief.review_factors().empty()) page.Section("section.factors");
  for (const v1::ReviewFactor& factor : brief.review_factors()) {
    page.Line(absl::StrCat("- ", MarkdownText(factor.title()), ": ",
                           MarkdownText(FactorPages(factor, words))));
  }
  page.Section("section.checklist");
  for (const v1::ChecklistItem& item : brief.checklist()) {
    page.Line(absl::StrCat("- ", MarkdownText(ChecklistName(item, words)), ": **",
                           MarkdownText(words.Of(item.state())), "**"));
  }
  page.Section("section.coverage");
  page.Line(MarkdownText(CoverageLine(brief.coverage(), words)));
  page.Line("");
  for (const std::string& line : CoverageGaps(brief.coverage(), words)) {
    page.Line(absl::StrCat("- ", MarkdownText(line)));
  }
  page.Section("section.provenance");
  for (const std::string& line : ProvenanceLines(brief.provenance(), words)) {
    page.Line(absl::StrCat("- ", MarkdownText(line)));
  }
  page.Line(absl::StrCat("\n", MarkdownText(words.Get("disclaimer"))));
}

}  // namespace

std::string RenderMarkdown(const v1::ReviewBrief& brief, const Words& words) {
  MarkdownPage page(words);
  const v1::Headline& headline = brief.headline();
  page.Line(absl::StrCat("# ", MarkdownText(IssuerText(brief.filing().issuer(), words))));
  page.Line(absl::StrCat("\n", MarkdownText(FilingLine(brief.filing(), words)), "\n"));
  page.Line(MarkdownText(HeadlineLine(brief, words)));
  page.Line("");
  page.Line(absl::StrCat("- ", MarkdownText(words.Get("headline.million")), ": **",
                         MarkdownText(MillionText(headline, words)), "**"));
  for (const std::string& title : TriggeredTitles(brief, words)) {
    page.Line(absl::StrCat("- ", MarkdownText(words.Of(v1::OUTCOME_TRIGGERED)), ": **",
                           MarkdownText(title), "**"));
  }
  page.Line(absl::StrCat("- ", MarkdownText(words.Get("headline.conflicts")), ": **",
                         headline.conflict_count(), "**"));
  if (headline.has_foreign_percent()) {
    page.Line(absl::StrCat("- ", MarkdownText(words.Get("headline.foreign")), ": **",
                           PercentText(headline.foreign_percent()), "** ",
                           MarkdownText(words.Get("headline.foreign.note"))));
  }
  page.Line(
      absl::StrCat("- ", MarkdownText(words.Get("headline.unread")), ": **",
                   words.Fill("headline.unread.of", {GroupDigits(headline.unread_page_count()),
                                                     GroupDigits(brief.coverage().pages_total())}),
                   "**"));
  Figures(brief, words, page);
  Assessments(brief, words, page);
  Conflicts(brief, words, page);
  Statements(brief, words, page);
  DataHandling(brief, words, page);
  Holders(brief, words, page);
  ChecklistAndCoverage(brief, words, page);
  return page.Take();
}

}  // namespace filing_review::render
