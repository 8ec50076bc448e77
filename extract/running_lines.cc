#include "extract/running_lines.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr int32_t kZone = 14;          // percent of the page height, from either edge
constexpr size_t kMostLines = 3;       // at either edge
constexpr size_t kMostCells = 3;       // of a running line: left, middle, right
constexpr int32_t kSameHeight = 400;   // 1/100 point
constexpr int kPagesOutermost = 3;     // pages on which the outermost line has to come back
constexpr int kPagesInner = 6;         // pages for a line further in: a table's head comes back too
constexpr double kLeastDensity = 0.3;  // share of the pages it spans (even and odd pages differ)
constexpr size_t kMostPageNumber = 24;  // bytes

// A line near an edge, as it is compared.
struct EdgeLine {
  size_t page = 0, line = 0;
  bool top = false;
  size_t rank = 0;            // 0: outermost
  int32_t height = 0;         // from its edge
  std::string words;          // digits masked, white space left out
  std::optional<int> number;  // of a line that is a number and little else
};

// Value of a roman numeral in lower case; 0 where it is none.
int Roman(std::string_view text) {
  int value = 0, last = 1000;
  for (const char c : text) {
    const int digit = c == 'i'   ? 1
                      : c == 'v' ? 5
                      : c == 'x' ? 10
                      : c == 'l' ? 50
                      : c == 'c' ? 100
                                 : 0;
    if (digit == 0) return 0;
    value += digit;
    if (last < digit) value -= 2 * last;
    last = digit;
  }
  return value;
}

// The number of a line like "12", "– 12 –", "1-1-12", "F-12", "Page 12 of 300", "第 12 页".
std::optional<int> PageNumber(std::string_view text) {
  if (text.size() > kMostPageNumber) return std::nullopt;
  std::string letters;
  int first = -1, last = -1;
  size_t han = 0;
  bool tab = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    if (c >= '0' && c <= '9') {
      int value = static_cast<int>(c - '0');
      while (at < text.size() && text[at] >= '0' && text[at] <= '9' && value < 100'000) {
        value = value * 10 + (text[at++] - '0');
      }
      if (first < 0) first = value;
      last = value;
    } else if (c < 0x80 && ((c | 32) >= 'a' && (c | 32) <= 'z')) {
      letters += static_cast<char>(c | 32);
    } else if (c >= 0x4E00 && c <= 0x9FFF) {
      ++han;
    }
    tab = tab || c == '\t';
  }
  if (tab || han > 4) return std::nullopt;
  if (last >= 0) {
    if (letters.empty() && han == 0) return last;
    if (letters == "page" || letters == "pageof" || letters == "of" || han > 0) return first;
    return letters.size() == 1 ? std::optional<int>(last) : std::nullopt;
  }
  const int roman = Roman(letters);
  return roman > 0 && han == 0 ? std::optional<int>(roman) : std::nullopt;
}

std::string MaskDigits(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    const char masked = c >= '0' && c <= '9' ? '#' : c;
    if (masked != '#' || out.empty() || out.back() != '#') out += masked;
  }
  return out;
}

bool HasWords(std::string_view masked) {
  return std::any_of(masked.begin(), masked.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0xE3;
  });
}

std::vector<EdgeLine> EdgeLines(const Document& document) {
  std::vector<EdgeLine> out;
  std::vector<size_t> order;
  for (size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    const int32_t zone = static_cast<int32_t>(int64_t{page.height} * kZone / 100);
    for (const bool top : {true, false}) {
      order.clear();
      for (size_t l = 0; l < page.lines.size(); ++l) {
        const Line& line = page.lines[l];
        if (line.direction != Direction::kRight) continue;
        if (top ? line.cross1 <= zone : line.cross0 >= page.height - zone) order.push_back(l);
      }
      std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return top ? page.lines[a].cross1 < page.lines[b].cross1
                   : page.lines[a].cross1 > page.lines[b].cross1;
      });
      if (order.size() > kMostLines) order.resize(kMostLines);
      for (size_t rank = 0; rank < order.size(); ++rank) {
        const Line& line = page.lines[order[rank]];
        EdgeLine edge;
        edge.page = p;
        edge.line = order[rank];
        edge.top = top;
        edge.rank = rank;
        edge.height = top ? line.cross1 : page.height - line.cross1;
        edge.words = (top ? 'T' : 'B') + MaskDigits(page.LineText(line));
        edge.number = PageNumber(page.LineText(line));
        out.push_back(std::move(edge));
      }
    }
  }
  return out;
}

// Numbers that move with the pages: the same distance from the page's place on a neighbour page.
void MarkPageNumbers(const std::vector<EdgeLine>& edges, std::vector<LineRole>* roles) {
  for (size_t i = 0; i < edges.size(); ++i) {
    if (!edges[i].number.has_value()) continue;
    const int offset = *edges[i].number - static_cast<int>(edges[i].page);
    for (size_t j = i + 1; j < edges.size() && edges[j].page <= edges[i].page + 3; ++j) {
      if (edges[j].page == edges[i].page || edges[j].top != edges[i].top ||
          !edges[j].number.has_value() ||
          *edges[j].number - static_cast<int>(edges[j].page) != offset ||
          std::abs(edges[j].height - edges[i].height) > 2 * kSameHeight) {
        continue;
      }
      (*roles)[i] = (*roles)[j] = LineRole::kPageNumber;
    }
  }
}

// Lines with the same words at the same height.
void MarkRepeated(const Document& document, const std::vector<EdgeLine>& edges,
                  std::vector<LineRole>* roles) {
  std::unordered_map<std::string_view, std::vector<size_t>> groups;
  for (size_t i = 0; i < edges.size(); ++i) {
    const Line& line = document.pages[edges[i].page].lines[edges[i].line];
    if (line.cells.size() > kMostCells) continue;
    if (HasWords(std::string_view(edges[i].words).substr(1))) groups[edges[i].words].push_back(i);
  }
  for (const auto& [words, group] : groups) {
    for (const size_t i : group) {
      int pages = 0;
      size_t first = edges[i].page, last = edges[i].page;
      for (const size_t j : group) {
        if (std::abs(edges[j].height - edges[i].height) > kSameHeight) continue;
        ++pages;
        first = std::min(first, edges[j].page);
        last = std::max(last, edges[j].page);
      }
      const bool dense = pages >= kLeastDensity * static_cast<double>(last - first + 1) ||
                         pages >= 4 * kPagesInner;
      if (pages >= (edges[i].rank == 0 ? kPagesOutermost : kPagesInner) && dense) {
        (*roles)[i] = edges[i].top ? LineRole::kHeader : LineRole::kFooter;
      }
    }
  }
}

// True where the last of the lines [begin, end) shares its block with a line that is not among
// them: the head of a table that comes back on each page belongs to the table.
bool GoesOn(const Page& page, const std::vector<EdgeLine>& edges, size_t begin, size_t end) {
  const uint16_t block = page.lines[edges[end - 1].line].block;
  for (size_t l = 0; l < page.lines.size(); ++l) {
    if (page.lines[l].block != block) continue;
    bool among = false;
    for (size_t i = begin; i < end; ++i) among = among || edges[i].line == l;
    if (!among) return true;
  }
  return false;
}

}  // namespace

void MarkRunningLines(Document* document) {
  const std::vector<EdgeLine> edges = EdgeLines(*document);
  std::vector<LineRole> roles(edges.size(), LineRole::kBody);
  MarkRepeated(*document, edges, &roles);
  MarkPageNumbers(edges, &roles);
  // From the edge inwards; behind the first body line everything is body.
  for (size_t begin = 0; begin < edges.size();) {
    size_t end = begin;
    while (end < edges.size() && (end == begin || edges[end].rank > 0)) ++end;
    size_t running = begin;
    while (running < end && roles[running] != LineRole::kBody) ++running;
    Page& page = document->pages[edges[begin].page];
    while (running > begin && GoesOn(page, edges, begin, running)) --running;
    for (size_t i = begin; i < running; ++i) page.lines[edges[i].line].role = roles[i];
    begin = end;
  }
}

}  // namespace filing_review::extract
