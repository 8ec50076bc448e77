#include "extract/running_chapters.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "extract/segment_kind.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr size_t kMostShare = 6;     // tenths of the pages that a chapter may run over
constexpr size_t kLeastDensity = 3;  // tenths of the pages that it runs over which bear its header
constexpr size_t kFewestChapters = 3;
constexpr size_t kFewestPages = 2;     // of a chapter, on average
constexpr size_t kLeastCovered = 5;    // tenths of the pages that have a chapter
constexpr size_t kLongestTitle = 160;  // bytes

// The pages over which a header comes back.
struct Run {
  std::string title;
  size_t first = 0, last = 0, pages = 0;
  size_t order = 0;  // in which headers were met

  size_t Span() const { return last - first + 1; }
  bool Within(const Run& other) const { return first >= other.first && last <= other.last; }
  bool Meets(const Run& other) const { return first <= other.last && other.first <= last; }
};

// Titles as they are compared: without white space, in lower case, brackets of one kind.
std::string TitleKey(std::string_view title) {
  std::string out;
  for (size_t at = 0; at < title.size();) {
    char32_t c = NextCodePoint(title, &at);
    if (IsBlank(c)) continue;
    if (c == 0xFF08) c = '(';
    if (c == 0xFF09) c = ')';
    if (c == 0x2019) c = '\'';
    AppendUtf8(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c, &out);
  }
  return out;
}

// A cell as it is compared over the document: a page number in it does not make it another.
std::string CellKey(std::string_view cell) {
  std::string out;
  for (const char c : TitleKey(cell)) {
    const char masked = c >= '0' && c <= '9' ? '#' : c;
    if (masked != '#' || out.empty() || out.back() != '#') out += masked;
  }
  return out;
}

// A heading that goes on, not one that begins; the contents; or no words at all.
bool NamesNone(std::string_view key) {
  for (const std::string_view end :
       {"(continued)", "(cont'd)", "(续)", "(續)", "(续上页)", "(續上頁)"}) {
    if (key.ends_with(end)) return true;
  }
  for (const std::string_view contents : {"目录", "目錄", "目次", "contents", "tableofcontents"}) {
    if (key == contents) return true;
  }
  return std::none_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xE3;
  });
}

// A single Han character: a title of two is set wide, "業  務".
bool IsOneHan(std::string_view cell) {
  return cell.size() == 3 && static_cast<unsigned char>(cell[0]) >= 0xE3;
}

// The cells of a page's headers, each line's apart.
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

class HeaderRuns {
 public:
  explicit HeaderRuns(const Document& document) : page_count_(document.pages.size()) {
    std::map<std::string, Run> cells;
    for (size_t p = 0; p < page_count_; ++p) {
      for (const auto& line : HeaderCells(document.pages[p])) {
        for (const std::string_view cell : line) Note({}, CellKey(cell), p, &cells);
      }
    }
    for (size_t p = 0; p < page_count_; ++p) {
      for (const auto& line : HeaderCells(document.pages[p])) {
        std::string title;
        std::string_view before;
        for (const std::string_view cell : line) {
          // Of most of the document.
          if (cells[CellKey(cell)].Span() * 10 >= page_count_ * kMostShare) continue;
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
    for (const auto& [key, run] : lines_) {
      if (run.pages * 10 >= run.Span() * kLeastDensity) out.push_back(run);
    }
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

// True where one or two body lines of the page are the title.
bool Shows(const Page& page, std::string_view title) {
  const std::string key = TitleKey(title);
  std::string before;
  for (const Line& line : page.lines) {
    if (line.role != LineRole::kBody || line.text_end - line.text_begin > kLongestTitle) {
      before.clear();
      continue;
    }
    std::string text = TitleKey(page.LineText(line));
    if (text == key || (!before.empty() && before + text == key)) return true;
    before = key.starts_with(text) ? std::move(text) : std::string();
  }
  return false;
}

}  // namespace

std::vector<OutlineEntry> RunningChapters(const Document& document) {
  const std::vector<Run> titles = HeaderRuns(document).Titles();
  std::vector<const Run*> open;  // the runs that the one at hand stands within
  std::vector<OutlineEntry> out;
  size_t chapters = 0, pages = 0;
  for (const Run& run : titles) {
    while (!open.empty() && !run.Within(*open.back()) && !run.Meets(*open.back())) open.pop_back();
    // A header that comes back over the border of a chapter is none of a chapter.
    if (!open.empty() && !run.Within(*open.back())) continue;
    const bool begins_before = run.first > 0 && !Shows(document.pages[run.first], run.title) &&
                               Shows(document.pages[run.first - 1], run.title);
    OutlineEntry& entry = out.emplace_back();
    entry.title = run.title;
    entry.depth = static_cast<int32_t>(open.size());
    entry.page = document.pages[run.first - (begins_before ? 1 : 0)].number;
    if (open.empty()) ++chapters, pages += run.pages;
    open.push_back(&run);
  }
  if (chapters < kFewestChapters || pages < kFewestPages * chapters ||
      pages * 10 < document.pages.size() * kLeastCovered) {
    out.clear();
  }
  return out;
}

}  // namespace filing_review::extract
