#include "extract/contents.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr size_t kTitleWithin = 6;      // body lines from the top of the page
constexpr int kFewestEntries = 4;       // on a page
constexpr size_t kFewestLeaders = 4;    // dots
constexpr size_t kManyLeaders = 12;     // dots that are leaders wherever they stand
constexpr int kLeastShareUntitled = 7;  // tenths of the lines, where no title says so
constexpr int kLeastShare = 4;          // tenths, where one does
constexpr size_t kLongestNumber = 8;    // bytes
constexpr size_t kMostPages = 16;       // that bear the title as their header

enum class EntryKind { kNone, kGap, kLeader };

struct Entry {
  EntryKind kind = EntryKind::kNone;
  int number = 0;  // 0: roman, or numbered within a part
};

bool IsLeader(char32_t c) {
  return c == '.' || c == 0xB7 || c == 0x2024 || c == 0x2025 || c == 0x2026 || c == 0x22EF ||
         c == 0x30FB || c == 0xFF0E;
}

bool IsGap(char32_t c) { return c == ' ' || c == '\t' || c == 0x3000; }

// A page number at the end of `text`: digits, also behind prefixes ("F-12"), or a small roman
// number. Its value, 0 for these two, or -1; `*length` is how many bytes it takes.
int NumberAtEnd(std::string_view text, size_t* length) {
  size_t begin = text.size();
  int value = 0, scale = 1;
  while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9' && scale < 100'000) {
    value += scale * (text[--begin] - '0');
    scale *= 10;
  }
  if (begin == text.size()) {
    while (begin > 0 && std::string_view("ivxIVX").find(text[begin - 1]) != std::string_view::npos)
      --begin;
    *length = text.size() - begin;
    return *length > 0 && *length <= 6 ? 0 : -1;
  }
  // "F-12", "1-1-30", "A–3".
  const auto prefix = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
  };
  if (begin >= 2 && text[begin - 1] == '-') {
    while (begin > 0 && prefix(text[begin - 1])) --begin;
    value = 0;  // numbered anew in each part
  }
  *length = text.size() - begin;
  return *length <= kLongestNumber && scale <= 10'000 ? value : -1;
}

size_t MostLeadersInARow(std::string_view text) {
  size_t most = 0, row = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (IsLeader(c)) {
      most = std::max(most, row += c == 0x2026 ? 3 : 1);
    } else if (!IsGap(c)) {
      row = 0;
    }
  }
  return most;
}

Entry EntryOf(std::string_view text) {
  Entry entry;
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  size_t length = 0;
  const int number = NumberAtEnd(text, &length);
  if (number < 0 || length == text.size()) return entry;
  entry.number = number;
  // What stands before the number, from its end.
  std::vector<char32_t> codes;
  for (size_t at = 0; at < text.size() - length;) codes.push_back(NextCodePoint(text, &at));
  size_t leaders = 0;
  bool gap = false;
  while (!codes.empty() && (IsLeader(codes.back()) || IsGap(codes.back()))) {
    if (IsLeader(codes.back())) leaders += codes.back() == 0x2026 ? 3 : 1;
    gap = gap || codes.back() == '\t';
    codes.pop_back();
  }
  const bool words = std::any_of(codes.begin(), codes.end(), [](char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x3400;
  });
  if (!words) return entry;
  if (leaders >= kFewestLeaders) entry.kind = EntryKind::kLeader;
  // One gap between words and number; a table's row has more.
  else if (gap && std::count(codes.begin(), codes.end(), U'\t') <= 1)
    entry.kind = EntryKind::kGap;
  return entry;
}

bool IsTitle(std::string_view text) {
  std::string squeezed;
  for (size_t at = 0; at < text.size() && squeezed.size() < 32;) {
    const char32_t c = NextCodePoint(text, &at);
    if (IsGap(c)) continue;
    AppendUtf8(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c, &squeezed);
  }
  for (const std::string_view title : {"目录", "目錄", "目次", "CONTENTS", "TABLEOFCONTENTS"}) {
    if (squeezed == title) return true;
  }
  return false;
}

// True where a running header of the page is the title.
bool HasTitleInHeader(const Page& page) {
  return std::any_of(page.lines.begin(), page.lines.end(), [&](const Line& line) {
    return line.role == LineRole::kHeader && IsTitle(page.LineText(line));
  });
}

// The contents of one page; empty where there are none.
//   titled: the title is its header.
std::vector<bool> ContentsOf(bool follows, bool titled, const Page& page) {
  std::vector<size_t> body;
  std::vector<Entry> entries;
  size_t title = titled ? 0 : SIZE_MAX;
  int leaders = 0, gaps = 0;
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const Line& line = page.lines[l];
    if (line.role != LineRole::kBody) continue;
    const std::string_view text = page.LineText(line);
    if (title == SIZE_MAX && body.size() < kTitleWithin && text.size() < 40 && IsTitle(text)) {
      title = body.size();
    }
    body.push_back(l);
    Entry entry = EntryOf(text);
    if (entry.kind == EntryKind::kNone && MostLeadersInARow(text) >= kManyLeaders &&
        (title != SIZE_MAX || follows)) {
      entry.kind = EntryKind::kLeader;  // its number stands on the next line
    }
    leaders += entry.kind == EntryKind::kLeader;
    gaps += entry.kind == EntryKind::kGap;
    entries.push_back(entry);
  }
  const bool told = title != SIZE_MAX || follows;
  // Entries without leaders count only under a title.
  const int count = leaders + (told ? gaps : 0);
  const int lines = static_cast<int>(body.size());
  if (count < kFewestEntries && !(told && follows && count * 2 >= lines && count > 0)) return {};
  if (count * 10 < lines * (told ? kLeastShare : kLeastShareUntitled)) return {};
  int rising = 0, falling = 0, before = -1;
  size_t first = SIZE_MAX, last = 0;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].kind == EntryKind::kNone || (entries[i].kind == EntryKind::kGap && !told)) {
      continue;
    }
    first = std::min(first, i);
    last = i;
    if (entries[i].number == 0) continue;
    if (before >= 0) ++(entries[i].number >= before ? rising : falling);
    before = entries[i].number;
  }
  if (falling * 5 > rising + falling) return {};
  const size_t begin = title != SIZE_MAX ? title : told ? 0 : first;
  std::vector<bool> out(page.lines.size());
  for (size_t i = begin; i <= last; ++i) out[body[i]] = true;
  return out;
}

}  // namespace

ContentsLines FindContents(const Document& document) {
  ContentsLines out;
  std::vector<bool> titled;
  for (const Page& page : document.pages) titled.push_back(HasTitleInHeader(page));
  // A header of many pages is a link back to the contents.
  const size_t pages = static_cast<size_t>(std::count(titled.begin(), titled.end(), true));
  if (pages > kMostPages) titled.assign(titled.size(), false);
  for (size_t p = 0; p < document.pages.size(); ++p) {
    const bool follows = p > 0 && !out.pages.back().empty();
    out.pages.push_back(ContentsOf(follows, titled[p], document.pages[p]));
  }
  return out;
}

}  // namespace filing_review::extract
