#include "classify/outline_headings.h"

#include <algorithm>
#include <utility>

#include "classify/fold.h"
#include "classify/headings.h"

namespace filing_review::classify {

namespace {

using extract::Page;

constexpr size_t kShortestTitle = 3;  // bytes
constexpr int kDeepestNumber = 5;     // of HeadingLevel's scale

// Without spaces, in lower case: titles of an outline are spaced in their own way.
std::string TitleKey(std::string_view title) {
  std::string out;
  for (const char c : FoldText(title)) {
    if (c == ' ' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// Level that a title's numbering gives it; -1 where it has none.
int NumberedLevel(std::string_view title) {
  const std::string folded = FoldText(title);
  for (int level = 0; level <= kDeepestNumber; ++level) {
    if (StartsNumbered(folded, level)) return level;
  }
  return -1;
}

// Number of lines that show the title `key` from line `i` on; 0 where they do not.
uint32_t LinesOf(const Page& page, uint32_t i, std::string_view key,
                 const std::function<bool(uint32_t)>& is_text) {
  if (!is_text(i)) return 0;
  const std::string text = TitleKey(page.LineText(page.lines[i]));
  if (text.empty() || !key.starts_with(text)) return 0;
  if (text.size() == key.size()) return 1;
  if (i + 1 >= page.lines.size() || page.lines[i + 1].role != extract::LineRole::kBody) return 0;
  return text + TitleKey(page.LineText(page.lines[i + 1])) == key ? 2 : 0;
}

}  // namespace

OutlineHeadings::OutlineHeadings(const extract::Document& document) {
  // Entries without numbering stand beside the numbered ones of their depth.
  int level_of_depth[kDeepest + 1];
  for (int depth = 0; depth <= kDeepest; ++depth) level_of_depth[depth] = depth;
  for (const extract::OutlineEntry& entry : document.outline) {
    if (entry.depth > kDeepest) continue;
    int& level = level_of_depth[entry.depth];
    level = std::max(level, NumberedLevel(entry.title));
  }
  for (const extract::OutlineEntry& entry : document.outline) {
    if (entry.page <= 0 || entry.depth > kDeepest) continue;
    Entry e{entry.title, TitleKey(entry.title), entry.page, level_of_depth[entry.depth], false};
    if (e.key.size() < kShortestTitle || e.key == "目录" || e.key.ends_with("contents")) continue;
    e.chapter = entry.depth == 0 && NumberedLevel(entry.title) < 0;
    entries_.push_back(std::move(e));
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.page < b.page; });
}

PageOutline OutlineHeadings::On(const Page& page,
                                const std::function<bool(uint32_t)>& is_text) const {
  PageOutline out;
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), page.number,
                                [](const Entry& e, int32_t number) { return e.page < number; });
  const uint32_t n = static_cast<uint32_t>(page.lines.size());
  for (; entry != entries_.end() && entry->page == page.number; ++entry) {
    uint32_t i = 0, lines = 0;
    while (i < n && (lines = LinesOf(page, i, entry->key, is_text)) == 0) ++i;
    if (lines > 0) {
      // Numbering goes before the depth in the outline.
      const int numbered = NumberedLevel(page.LineText(page.lines[i]));
      out.headings[i] = {lines, numbered >= 0 ? numbered : entry->level};
    } else if (entry->chapter) {
      Section& section = out.chapters.emplace_back();
      section.title = entry->title;
      section.page = page.number;
      section.level = entry->level;
    }
  }
  return out;
}

}  // namespace filing_review::classify
