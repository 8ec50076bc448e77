// The HTML brief: its frame and head. The sections stand in html_sections.cc.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/embedded.h"
#include "service/render/facts.h"
#include "service/render/html_page.h"
#include "service/render/html_pictures.h"
#include "service/render/html_sections.h"
#include "service/render/page_marks.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"
#include "service/render/reports.h"
#include "service/render/strip_plot.h"

namespace filing_review::render {

namespace {

void Card(HtmlPage& page, const char* label, const char* css, const std::string& value,
          const std::string& note) {
  page.Raw("<div class=\"card\">");
  page.Element("span", "", page.words().Get(label));
  page.Element("b", css, value);
  page.Element("span", "", note);
  page.Raw("</div>\n");
}

std::string FigureNote(const v1::Headline& headline, const Words& words) {
  if (!headline.has_value()) return words.Get("headline.million.none");
  std::string note =
      absl::StrCat(GroupDigits(headline.value()), " ", words.Name("metric", headline.metric()));
  if (headline.has_as_of()) absl::StrAppend(&note, ", ", headline.as_of());
  return note;
}

void Cards(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  const v1::Headline& headline = brief.headline();
  page.Raw("<div class=\"cards\">\n");
  const v1::ConditionState million = headline.over_one_million();
  const char* css = million == v1::CONDITION_STATE_MET       ? "bad"
                    : million == v1::CONDITION_STATE_NOT_MET ? "good"
                                                             : "doubt";
  Card(page, "headline.million", css, MillionText(headline, words), FigureNote(headline, words));
  const std::vector<std::string> triggered = TriggeredTitles(brief, words);
  Card(page, "headline.regimes", triggered.empty() ? "" : "bad", std::to_string(triggered.size()),
       absl::StrJoin(triggered, "; "));
  Card(page, "headline.conflicts", headline.conflict_count() > 0 ? "bad" : "",
       std::to_string(headline.conflict_count()), "");
  Card(page, "headline.foreign", "",
       OrDash(headline.has_foreign_percent() ? PercentText(headline.foreign_percent()) : ""),
       words.Get(headline.has_foreign_percent() ? "headline.foreign.note"
                                                : "headline.foreign.none"));
  Card(page, "headline.unread", headline.unread_page_count() > 0 ? "doubt" : "",
       words.Fill("headline.unread.of", {GroupDigits(headline.unread_page_count()),
                                         GroupDigits(brief.coverage().pages_total())}),
       CoverageLine(brief.coverage(), words));
  page.Raw("</div>\n");
  if (headline.has_value() || !headline.summary().empty())
    page.Element("p", "lead", HeadlineLine(brief, words));
}

void Head(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  const std::string issuer = IssuerText(brief.filing().issuer(), words);
  page.Raw("<header>\n");
  page.Element("p", "kind", words.Get("title"));
  page.Element("h1", "", issuer);
  page.Element("p", "", FilingLine(brief.filing(), words));
  if (!brief.filing().given().empty()) {
    page.Element("p", "",
                 words.Fill("filing.given", {absl::StrJoin(brief.filing().given(), ", ")}));
  }
  page.Raw("</header>\n");
}

void Navigation(bool pictures, HtmlPage& page) {
  page.Raw("<nav>");
  for (const char* key :
       {"section.map", "section.figures", "section.assessments", "section.conflicts",
        "section.statements", "section.disclosures", "section.holders", "section.checklist",
        "section.coverage", "section.pictures"}) {
    if (!pictures && std::string_view(key) == "section.pictures") continue;
    page.Raw(absl::StrCat("<a href=\"#", key, "\">"));
    page.Text(page.words().Get(key));
    page.Raw("</a> ");
  }
  page.Raw("</nav>\n");
}

void Foot(const v1::ReviewBrief& brief, HtmlPage& page) {
  const Words& words = page.words();
  page.Raw("<footer>\n");
  page.Element("p", "", words.Get("disclaimer"));
  for (const std::string& line : ProvenanceLines(brief.provenance(), words)) {
    page.Element("div", "", line);
  }
  for (const v1::FilingDocument& document : brief.filing().documents()) {
    page.Element("div", "",
                 absl::StrCat(words.Of(document.role()), ": ",
                              words.Fill("filing.sha256", {document.sha256()})));
  }
  page.Raw("</footer>\n");
}

}  // namespace

std::string_view ReportStyle() { return kBriefCss; }

std::string RenderHtml(const v1::ReviewBrief& brief, const Words& words,
                       const std::vector<PagePicture>* pictures) {
  HtmlPage head(words, brief.filing());
  Head(brief, head);
  Cards(brief, head);
  Navigation(pictures != nullptr && !pictures->empty(), head);

  // The sections come first, since the picture links to the anchors that they set.
  HtmlPage sections(words, brief.filing());
  HtmlFigures(brief, sections);
  HtmlAssessments(brief, sections);
  HtmlConflicts(brief, sections);
  HtmlStatements(brief, sections);
  HtmlDisclosures(brief, sections);
  HtmlHolders(brief, sections);
  HtmlFactors(brief, sections);
  HtmlChecklist(brief, sections);
  HtmlCoverage(brief, sections);
  HtmlPictures(PageMarksOf(brief, words), pictures, sections.anchored_pages(), sections);
  Foot(brief, sections);

  const std::string plot = StripPlot(brief, sections.anchored_pages(), words);
  if (!plot.empty()) {
    head.Section("section.map");
    head.Raw(plot);
  }
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"", words.language(),
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; img-src data:\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
      HtmlText(brief.filing().issuer()), brief.filing().issuer().empty() ? "" : " – ",
      HtmlText(words.Get("title")), "</title>\n<style>\n", std::string(kBriefCss),
      "</style>\n</head>\n<body>\n", head.text(), "<main>\n", sections.text(),
      "</main>\n</body>\n</html>\n");
}

}  // namespace filing_review::render
