// The brief for people, in three formats.
//
//   std::string report = RenderText(brief, {.columns = 100, .color = isatty(1) != 0});
//   std::string html = RenderHtml(brief);
//
// Each shows a fact once with all its pages and marks what could not be read; what it leaves out
// stands in the JSON form. UTF-8. Text of the filing is made safe for the format
// (service/render/plain_text.h). Deterministic: the same brief gives the same bytes. Thread-safe;
// nothing fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

struct TextOptions {
  int columns = 100;   // terminal columns; at least 60 are used
  bool color = false;  // ECMA-48 colours; for a terminal only
};

// A terminal report.
std::string RenderText(const v1::ReviewBrief& brief, const TextOptions& options = {},
                       const Words& words = Words::English());

// A page of the main document in small.
struct PagePicture {
  int page = 0;               // from 1
  int width = 0, height = 0;  // pixels
  std::string png;
};

// One HTML file that loads nothing from anywhere, for screen (light and dark) and print. With
// pictures, evidence is marked on them; null: the page says that the PDF was not at hand.
std::string RenderHtml(const v1::ReviewBrief& brief, const Words& words = Words::English(),
                       const std::vector<PagePicture>* pictures = nullptr);

// The style sheet of the HTML brief, for other pages of ours.
std::string_view ReportStyle();

// GitHub-flavoured Markdown.
std::string RenderMarkdown(const v1::ReviewBrief& brief, const Words& words = Words::English());

}  // namespace filing_review::render
