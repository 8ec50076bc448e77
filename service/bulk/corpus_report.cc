#include "service/bulk/corpus_report.h"

#include "absl/strings/numbers.h"
#include "service/bulk/bar_plot.h"
#include "service/render/plain_text.h"
#include "service/render/reports.h"
#include "service/render/words.h"

namespace filing_review::service {

namespace {

using render::GroupDigits;
using render::HtmlText;

// Rows of two columns as bars.
std::vector<Bar> Bars(SqlFile& index, const std::string& sql) {
  std::vector<Bar> bars;
  SqlRows rows(index, sql);
  while (rows.Next()) {
    Bar& bar = bars.emplace_back();
    bar.name = rows.Text(0);
    for (int column = 1; column < rows.columns(); ++column) bar.counts.push_back(rows.Int(column));
  }
  return bars;
}

int64_t Number(SqlFile& index, const std::string& sql) {
  SqlRows rows(index, sql);
  return rows.Next() ? rows.Int(0) : 0;
}

void Card(const std::string& label, const char* css, const std::string& value, std::string& out) {
  out += "<div class=\"card\"><span>" + HtmlText(label) + "</span><b class=\"" + css + "\">" +
         HtmlText(value) + "</b></div>\n";
}

void Section(const std::string& title, const std::string& note, const std::string& plot,
             std::string& out) {
  out += "<h2>" + HtmlText(title) + "</h2>\n";
  if (!note.empty()) out += "<p class=\"soft\">" + HtmlText(note) + "</p>\n";
  out += plot.empty() ? "<p>Nothing to show.</p>\n" : plot;
}

std::string Plot(const std::vector<Bar>& bars, const std::vector<std::string>& series,
                 const std::vector<std::string>& legend = {}) {
  return bars.empty() ? "" : BarPlot(bars, series, legend);
}

}  // namespace

std::string CorpusReport(SqlFile& index, const RunManifest& manifest, const ReviewCosts& costs) {
  const render::Words& words = render::Words::English();
  std::string body = "<header><p class=\"kind\">Corpus report</p><h1>" +
                     GroupDigits(manifest.filings) +
                     " filings</h1></header>\n<div class=\"cards\">\n";
  Card("complete", "good", GroupDigits(manifest.complete), body);
  Card("with pages unread", manifest.partial > 0 ? "doubt" : "", GroupDigits(manifest.partial),
       body);
  Card("failed", manifest.failed > 0 ? "bad" : "", GroupDigits(manifest.failed), body);
  Card("duplicates among them", "", GroupDigits(manifest.duplicates), body);
  const int64_t pages = Number(index, "SELECT coalesce(sum(pages), 0) FROM filings");
  const int64_t unread = Number(index, "SELECT coalesce(sum(pages_unread), 0) FROM filings");
  Card("pages searched", "", GroupDigits(pages - unread) + " of " + GroupDigits(pages), body);
  Card("issuers over one million users", "bad",
       GroupDigits(Number(index, "SELECT count(*) FROM filings WHERE over_one_million = 'MET'")),
       body);
  body += "</div>\n<main>\n";

  std::vector<double> users;
  SqlRows figures(index, "SELECT users FROM filings WHERE users > 0");
  while (figures.Next()) users.push_back(figures.Real(0));
  std::vector<Threshold> thresholds;
  for (const std::string& value : words.Values("map.threshold")) {
    Threshold threshold;
    if (!absl::SimpleAtod(value, &threshold.value)) continue;
    threshold.name = words.Name("map.threshold", value);
    thresholds.push_back(threshold);
  }
  Section("Users against thresholds",
          "The largest figure of each issuer; filings without one are not drawn.",
          LogHistogram(users, thresholds, "users"), body);

  Section(
      "Regimes by outcome", "",
      Plot(Bars(index,
                "SELECT min(title), sum(outcome = 'TRIGGERED'), sum(outcome = 'INDETERMINATE'), "
                "sum(outcome = 'NOT_TRIGGERED'), sum(outcome = 'OUT_OF_SCOPE') FROM assessments "
                "GROUP BY regime ORDER BY min(rowid)"),
           {"set-bad", "set-doubt", "set-good", "set-plain"},
           {"triggered", "indeterminate", "not triggered", "out of scope"}),
      body);

  Section(
      "Holders by country",
      "Each holding once a filing; places as ISO 3166-1 codes, the twenty most frequent.",
      Plot(Bars(index,
                "SELECT coalesce(jurisdiction, 'not known'), count(DISTINCT filing || fact_id) AS "
                "n FROM holders GROUP BY 1 ORDER BY n DESC, 1 LIMIT 20"),
           {"issuer"}),
      body);

  Section(
      "Coverage: pages that were not read", "By reason.",
      Plot(Bars(index,
                "SELECT reason, count(*) FROM failures WHERE page > 0 GROUP BY 1 ORDER BY 2 DESC, "
                "1"),
           {"set-doubt"}),
      body);
  Section(
      "Failures: filings and documents that could not be read", "By reason.",
      Plot(Bars(index,
                "SELECT reason, count(*) FROM failures WHERE page = 0 GROUP BY 1 ORDER BY 2 DESC, "
                "1"),
           {"set-bad"}),
      body);
  body += costs.Html();

  body += "</main>\n<footer><p>" + HtmlText(words.Get("disclaimer")) + "</p><div>" +
          HtmlText("Engine " + manifest.run.engine_version + " · rule pack " +
                   manifest.run.rule_pack_version + " " + manifest.run.rule_pack_digest) +
          "</div></footer>\n";
  static const char kOwnStyle[] =
      "svg .set-bad { fill: var(--bad); } svg .set-doubt { fill: #d9a53a; }\n"
      "svg .set-good { fill: #5aa978; } svg .set-plain { fill: var(--line); }\n"
      "svg text { font-size: 12px; }\n"
      "table { border-collapse: collapse; } td, th { padding: 2px 10px; text-align: right; }\n"
      "td:first-child, th:first-child { text-align: left; overflow-wrap: anywhere; }\n";
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">\n<title>Corpus report</title>\n<style>\n" +
         std::string(render::ReportStyle()) + kOwnStyle + "</style>\n</head>\n<body>\n" + body +
         "</body>\n</html>\n";
}

}  // namespace filing_review::service
