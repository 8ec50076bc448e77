#include "extract/header_places.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace filing_review::extract {

namespace {

constexpr size_t kProof = 3;            // pages in a row that prove a place
constexpr size_t kMostPagesOff = 8;     // to the first of them
constexpr int kFewestWrapped = 3;       // pages on which a header takes several lines
constexpr int32_t kSameBaseline = 100;  // 1/100 point
constexpr int32_t kAligned = 200;       // 1/100 point
constexpr int32_t kSetApart = 19;       // tenths of the font size, to the line below
constexpr int32_t kLeastStep = 7;       // tenths of the step below headers that prove a place
constexpr int32_t kWidestWrap = 16;     // tenths of the font size, to the second line
constexpr size_t kLongestHeader = 160;  // bytes

// The top of a page as a place for headers.
struct Top {
  const Page* page = nullptr;
  size_t edge = SIZE_MAX;    // the outermost line, in the list of edge lines
  size_t wraps = 0;          // lines below it that it goes on in
  int64_t step = INT64_MAX;  // from its last line to the text below
  bool proven = false;       // it came back on other pages
  // No text runs on from it: it is no sentence, and what stands below is set apart from it and is
  // in other type.
  bool apart = false;

  const Line& line(const std::vector<EdgeLine>& edges) const {
    return page->lines[edges[edge].line];
  }
};

bool SameType(const Line& a, const Line& b) {
  return a.font_size == b.font_size && a.bold == b.bold;
}

// The line next below `line`; nullptr where there is none.
const Line* Below(const Page& page, const Line& line) {
  const Line* next = nullptr;
  for (const Line& below : page.lines) {
    if (below.direction == Direction::kRight && below.cross1 > line.cross1 &&
        (next == nullptr || below.cross1 < next->cross1)) {
      next = &below;
    }
  }
  return next;
}

bool MayBePartOfAHeader(const Page& page, const Line& line) {
  const std::string_view text = page.LineText(line);
  if (line.cells.size() > kMostRunningCells || text.size() > kLongestHeader) return false;
  for (const std::string_view end : {".", ",", ";", ":", "。", "，", "；", "：", "、"}) {
    if (text.ends_with(end)) return false;
  }
  return true;
}

// The top of each page.
std::vector<Top> Tops(const Document& document, const std::vector<EdgeLine>& edges,
                      const std::vector<LineRole>& roles) {
  std::vector<Top> tops(document.pages.size());
  for (size_t i = 0; i < edges.size(); ++i) {
    if (!edges[i].top || edges[i].rank != 0) continue;
    const Page& page = document.pages[edges[i].page];
    Top& top = tops[edges[i].page];
    top.page = &page;
    top.edge = i;
    top.proven = roles[i] == LineRole::kHeader;
    const Line* last = &page.lines[edges[i].line];
    top.apart =
        HasWords(std::string_view(edges[i].words).substr(1)) && MayBePartOfAHeader(page, *last);
    const Line* below = Below(page, *last);
    const auto step = [&] { return int64_t{below->cross1} - last->cross1; };
    while (below != nullptr && SameType(*below, *last) &&
           step() * 10 <= int64_t{last->font_size} * kWidestWrap) {
      const size_t next = i + top.wraps + 1;
      if (next >= edges.size() || edges[next].page != edges[i].page ||
          below != &page.lines[edges[next].line]) {
        break;
      }
      ++top.wraps;
      top.apart = top.apart && MayBePartOfAHeader(page, *below);
      last = below;
      below = Below(page, *last);
    }
    if (below == nullptr) continue;
    top.step = step();
    top.apart = top.apart && !SameType(*below, *last) &&
                top.step * 10 >= int64_t{last->font_size} * kSetApart;
  }
  return tops;
}

// True where `top` stands in the place of the header `header`: on its baseline, in its type, from
// its left edge, to its right edge or about its middle, and as far from the text below.
bool InPlaceOf(const Top& header, const Top& top, const std::vector<EdgeLine>& edges) {
  const Line &a = header.line(edges), &b = top.line(edges);
  return std::abs(edges[header.edge].height - edges[top.edge].height) <= kSameBaseline &&
         SameType(a, b) &&
         (std::abs(a.start - b.start) <= kAligned || std::abs(a.end - b.end) <= kAligned ||
          std::abs(a.start + a.end - b.start - b.end) <= 2 * kAligned);
}

// The other lines of a header that takes several: as often as it comes back, they do.
void MarkWrapped(const std::vector<EdgeLine>& edges, const std::vector<Top>& tops,
                 std::vector<LineRole>* roles) {
  struct Header {
    int pages = 0;
    std::string wrapped;
    bool same = true;
  };
  const auto wrapped = [&](const Top& top) {
    std::string words;
    for (size_t k = 1; k <= top.wraps; ++k) words += edges[top.edge + k].words;
    return words;
  };
  std::unordered_map<std::string_view, Header> headers;
  for (const Top& top : tops) {
    if (!top.proven) continue;
    Header& header = headers[edges[top.edge].words];
    std::string words = top.apart ? wrapped(top) : std::string();
    header.same = header.same && (header.pages == 0 || header.wrapped == words);
    header.wrapped = std::move(words);
    ++header.pages;
  }
  for (const Top& top : tops) {
    if (!top.proven || top.wraps == 0) continue;
    const Header& header = headers[edges[top.edge].words];
    if (!header.same || header.pages < kFewestWrapped || header.wrapped.empty()) continue;
    for (size_t k = 1; k <= top.wraps; ++k) (*roles)[top.edge + k] = LineRole::kHeader;
  }
}

void MarkInTheirPlace(const std::vector<EdgeLine>& edges, const std::vector<Top>& tops,
                      std::vector<LineRole>* roles) {
  const auto proves = [&](const Top& header, const Top& top) {
    return header.proven && header.apart && InPlaceOf(header, top, edges) &&
           (*roles)[header.edge + header.wraps] == LineRole::kHeader;
  };
  // Looks from page `p` in steps of `way`, over pages whose top may be a header too.
  const auto proven_on = [&](size_t p, int way) {
    size_t in_a_row = 0;
    for (size_t off = 1; off <= kMostPagesOff + kProof; ++off) {
      const size_t q = way > 0 ? p + off : p - off;  // wraps round below 0
      if (q >= tops.size()) return false;
      const Top& top = tops[q];
      if (top.edge == SIZE_MAX) continue;  // a page without text
      if (proves(top, tops[p])) {
        if (tops[p].step < top.step / 10 * kLeastStep) return false;
        if (++in_a_row == kProof) return true;
      } else {
        if (in_a_row > 0 || !top.apart || !InPlaceOf(top, tops[p], edges)) return false;
      }
    }
    return false;
  };
  for (size_t p = 0; p < tops.size(); ++p) {
    const Top& top = tops[p];
    if (top.edge == SIZE_MAX || top.proven || !top.apart) continue;
    if (!proven_on(p, -1) && !proven_on(p, 1)) continue;
    for (size_t k = 0; k <= top.wraps; ++k) (*roles)[top.edge + k] = LineRole::kHeader;
  }
}

}  // namespace

void MarkHeadersByPlace(const Document& document, const std::vector<EdgeLine>& edges,
                        std::vector<LineRole>* roles) {
  const std::vector<Top> tops = Tops(document, edges, *roles);
  MarkWrapped(edges, tops, roles);
  MarkInTheirPlace(edges, tops, roles);
}

}  // namespace filing_review::extract
