#include "classify/outline_headings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "classify/fold.h"
#include "classify/headings.h"
#include "classify/running_chapters.h"

namespace filing_review::classify {

namespace {

using extract::Page;

constexpr size_t kShortestTitle = 3;  // bytes

// Lines that show the title `key` from line `i` on; 0 where they do not.
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
  const bool told = !document.outline.empty();
  std::vector<extract::OutlineEntry> running;
  if (!told) running = RunningChapters(document);
  running_ = !told;
  const std::vector<extract::OutlineEntry>& outline = told ? document.outline : running;
  // Entries without numbering stand beside the numbered ones of their depth.
  int level_of_depth[kDeepest + 1];
  for (int depth = 0; depth <= kDeepest; ++depth) level_of_depth[depth] = depth;
  for (const extract::OutlineEntry& entry : outline) {
    const int level = NumberedLevel(FoldText(entry.title));
    if (level < 0 || entry.depth > kDeepest) continue;
    level_of_depth[entry.depth] = std::max(level_of_depth[entry.depth], level);
  }
  for (const extract::OutlineEntry& entry : outline) {
    if (entry.page <= 0 || entry.depth > kDeepest) continue;
    Entry e;
    e.title = entry.title;
    e.key = TitleKey(entry.title);
    e.page = entry.page;
    e.depth = entry.depth;
    if (e.key.size() < kShortestTitle || e.key == "目录" || e.key.ends_with("contents")) continue;
    const int numbered = NumberedLevel(FoldText(entry.title));
    e.level = numbered >= 0 && !told ? numbered : level_of_depth[entry.depth];
    e.chapter = !told || (entry.depth == 0 && numbered < 0);
    entries_.push_back(std::move(e));
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.page < b.page; });
}

PageOutline OutlineHeadings::On(const Page& page,
                                const std::function<bool(uint32_t)>& is_text) const {
  PageOutline out;
  const auto of_page =
      std::equal_range(entries_.begin(), entries_.end(), Entry{{}, {}, page.number, 0, 0, false},
                       [](const Entry& a, const Entry& b) { return a.page < b.page; });
  const auto find = [&](const Entry& entry) {
    const uint32_t n = static_cast<uint32_t>(page.lines.size());
    uint32_t i = 0, lines = 0;
    while (i < n && (lines = LinesOf(page, i, entry.key, is_text)) == 0) ++i;
    if (lines == 0) return false;
    // Numbering goes before the depth in the outline.
    const int numbered = NumberedLevel(FoldText(page.LineText(page.lines[i])));
    out.headings[i] = {lines, numbered >= 0 ? numbered : entry.level};
    return true;
  };
  // The page on which a chapter opens may show its title in place of its header.
  for (auto next = of_page.second;
       running_ && next != entries_.end() && next->page == page.number + 1; ++next) {
    find(*next);
  }
  for (auto entry = of_page.first; entry != of_page.second; ++entry) {
    if (!find(*entry) && entry->chapter) {
      Section section;
      section.title = entry->title;
      section.page = page.number;
      section.level = entry->level;
      out.chapters.push_back(std::move(section));
    }
  }
  return out;
}

}  // namespace filing_review::classify
