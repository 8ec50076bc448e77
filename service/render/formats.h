// The formats that a brief can be had in, as one table: every front door reads it.
//
//   for (const FormatEntry& entry : Formats()) …             // a list for --help, routes of HTTP
//   const FormatEntry* entry = FindFormat("annotated-pdf");  // nullptr: there is none
//
// To add a format: a value of Format, a line in kFormats of formats.cc, a value of BriefFormat
// (filing_service.proto) with the name that the line says. Thread-safe; nothing fails.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

enum class Format : uint8_t { kJson, kText, kHtml, kMarkdown, kCsv, kAnnotatedPdf, kDocx };

// What a format takes besides the brief.
enum class Needs : uint8_t {
  kBrief,      // nothing
  kPdfIfHeld,  // shows more where the PDF of the filing is at hand
  kPdf,        // the PDF of the filing
  kPandoc,     // pandoc installed
};

struct FormatEntry {
  Format format;
  std::string_view name;          // on the command line and in URLs
  std::string_view content_type;  // media type, with the character set of a text
  std::string_view extension;     // of a file, with the dot
  std::string_view wire_name;     // value of BriefFormat in filing_service.proto
  bool is_text;                   // for a terminal
  Needs needs;
  // From the brief alone; null where Needs is kPdf or kPandoc (service/export/brief_export.h).
  std::string (*render)(const v1::ReviewBrief& brief, const Words& words);
};

const std::vector<FormatEntry>& Formats();
const FormatEntry* FindFormat(std::string_view name);
const FormatEntry* FindFormatOnWire(std::string_view wire_name);
const FormatEntry& EntryOf(Format format);

// For --format.
std::vector<std::string> FormatNames();

}  // namespace filing_review::render
