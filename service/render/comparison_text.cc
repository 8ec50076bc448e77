// The comparison on a terminal.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/render/comparison_lines.h"
#include "service/render/comparison_report.h"
#include "service/render/facts.h"
#include "service/render/plain_text.h"
#include "service/render/text_page.h"

namespace filing_review::render {

namespace {

using Style = TextPage::Style;

constexpr size_t kEntriesOfSection = 60;
constexpr int kPagesOfSide = 40;
constexpr size_t kLinesOfQuote = 3;

Style StyleOf(v1::ChangeKind change) {
  if (change == v1::CHANGE_KIND_APPEARED) return Style::kGood;
  if (change == v1::CHANGE_KIND_VANISHED) return Style::kBad;
  return change == v1::CHANGE_KIND_NOT_READABLE ? Style::kDoubt : Style::kStrong;
}

void Side(const ComparisonCell& cell, const char* name, int indent, const Words& words,
          TextPage& page) {
  if (!cell.there && cell.value.empty()) return;
  const std::string lead = words.Get(name) + "  ";
  if (!cell.value.empty()) {
    page.Paragraph(cell.detail.empty() ? cell.value : absl::StrCat(cell.value, ". ", cell.detail),
                   indent, Style::kPlain, lead);
  }
  if (cell.places.empty()) return;
  const v1::Evidence& place = *cell.places.front();
  std::string quote_lead = PlaceText(place, words) + "  ";
  if (cell.value.empty()) quote_lead = lead + quote_lead;
  const int quote_indent = cell.value.empty() ? indent : indent + DisplayWidth(lead);
  const int room = page.columns() - quote_indent - DisplayWidth(quote_lead);
  std::string quote = ExcerptAround(PlainText(place.quote()), cell.mark,
                                    static_cast<int>(kLinesOfQuote) * room - 12);
  if (cell.places.size() > 1) {
    std::vector<PagePlace> others;
    for (size_t i = 1; i < cell.places.size(); ++i) others.push_back(PlaceOf(*cell.places[i]));
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    std::erase(others, PlaceOf(place));
    if (!others.empty()) {
      absl::StrAppend(&quote, " [+ ", words.Fill("page", {PageList(others, words, 4)}), "]");
    }
  }
  page.Paragraph(quote, quote_indent, Style::kQuote, quote_lead);
}

void Entry(const ComparisonEntry& entry, const Words& words, TextPage& page) {
  const int indent = entry.inner ? 4 : 2;
  std::string line = entry.title;
  if (!entry.notes.empty()) {
    absl::StrAppend(&line, line.empty() ? "" : "  [", absl::StrJoin(entry.notes, "; "),
                    line.empty() ? "" : "]");
  }
  const std::string kind = words.Of(entry.change);
  if (entry.plain) {
    if (!line.empty()) page.Paragraph(line, indent);
  } else {
    page.Paragraph(line.empty() ? kind : absl::StrCat(kind, ": ", line), indent,
                   StyleOf(entry.change), entry.inner ? "" : "* ");
  }
  Side(entry.a, "compare.a", indent + 2, words, page);
  Side(entry.b, "compare.b", indent + 2, words, page);
}

std::string FirstPages(const google::protobuf::RepeatedPtrField<v1::ChangedPage>& pages,
                       const Words& words) {
  if (pages.size() <= kPagesOfSide) return ChangedPages(pages, words);
  google::protobuf::RepeatedPtrField<v1::ChangedPage> first(pages.begin(),
                                                            pages.begin() + kPagesOfSide);
  return words.Fill("pages.more",
                    {ChangedPages(first, words), std::to_string(pages.size() - kPagesOfSide)});
}

}  // namespace

std::string ComparisonText(const v1::BriefComparison& comparison, const TextOptions& options,
                           const Words& words) {
  TextPage page(std::max(options.columns, 60), options.color);
  page.Paragraph(words.Get("compare.kind." + ShortEnumName(comparison.kind())), 0, Style::kStrong);
  page.Paragraph(SideLine(comparison.a(), words), 2, Style::kPlain, words.Get("compare.a") + "  ");
  page.Paragraph(SideLine(comparison.b(), words), 2, Style::kPlain, words.Get("compare.b") + "  ");
  page.Blank();
  page.Paragraph(ComparisonSummary(comparison, words), 2, Style::kStrong);
  for (const std::string& note : ComparisonNotes(comparison, words)) {
    page.Paragraph(note, 2, Style::kQuote);
  }
  for (const ComparisonSection& section : ComparisonSections(comparison, words)) {
    page.Heading(section.title);
    size_t shown = 0, left = 0;
    for (const ComparisonEntry& entry : section.entries) {
      if (!entry.inner) ++shown;
      if (shown > kEntriesOfSection) {
        left += entry.inner ? 0 : 1;
        continue;
      }
      Entry(entry, words, page);
    }
    if (left > 0) page.Paragraph(words.Fill("compare.omitted.shown", {std::to_string(left)}), 2);
  }
  if (!comparison.pages_a().empty() || !comparison.pages_b().empty()) {
    page.Heading(words.Get("compare.pages"));
    page.Paragraph(FirstPages(comparison.pages_a(), words), 2, Style::kPlain,
                   words.Get("compare.a") + "  ");
    page.Paragraph(FirstPages(comparison.pages_b(), words), 2, Style::kPlain,
                   words.Get("compare.b") + "  ");
  }
  return page.Take();
}

}  // namespace filing_review::render
