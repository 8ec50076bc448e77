// The reports of a brief: nothing of a filing acts on a terminal, a browser, a spreadsheet or a
// Markdown reader, nothing that is zero or none is passed over in silence.
#include "service/render/reports.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/render/csv.h"
#include "service/render/csv_tables.h"
#include "service/render/formats.h"
#include "service/render/page_marks.h"
#include "service/render/phrases.h"
#include "service/render/plain_text.h"
#include "service/render/strip_plot.h"
#include "tests/service/sample_brief.h"

namespace filing_review::render {
namespace {

TEST(Reports, SayEveryPartOfABrief) {
  const std::vector<std::string> parts = {"Lantern Reading Inc. / 灯笼阅读",
                                          "2023-05-18",
                                          "monthly active users",
                                          "> 45,200,000",
                                          "12, 201",  // one row a fact, with all its pages
                                          "900,000 – 1,200,000",
                                          "Collection of personal data",
                                          "quantum ledger",
                                          "operator of critical information infrastructure",
                                          "on advice of counsel",
                                          "Harbour Fund Pte. Ltd.",
                                          "12.8 %",
                                          "SG, foreign",
                                          "23.4 %",
                                          "Right to a seat on the board",
                                          "Measures for Cybersecurity Review",
                                          "More than one million users",
                                          "45,200,000 is above.",
                                          "Sums are not made.",
                                          "Risk of leaks",
                                          "A statement contradicts a figure",
                                          "Minors",
                                          "not readable",
                                          "410 of 412",
                                          "7–8",
                                          "no text on the page"};
  for (const Format format : {Format::kText, Format::kHtml, Format::kMarkdown}) {
    std::string report = EntryOf(format).render(Sample(), Words::English());
    std::erase(report, '\\');  // Markdown's escapes
    for (size_t at; (at = report.find("&gt;")) != std::string::npos;) report.replace(at, 4, ">");
    // A wrapped line is one line here.
    report = PlainText(report);
    for (const std::string& part : parts) {
      EXPECT_TRUE(Contains(report, part)) << static_cast<int>(format) << " lacks: " << part;
    }
  }
}

TEST(Reports, SayThatThereIsNothing) {
  const v1::ReviewBrief empty;
  const std::string text = RenderText(empty);
  for (const char* none : {"Issuer not recognised", "No figure of the issuer was found.",
                           "No number of users was found.", "No regime was read.",
                           "No disclosure on handling data was found.", "No holder was found.",
                           "0 of 0", "date not found"}) {
    EXPECT_TRUE(Contains(text, none)) << none;
    EXPECT_TRUE(Contains(RenderHtml(empty), none)) << none;
  }
  EXPECT_TRUE(Contains(RenderMarkdown(empty), "No holder was found."));
}

TEST(Reports, PrintZeros) {
  v1::ReviewBrief brief = Sample();
  brief.mutable_headline()->set_foreign_percent(0);
  brief.mutable_headline()->set_conflict_count(0);
  EXPECT_TRUE(Contains(RenderText(brief), "0 % of the shares"));
  EXPECT_TRUE(Contains(RenderHtml(brief), ">0 %<"));
  EXPECT_TRUE(Contains(RenderMarkdown(brief), "Conflicts: **0**"));
}

struct HostileCase {
  const char* text;
  const char* never_in_html;
  const char* never_in_markdown;
};

TEST(Reports, TextOfAFilingIsOnlyText) {
  const HostileCase kCases[] = {
      {"<script>alert(1)</script>", "<script", "<script"},
      {"\"><img src=x onerror=alert(1)>", "<img", "<img"},
      {"' onmouseover='alert(1)", "' onmouseover=", "\x01never"},
      {"</style><a href=\"//example.invalid\">", "<a href=\"//", "</style>"},
      {"&#60;b&#62;", "&#60;", "|&#60;b"},
      {"a | b\n# c\n- d", "\x01never", "\n# c"},
      {"[x](javascript:alert(1))", "\x01never", "[x]("},
      {"\x1b]0;owned\x07\x1b[2J", "\x1b", "\x1b"},
      {"\xe2\x80\xae moc.elpmaxe", "\xe2\x80\xae", "\xe2\x80\xae"},  // right-to-left override
      {"\xff\xfe broken", "\xff", "\xff"},
  };
  for (const HostileCase& c : kCases) {
    v1::ReviewBrief brief = Sample();
    brief.mutable_filing()->set_issuer(c.text);
    brief.mutable_filing()->set_amends(c.text);
    v1::UserCount& count = *brief.mutable_user_counts(0);
    count.set_subject(c.text);
    count.set_metric(c.text);
    count.set_as_of(c.text);
    count.set_value_text(c.text);
    count.mutable_evidence(0)->set_quote(absl::StrCat("before ", c.text, " after"));
    count.mutable_evidence(0)->set_section(c.text);
    count.mutable_evidence(0)->set_document(c.text);
    brief.mutable_holders(0)->set_name(c.text);
    brief.mutable_holders(0)->set_jurisdiction(c.text);
    brief.mutable_data_handling(0)->set_category(c.text);
    brief.mutable_conflicts(0)->set_explanation(c.text);
    brief.mutable_conflicts(0)->set_kind(c.text);
    brief.mutable_assessments(0)->set_title(c.text);
    brief.mutable_assessments(0)->add_notes(c.text);
    brief.mutable_checklist(0)->set_item(c.text);
    brief.mutable_coverage()->mutable_pages_unread(0)->set_reason(c.text);
    brief.mutable_provenance()->set_rule_pack_version(c.text);
    EXPECT_FALSE(Contains(RenderHtml(brief), c.never_in_html)) << c.text;
    // An escaped character does nothing.
    std::string markdown = RenderMarkdown(brief);
    for (size_t at; (at = markdown.find('\\')) != std::string::npos;) markdown.erase(at, 2);
    EXPECT_FALSE(Contains(markdown, c.never_in_markdown)) << c.text;
    const std::string report = RenderText(brief);
    for (const char* byte : {"\x1b", "\x07", "\xff", "\xe2\x80\xae"}) {
      EXPECT_FALSE(Contains(report, byte)) << c.text;
    }
  }
}

TEST(Reports, HtmlAsksForNothingFromOutside) {
  const std::string html = RenderHtml(Sample());
  for (const char* outside : {"http:", "https:", "src=", "@import", "url(", "<script", "<link"}) {
    EXPECT_FALSE(Contains(html, outside)) << outside;
  }
  EXPECT_TRUE(Contains(html, "default-src 'none'"));
  // Each link goes to an anchor of the file, and no anchor is there twice.
  size_t links = 0;
  for (size_t at = html.find("href=\""); at != std::string::npos; at = html.find("href=\"", at)) {
    at += 6;
    ASSERT_EQ(html[at], '#');
    const std::string id = html.substr(at + 1, html.find('"', at) - at - 1);
    const std::string anchor = absl::StrCat("id=\"", id, "\"");
    const size_t found = html.find(anchor);
    EXPECT_NE(found, std::string::npos) << id;
    EXPECT_EQ(html.find(anchor, found + 1), std::string::npos) << id;
    ++links;
  }
  EXPECT_GT(links, 10u);
}

TEST(Reports, HtmlMarksTheFigureInItsQuote) {
  EXPECT_TRUE(Contains(RenderHtml(Sample()), "超过 <mark>4,520 万</mark>。"));
  EXPECT_TRUE(Contains(RenderHtml(Sample()), "than <mark>45.2 million</mark> monthly"));
}

TEST(Reports, HtmlSaysWhichChineseItQuotes) {
  v1::ReviewBrief brief = Sample();
  EXPECT_FALSE(Contains(RenderHtml(brief), "lang=\"zh"));
  brief.mutable_filing()->set_languages(0, v1::LANGUAGE_ZH_HANT);
  EXPECT_TRUE(Contains(RenderHtml(brief), "<blockquote id=\"p12\" lang=\"zh-Hant\">"));
}

TEST(Reports, TextKeepsToItsColumns) {
  v1::ReviewBrief brief = Sample();
  std::string issuer, quote;
  for (int i = 0; i < 60; ++i)
    issuer += "灯笼", quote += "我们的用户（含付费用户），超过 4,520 万；";
  brief.mutable_filing()->set_issuer(issuer);
  brief.mutable_user_counts(0)->mutable_evidence(0)->set_quote(quote);
  brief.mutable_user_counts(0)->set_subject(issuer);
  brief.mutable_holders(0)->set_name(issuer + std::string(300, 'x'));
  for (const int columns : {60, 80, 100, 140}) {
    const std::string report = RenderText(brief, {.columns = columns});
    size_t start = 0;
    for (size_t end; (end = report.find('\n', start)) != std::string::npos; start = end + 1) {
      const std::string line = report.substr(start, end - start);
      EXPECT_LE(DisplayWidth(line), columns) << line;
      EXPECT_FALSE(!line.empty() && line.back() == ' ') << line;
    }
  }
}

TEST(Reports, ColourOnlyWhereAsked) {
  EXPECT_FALSE(Contains(RenderText(Sample()), "\x1b["));
  std::string coloured = RenderText(Sample(), {.columns = 100, .color = true});
  EXPECT_TRUE(Contains(coloured, "\x1b[31m"));
  for (size_t at; (at = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, RenderText(Sample()));
}

TEST(Reports, SameBriefSameBytes) {
  for (const FormatEntry& entry : Formats()) {
    if (entry.render == nullptr) continue;
    for (const std::string& language : Words::Languages()) {
      const Words& words = *Words::In(language);
      EXPECT_EQ(entry.render(Sample(), words), entry.render(Sample(), words)) << entry.name;
    }
  }
}

TEST(Reports, SpeakTheLanguagesOfTheInterface) {
  EXPECT_EQ(Words::In("fr"), nullptr);
  EXPECT_EQ(Words::In(""), &Words::English());
  for (const std::string& language : Words::Languages()) {
    const Words* words = Words::In(language);
    ASSERT_NE(words, nullptr);
    EXPECT_EQ(words->language(), language);
    const std::string html = RenderHtml(Sample(), *words);
    EXPECT_TRUE(Contains(html, absl::StrCat("<html lang=\"", language, "\">")));
    // Quotes stay as they are printed, and the brief's own sentences say that they are English.
    EXPECT_TRUE(Contains(html, "We collect names."));
    EXPECT_EQ(Contains(html, "<span lang=\"en\">45,200,000 is above.</span>"),
              !words->is_english());
    for (const std::string& report :
         {html, RenderText(Sample(), {}, *words), RenderMarkdown(Sample(), *words)}) {
      EXPECT_EQ(Contains(report, "monthly active users of the issuer"), words->is_english());
      EXPECT_TRUE(Contains(report, words->Get("section.holders")));
    }
  }
  EXPECT_TRUE(
      Contains(RenderText(Sample(), {}, *Words::In("zh-Hans")), "网络安全审查办法（2021）第七条"));
  EXPECT_TRUE(Contains(RenderText(Sample(), {}, *Words::In("zh-Hant")),
                       "發行人最大的數字：月活躍用戶 > 45,200,000（截至 2023Q1）。"));
}

// The sample with a box for each quote.
v1::ReviewBrief SampleWithBoxes() {
  v1::ReviewBrief brief = Sample();
  const auto add = [](v1::Evidence* evidence) {
    evidence->set_page_width(600);
    evidence->set_page_height(800);
    v1::Box* box = evidence->add_boxes();
    box->set_x0(60);
    box->set_y0(80);
    box->set_x1(360);
    box->set_y1(100);
  };
  for (v1::UserCount& one : *brief.mutable_user_counts()) add(one.mutable_evidence(0));
  for (v1::DataHandling& one : *brief.mutable_data_handling()) add(one.mutable_evidence(0));
  for (v1::Holder& one : *brief.mutable_holders()) add(one.mutable_evidence(0));
  return brief;
}

TEST(Reports, HtmlMarksEvidenceOnPicturesOfPages) {
  const v1::ReviewBrief brief = SampleWithBoxes();
  EXPECT_TRUE(Contains(RenderHtml(brief), "Pages are not shown here"));
  const std::vector<PagePicture> pictures = {{12, 360, 480, "png of 12"}, {40, 360, 480, "png"}};
  const std::string html = RenderHtml(brief, Words::English(), &pictures);
  EXPECT_FALSE(Contains(html, "Pages are not shown here"));
  EXPECT_TRUE(Contains(html,
                       "<a href=\"#p12\"><span class=\"sheet\"><img alt=\"\" width=\"360\" "
                       "height=\"480\" src=\"data:image/png;base64,cG5nIG9mIDEy\">"
                       "<i class=\"mark count\" style=\"left:10.00%;top:10.00%;width:50.00%;"
                       "height:2.50%\"></i></span></a>"));
  // Pages 33, 41, 150 and 201 are marked too.
  EXPECT_TRUE(Contains(html, "Pages with evidence that are not shown: 4"));
  EXPECT_TRUE(Contains(html, "img-src data:"));
  const std::vector<PagePicture> none;
  EXPECT_TRUE(Contains(RenderHtml(brief, Words::English(), &none),
                       "Pages with evidence that are not shown: 6"));
}

TEST(PageMarks, OfEachKindComeFirst) {
  const v1::ReviewBrief brief = SampleWithBoxes();
  const std::vector<PageMark> marks = PageMarksOf(brief, Words::English());
  EXPECT_EQ(marks.size(), 6u);
  EXPECT_EQ(PagesWorthAPicture(marks, 3), (std::vector<int>{12, 40, 150}));
  EXPECT_EQ(PagesWorthAPicture(marks, 99), (std::vector<int>{12, 33, 40, 41, 150, 201}));
  EXPECT_TRUE(PagesWorthAPicture({}, 9).empty());
}

TEST(Csv, RunsNoFormulas) {
  v1::ReviewBrief brief = Sample();
  brief.mutable_holders(0)->set_name("=cmd|'/c calc'!A1");
  brief.mutable_user_counts(0)->set_subject("@SUM(1)");
  brief.mutable_user_counts(0)->mutable_evidence(0)->set_quote("+1, \"2\"\n-3");
  std::string all;
  for (const CsvTable& table : CsvTables(brief)) all += table.text;
  EXPECT_TRUE(Contains(all, ",'=cmd|'/c calc'!A1,"));
  EXPECT_TRUE(Contains(all, ",'@SUM(1),"));
  EXPECT_TRUE(Contains(all, ",\"'+1, \"\"2\"\"\n-3\"\r\n"));
  EXPECT_EQ(CsvTables(brief)[0].text.substr(0, 10), "\xEF\xBB\xBFsha256,");
  // A number is a number, also below zero.
  EXPECT_EQ(CsvCell("-1.5", false), "-1.5");
}

TEST(StripPlot, LinksOnlyToAnchors) {
  const std::string svg = StripPlot(Sample(), {12}, Words::English());
  EXPECT_TRUE(Contains(svg, "href=\"#p12\""));
  EXPECT_FALSE(Contains(svg, "href=\"#p33\""));
  EXPECT_TRUE(Contains(svg, "class=\"threshold\""));
  EXPECT_EQ(StripPlot(v1::ReviewBrief(), {}, Words::English()), "");
}

}  // namespace
}  // namespace filing_review::render
