#include "classify/running_chapters.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "classify/headings.h"

namespace filing_review::classify {

namespace {

using extract::Document;
using extract::Line;
using extract::LineRole;
using extract::OutlineEntry;
using extract::Page;

constexpr size_t kMostShare = 6;  // tenths of the pages that a chapter may run over
constexpr size_t kFewestChapters = 3;
constexpr size_t kFewestPages = 2;     // of a chapter, on average
constexpr size_t kLeastCovered = 5;    // tenths of the pages that have a chapter
constexpr size_t kLongestTitle = 160;  // bytes

// The pages over which a header comes back.
struct Run {
  std::string title;
  size_t first = 0, last = 0, pages = 0;
  size_t order = 0;  // in which headers were met

  bool Within(const Run& other) const { return first >= other.first && last <= other.last; }
  bool Meets(const Run& other) const { return first <= other.last && other.first <= last; }
};

// The parts of a page's headers that may name a chapter, each line's cells apart.
std::vector<std::vector<std::string_view>> HeaderCells(const Page& page) {
  std::vector<std::vector<std::string_view>> out;
  for (const Line& line : page.lines) {
    if (line.role != LineRole::kHeader) continue;
    std::vector<std::string_view>& cells = out.emplace_back();
    std::string_view text = page.LineText(line);
    while (!text.empty()) {
      const size_t tab = std::min(text.find('\t'), text.size());
      if (tab > 0) cells.push_back(text.substr(0, tab));
      text.remove_prefix(std::min(tab + 1, text.size()));
    }
  }
  return out;
}

// A heading that goes on, not one that begins; or no words at all.
bool NamesNone(const std::string& key) {
  static const RE2* const kNone = new RE2(
      "(?:.*\\((?:continued|cont'd|续|续上页)\\)|目录|目次|(?:tableof)?contents|[^a-z一-龥]*)");
  return RE2::FullMatch(key, *kNone);
}

// A single Han character: a title of two is set wide, "業  務".
bool IsOneHan(std::string_view cell) {
  return cell.size() == 3 && static_cast<unsigned char>(cell[0]) >= 0xE3;
}

// A cell as it is compared over the document: a page number in it does not make it another.
std::string CellKey(std::string_view cell) {
  std::string key = TitleKey(cell);
  RE2::GlobalReplace(&key, "[0-9]+", "#");
  return key;
}

class HeaderRuns {
 public:
  explicit HeaderRuns(const Document& document) : page_count_(document.pages.size()) {
    std::map<std::string, Run> cells;
    for (size_t p = 0; p < page_count_; ++p) {
      for (const auto& line : HeaderCells(document.pages[p])) {
        for (const std::string_view cell : line) Note(std::string(cell), CellKey(cell), p, &cells);
      }
    }
    for (size_t p = 0; p < page_count_; ++p) {
      for (const auto& line : HeaderCells(document.pages[p])) {
        std::string title;
        std::string_view before;
        for (const std::string_view cell : line) {
          if (RunsThrough(cells[CellKey(cell)])) continue;
          if (!title.empty() && !(IsOneHan(before) && IsOneHan(cell))) title += ' ';
          title += cell;
          before = cell;
        }
        const std::string key = TitleKey(title);
        if (title.empty() || title.size() > kLongestTitle || NamesNone(key)) continue;
        Note(std::move(title), key, p, &lines_);
      }
    }
  }

  // Titles with their pages, in page order; the longer first. Lines of one header are joined.
  std::vector<Run> Titles() const {
    std::vector<Run> out;
    for (const auto& [key, run] : lines_) out.push_back(run);
    std::sort(out.begin(), out.end(), [&](const Run& a, const Run& b) {
      if (a.first != b.first) return a.first < b.first;
      if (a.last != b.last) return a.last > b.last;
      return a.order < b.order;
    });
    std::vector<Run> joined;
    for (Run& run : out) {
      if (!joined.empty() && joined.back().first == run.first && joined.back().last == run.last &&
          joined.back().pages == run.pages) {
        joined.back().title += ' ' + run.title;
      } else {
        joined.push_back(std::move(run));
      }
    }
    return joined;
  }

 private:
  // `run` of most of the document.
  bool RunsThrough(const Run& run) const {
    return (run.last - run.first + 1) * 10 >= page_count_ * kMostShare;
  }

  static void Note(std::string title, const std::string& key, size_t page,
                   std::map<std::string, Run>* to) {
    const auto [it, first] = to->try_emplace(key);
    Run& run = it->second;
    if (first) {
      run.first = page;
      run.order = to->size();
      run.title = std::move(title);
    }
    run.pages += first || run.last != page;
    run.last = page;
  }

  size_t page_count_;
  std::map<std::string, Run> lines_;
};

}  // namespace

std::vector<OutlineEntry> RunningChapters(const Document& document) {
  const std::vector<Run> titles = HeaderRuns(document).Titles();
  std::vector<const Run*> open;  // the runs that the one at hand stands within
  std::vector<OutlineEntry> out;
  size_t chapters = 0, pages = 0;
  for (const Run& run : titles) {
    while (!open.empty() && !run.Within(*open.back())) {
      // A header that comes back over the border of a chapter is none of a chapter.
      if (run.Meets(*open.back())) break;
      open.pop_back();
    }
    if (!open.empty() && !run.Within(*open.back())) continue;
    OutlineEntry& entry = out.emplace_back();
    entry.title = run.title;
    entry.depth = static_cast<int32_t>(open.size());
    entry.page = document.pages[run.first].number;
    if (open.empty()) ++chapters, pages += run.pages;
    open.push_back(&run);
  }
  if (chapters < kFewestChapters || pages < kFewestPages * chapters ||
      pages * 10 < document.pages.size() * kLeastCovered) {
    out.clear();
  }
  return out;
}

}  // namespace filing_review::classify
