// A brief in the formats that people and programs read.
//
//   const std::optional<Format> format = FormatNamed("json");
//   std::string text = RenderBrief(brief, *format);
//
// Deterministic and thread-safe. To add a format: a line in kFormats of render.cc.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/brief.pb.h"

namespace filing_review::render {

enum class Format { kJson, kText, kHtml, kMarkdown };

// Names as on the command line: json, text, html, markdown.
std::vector<std::string> FormatNames();
std::optional<Format> FormatNamed(std::string_view name);

// Media type, with the character set.
std::string_view ContentType(Format format);

// Extension of a file that holds it, with the dot.
std::string_view FileExtension(Format format);

// REQUIRES: FormatNamed offers the format.
std::string RenderBrief(const v1::ReviewBrief& brief, Format format);

}  // namespace filing_review::render
