#include "service/render/formats.h"

#include "service/render/csv_tables.h"
#include "service/render/json.h"
#include "service/render/reports.h"

namespace filing_review::render {

const std::vector<FormatEntry>& Formats() {
  static const std::vector<FormatEntry>* const formats = new std::vector<FormatEntry>{
      {Format::kJson, "json", "application/json; charset=utf-8", ".json", "BRIEF_FORMAT_JSON", true,
       Needs::kBrief, [](const v1::ReviewBrief& brief, const Words&) { return RenderJson(brief); }},
      {Format::kText, "text", "text/plain; charset=utf-8", ".txt", "BRIEF_FORMAT_TEXT", true,
       Needs::kBrief,
       [](const v1::ReviewBrief& brief, const Words& words) {
         return RenderText(brief, {}, words);
       }},
      {Format::kHtml, "html", "text/html; charset=utf-8", ".html", "BRIEF_FORMAT_HTML", true,
       Needs::kPdfIfHeld,
       [](const v1::ReviewBrief& brief, const Words& words) { return RenderHtml(brief, words); }},
      {Format::kMarkdown, "markdown", "text/markdown; charset=utf-8", ".md",
       "BRIEF_FORMAT_MARKDOWN", true, Needs::kBrief,
       [](const v1::ReviewBrief& brief, const Words& words) {
         return RenderMarkdown(brief, words);
       }},
      {Format::kCsv, "csv", "application/zip", ".csv.zip", "BRIEF_FORMAT_CSV", false, Needs::kBrief,
       [](const v1::ReviewBrief& brief, const Words&) { return RenderCsv(brief); }},
      {Format::kAnnotatedPdf, "annotated-pdf", "application/pdf", ".annotated.pdf",
       "BRIEF_FORMAT_ANNOTATED_PDF", false, Needs::kPdf, nullptr},
      {Format::kDocx, "docx",
       "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx",
       "BRIEF_FORMAT_DOCX", false, Needs::kPandoc, nullptr},
  };
  return *formats;
}

const FormatEntry* FindFormat(std::string_view name) {
  for (const FormatEntry& entry : Formats()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

const FormatEntry* FindFormatOnWire(std::string_view wire_name) {
  for (const FormatEntry& entry : Formats()) {
    if (entry.wire_name == wire_name) return &entry;
  }
  return nullptr;
}

const FormatEntry& EntryOf(Format format) {
  for (const FormatEntry& entry : Formats()) {
    if (entry.format == format) return entry;
  }
  return Formats().front();
}

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const FormatEntry& entry : Formats()) names.emplace_back(entry.name);
  return names;
}

}  // namespace filing_review::render
