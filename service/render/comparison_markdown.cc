// The comparison as Markdown.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/comparison_lines.h"
#include "service/render/comparison_report.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

void Side(const ComparisonCell& cell, const char* name, const std::string& indent,
          const Words& words, std::string& out) {
  if (!cell.there && cell.value.empty()) return;
  absl::StrAppend(&out, indent, "- **", MarkdownText(words.Get(name)), "** ",
                  MarkdownText(cell.value), cell.detail.empty() ? "" : ". ",
                  MarkdownText(cell.detail), "\n");
  for (const v1::Evidence* place : cell.places) {
    absl::StrAppend(&out, indent, "  > **", MarkdownText(PlaceText(*place, words)), "** ",
                    MarkdownText(place->quote()), "\n", indent, "\n");
  }
}

void Entry(const ComparisonEntry& entry, const Words& words, std::string& out) {
  const std::string indent = entry.inner ? "  " : "";
  absl::StrAppend(&out, indent, "-");
  if (!entry.plain) absl::StrAppend(&out, " **", MarkdownText(words.Of(entry.change)), "**");
  const std::string& title =
      entry.plain && entry.title.empty() ? words.Of(entry.change) : entry.title;
  if (!title.empty()) absl::StrAppend(&out, " ", MarkdownText(title));
  if (!entry.notes.empty()) {
    absl::StrAppend(&out, " (", MarkdownText(absl::StrJoin(entry.notes, "; ")), ")");
  }
  out += '\n';
  Side(entry.a, "compare.a", indent + "  ", words, out);
  Side(entry.b, "compare.b", indent + "  ", words, out);
}

}  // namespace

std::string ComparisonMarkdown(const v1::BriefComparison& comparison, const Words& words) {
  std::string out = absl::StrCat(
      "# ", MarkdownText(words.Get("compare.kind." + ShortEnumName(comparison.kind()))), "\n\n");
  const auto side = [&](const v1::ComparisonSide& of, const char* name) {
    absl::StrAppend(&out, "- **", MarkdownText(words.Get(name)), "** ",
                    MarkdownText(SideLine(of, words)), "\n");
    for (const std::string& line : SideDetails(of, words)) {
      absl::StrAppend(&out, "  - ", MarkdownText(line), "\n");
    }
  };
  side(comparison.a(), "compare.a");
  side(comparison.b(), "compare.b");
  absl::StrAppend(&out, "\n**", MarkdownText(ComparisonSummary(comparison, words)), "**\n");
  for (const std::string& note : ComparisonNotes(comparison, words)) {
    absl::StrAppend(&out, "\n", MarkdownText(note), "\n");
  }
  for (const ComparisonSection& section : ComparisonSections(comparison, words)) {
    absl::StrAppend(&out, "\n## ", MarkdownText(section.title), "\n\n");
    for (const ComparisonEntry& entry : section.entries) Entry(entry, words, out);
  }
  absl::StrAppend(&out, "\n## ", MarkdownText(words.Get("compare.pages")), "\n\n- **",
                  MarkdownText(words.Get("compare.a")), "** ",
                  MarkdownText(ChangedPages(comparison.pages_a(), words)), "\n- **",
                  MarkdownText(words.Get("compare.b")), "** ",
                  MarkdownText(ChangedPages(comparison.pages_b(), words)), "\n\n",
                  MarkdownText(words.Get("disclaimer")), "\n");
  return out;
}

}  // namespace filing_review::render
