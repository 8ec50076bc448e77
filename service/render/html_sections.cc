#include "service/render/html_sections.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/render/facts.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

constexpr size_t kPagesInRow = 6;
constexpr size_t kOpenQuotes = 2;  // quotes of a disclosure category before the fold

const char* CssOf(v1::Outcome outcome) {
  if (outcome == v1::OUTCOME_TRIGGERED) return "state bad";
  if (outcome == v1::OUTCOME_INDETERMINATE) return "state doubt";
  return outcome == v1::OUTCOME_NOT_TRIGGERED ? "state good" : "state";
}

const char* CssOf(v1::ConditionState state) {
  if (state == v1::CONDITION_STATE_MET) return "state bad";
  return state == v1::CONDITION_STATE_NOT_MET ? "state good" : "state doubt";
}

const char* CssOf(v1::ChecklistState state) {
  if (state == v1::CHECKLIST_STATE_FOUND) return "state good";
  return state == v1::CHECKLIST_STATE_NOT_READABLE ? "state doubt" : "state";
}

void Columns(HtmlPage& page, std::initializer_list<const char*> keys) {
  page.Raw("<thead><tr>");
  bool first = true;
  for (const char* key : keys) {
    page.Element("th", first && std::string(key) == "column.number" ? "number" : "",
                 page.words().Get(key));
    first = false;
  }
  page.Raw("</tr></thead>\n");
}

void None(HtmlPage& page, const char* key) { page.Element("p", "soft", page.words().Get(key)); }

// The main evidence of each mention; what stands in `mark` of the mention is set off.
template <typename Mention, typename Mark>
std::vector<HtmlPage::Quoted> MainQuotes(const std::vector<const Mention*>& mentions, Mark mark) {
  std::vector<HtmlPage::Quoted> quotes;
  for (const Mention* mention : mentions) {
    const v1::Evidence* evidence = MainEvidence(mention->evidence());
    if (evidence != nullptr) quotes.push_back({evidence, mark(*mention)});
  }
  return quotes;
}

std::vector<HtmlPage::Quoted> AllQuotes(
    const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  std::vector<HtmlPage::Quoted> quotes;
  for (const v1::Evidence& item : evidence) quotes.push_back({&item, ""});
  return quotes;
}

void FigureTable(const std::vector<FigureFact>& facts, HtmlPage& page) {
  const Words& words = page.words();
  page.Raw("<div class=\"wide\"><table class=\"figures\">\n");
  Columns(page, {"column.number", "column.metric", "column.subject", "column.region", "column.asof",
                 "column.pages"});
  for (const FigureFact& fact : facts) {
    const v1::UserCount& count = fact.first();
    page.Raw("<tbody><tr>");
    page.Element("td", "number", FigureText(count, words));
    page.Element("td", "", words.Name("metric", count.metric()));
    page.Element("td", "", OrDash(count.subject()));
    page.Element("td", "", words.Of(count.region()));
    page.Element("td", "", OrDash(count.as_of()));
    page.Element("td", "", PagesOf(fact.mentions, words, kPagesInRow));
    page.Raw("</tr>\n<tr class=\"quote\"><td colspan=\"6\">");
    page.Quotes(MainQuotes(fact.mentions, [](const v1::UserCount& c) { return c.value_text(); }),
                1);
    page.Raw("</td></tr></tbody>\n");
  }
  page.Raw("</table></div>\n");
}

void AssessmentBox(const v1::Assessment& assessment, HtmlPage& page) {
  const Words& words = page.words();
  page.Raw("<div class=\"regime\"><h3>");
  page.Element("span", CssOf(assessment.outcome()), words.Of(assessment.outcome()));
  page.Raw(" ");
  page.Text(AssessmentTitle(assessment, words));
  page.Raw("</h3>");
  page.Element("div", "basis", words.Of(assessment.basis()));
  page.Raw("<table><tbody class=\"rows\">\n");
  for (const v1::Condition& condition : assessment.conditions()) {
    page.Raw("<tr><td>");
    page.Element("span", CssOf(condition.state()), words.Of(condition.state()));
    page.Raw("</td><td>");
    page.Element("b", "", words.Name("condition", condition.condition()));
    page.Raw("<br>");
    page.Sentence(condition.explanation());
    if (const std::string basis = words.Of(condition.operand_basis()); !basis.empty()) {
      page.Raw(" ");
      page.Element("span", "soft", absl::StrCat("(", basis, ")"));
    }
    page.Quotes(AllQuotes(condition.evidence()), 1);
    page.Raw("</td></tr>\n");
  }
  page.Raw("</tbody></table>\n");
  if (!assessment.notes().empty()) {
    page.Raw("<ul>");
    for (const std::string& note : assessment.notes()) page.Element("li", "", note);
    page.Raw("</ul>\n");
  }
  page.Raw("</div>\n");
}

}  // namespace

void HtmlFigures(const v1::ReviewBrief& brief, HtmlPage& page) {
  page.Section("section.figures");
  if (brief.user_counts().empty()) None(page, "figures.none");
  for (int i = 0; i < v1::Attribution_ARRAYSIZE; ++i) {
    // The issuer's first, those without attribution last.
    const auto attribution = static_cast<v1::Attribution>((i + 1) % v1::Attribution_ARRAYSIZE);
    const std::vector<FigureFact> facts = FiguresOf(brief, attribution);
    if (facts.empty()) continue;
    page.Element("h3", "", page.words().Get("figures." + ShortEnumName(attribution)));
    FigureTable(facts, page);
  }
}

void HtmlAssessments(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  page.Section("section.assessments");
  if (brief.assessments().empty()) None(page, "assessments.none");
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.outcome() != v1::OUTCOME_OUT_OF_SCOPE) AssessmentBox(assessment, page);
  }
  // Regimes that do not look at such a filing: a folded list with the same boxes.
  int out_of_scope = 0;
  for (const v1::Assessment& assessment : brief.assessments()) {
    out_of_scope += assessment.outcome() == v1::OUTCOME_OUT_OF_SCOPE ? 1 : 0;
  }
  if (out_of_scope == 0) return;
  page.Raw("<details><summary>");
  page.Text(words.Fill("assessments.out_of_scope", {std::to_string(out_of_scope)}));
  page.Raw("</summary>\n");
  for (const v1::Assessment& assessment : brief.assessments()) {
    if (assessment.outcome() == v1::OUTCOME_OUT_OF_SCOPE) AssessmentBox(assessment, page);
  }
  page.Raw("</details>\n");
}

void HtmlConflicts(const v1::ReviewBrief& brief, HtmlPage& page) {
  page.Section("section.conflicts");
  if (brief.conflicts().empty()) None(page, "conflicts.none");
  for (const v1::Conflict& conflict : brief.conflicts()) {
    page.Raw("<div class=\"conflict\">");
    page.Element("b", "", page.words().Name("conflict", conflict.kind()));
    page.Raw("<br>");
    page.Sentence(conflict.explanation());
    page.Quotes(AllQuotes(conflict.evidence()), 4);
    page.Raw("</div>\n");
  }
}

void HtmlStatements(const v1::ReviewBrief& brief, HtmlPage& page) {
  page.Section("section.statements");
  if (brief.review_statements().empty()) None(page, "statements.none");
  for (const v1::ReviewStatement& statement : brief.review_statements()) {
    page.Raw("<div>");
    page.Element("b", "", StatementLine(statement, page.words()));
    page.Quotes(AllQuotes(statement.evidence()), 1);
    page.Raw("</div>\n");
  }
}

void HtmlDisclosures(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  page.Section("section.disclosures");
  if (brief.data_handling().empty()) None(page, "disclosures.none");
  for (const Disclosures& disclosures : DisclosuresOf(brief, words)) {
    page.Element("h3", "", words.Name("category", disclosures.category));
    page.Element("p", "soft",
                 absl::StrCat(StanceSummary(disclosures, words), " · ", words.Get("column.pages"),
                              " ", PagesOf(disclosures.places, words, 16)));
    page.Quotes(
        MainQuotes(disclosures.places, [](const v1::DataHandling&) { return std::string(); }),
        kOpenQuotes);
  }
}

void HtmlHolders(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  page.Section("section.holders");
  const std::vector<HolderFact> facts = HoldersOf(brief);
  if (facts.empty()) None(page, "holders.none");
  for (const v1::OwnershipTotal& total : brief.ownership_totals()) {
    page.Element("p", "", TotalLine(total, words));
  }
  if (!facts.empty()) {
    page.Raw("<div class=\"wide\"><table>\n");
    Columns(page, {"column.holder", "column.percent", "column.votes", "column.stage",
                   "column.class", "column.kind", "column.pages"});
    page.Raw("<tbody class=\"rows\">\n");
    for (const HolderFact& fact : facts) {
      const v1::Holder& holder = fact.first();
      page.Raw("<tr><td>");
      page.Text(holder.name());
      page.Quotes(MainQuotes(fact.mentions, [](const v1::Holder& h) { return h.percent_text(); }),
                  0);
      page.Raw("</td>");
      page.Element("td", "number", PercentOf(holder));
      page.Element("td", "number", VotesPercentOf(holder));
      page.Element("td", "", words.Of(holder.stage()));
      page.Element("td", "", HolderOrigin(holder, words));
      page.Element("td", "", HolderDetails(holder, words));
      page.Element("td", "", PagesOf(fact.mentions, words, kPagesInRow));
      page.Raw("</tr>\n");
    }
    page.Raw("</tbody></table></div>\n");
  }
  if (brief.influence().empty()) return;
  page.Element("h3", "", words.Get("section.influence"));
  for (const v1::Influence& influence : brief.influence()) {
    page.Raw("<div>");
    page.Element("b", "", words.Name("influence", influence.kind()));
    if (!influence.holder().empty()) page.Text(": " + influence.holder());
    page.Quotes(AllQuotes(influence.evidence()), 1);
    page.Raw("</div>\n");
  }
}

void HtmlFactors(const v1::ReviewBrief& brief, HtmlPage& page) {
  if (brief.review_factors().empty()) return;
  page.Section("section.factors");
  for (const v1::ReviewFactor& factor : brief.review_factors()) {
    page.Raw("<div>");
    page.Element("b", "", factor.title());
    page.Raw(" ");
    page.Element("span", "soft", FactorPages(factor, page.words()));
    page.Quotes(AllQuotes(factor.evidence()), 0);
    page.Raw("</div>\n");
  }
}

void HtmlChecklist(const v1::ReviewBrief& brief, HtmlPage& page) {
  page.Section("section.checklist");
  page.Raw("<table><tbody class=\"rows\">\n");
  for (const v1::ChecklistItem& item : brief.checklist()) {
    std::vector<PagePlace> pages;
    for (const v1::Evidence& evidence : item.evidence()) pages.push_back(PlaceOf(evidence));
    page.Raw("<tr><td>");
    page.Element("span", CssOf(item.state()), page.words().Of(item.state()));
    page.Raw("</td>");
    page.Element("td", "", ChecklistName(item, page.words()));
    page.Element("td", "", PageList(pages, page.words(), kPagesInRow));
    page.Raw("</tr>\n");
  }
  page.Raw("</tbody></table>\n");
}

void HtmlCoverage(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  const v1::Coverage& coverage = brief.coverage();
  page.Section("section.coverage");
  page.Element("p", "", CoverageLine(coverage, words));
  if (!coverage.pages_from_ocr().empty()) {
    const std::vector<int> pages(coverage.pages_from_ocr().begin(),
                                 coverage.pages_from_ocr().end());
    page.Element("p", "", words.Fill("coverage.ocr", {PageList(pages, words, 40)}));
  }
  const std::vector<std::string> gaps = CoverageGaps(coverage, words);
  if (gaps.empty()) return;
  page.Raw("<ul>");
  for (const std::string& line : gaps) page.Element("li", "doubt", line);
  page.Raw("</ul>");
  if (coverage.pages_unread().empty()) return;
  page.Element("p", "soft", words.Get("coverage.meaning"));
}

}  // namespace filing_review::render
