// A comparison for people and programs: JSON, terminal report, HTML, Markdown.
//
//   std::string report = RenderComparison(comparison, "html", *Words::In("zh-Hans"));
//
// Each difference stands with what both sides say and where. UTF-8; text of the filings is made
// safe for the format. Deterministic and thread-safe; nothing fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/comparison.pb.h"
#include "service/render/reports.h"
#include "service/render/words.h"

namespace filing_review::render {

// json, text, html, markdown.
std::vector<std::string> ComparisonFormatNames();

// REQUIRES: ComparisonFormatNames offers the format. JSON has no words. `options` are those of
// text.
std::string RenderComparison(const v1::BriefComparison& comparison, std::string_view format,
                             const Words& words, const TextOptions& options = {});

// Terminal report.
std::string ComparisonText(const v1::BriefComparison& comparison, const TextOptions& options,
                           const Words& words);

// One HTML file that loads nothing from anywhere: the two sides beside each other, for screen and
// print.
std::string ComparisonHtml(const v1::BriefComparison& comparison, const Words& words);

// GitHub-flavoured Markdown.
std::string ComparisonMarkdown(const v1::BriefComparison& comparison, const Words& words);

}  // namespace filing_review::render
