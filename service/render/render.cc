#include "service/render/render.h"

#include "service/render/json.h"
#include "service/render/reports.h"

namespace filing_review::render {

namespace {

struct FormatEntry {
  Format format;
  std::string_view name;
  std::string_view content_type;
  std::string_view extension;
  std::string (*render)(const v1::ReviewBrief& brief);
};

constexpr FormatEntry kFormats[] = {
    {Format::kJson, "json", "application/json; charset=utf-8", ".json",
     [](const v1::ReviewBrief& brief) { return RenderJson(brief); }},
    {Format::kText, "text", "text/plain; charset=utf-8", ".txt",
     [](const v1::ReviewBrief& brief) { return RenderText(brief); }},
    {Format::kHtml, "html", "text/html; charset=utf-8", ".html",
     [](const v1::ReviewBrief& brief) { return RenderHtml(brief); }},
    {Format::kMarkdown, "markdown", "text/markdown; charset=utf-8", ".md",
     [](const v1::ReviewBrief& brief) { return RenderMarkdown(brief); }},
};

const FormatEntry& EntryOf(Format format) {
  for (const FormatEntry& entry : kFormats) {
    if (entry.format == format) return entry;
  }
  return kFormats[0];
}

}  // namespace

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const FormatEntry& entry : kFormats) names.emplace_back(entry.name);
  return names;
}

std::optional<Format> FormatNamed(std::string_view name) {
  for (const FormatEntry& entry : kFormats) {
    if (entry.name == name) return entry.format;
  }
  return std::nullopt;
}

std::string_view ContentType(Format format) { return EntryOf(format).content_type; }

std::string_view FileExtension(Format format) { return EntryOf(format).extension; }

std::string RenderBrief(const v1::ReviewBrief& brief, Format format) {
  return EntryOf(format).render(brief);
}

}  // namespace filing_review::render
