#include "extract/running_lines.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "extract/edge_lines.h"
#include "extract/header_places.h"
#include "extract/running_chapters.h"

namespace filing_review::extract {

namespace {

constexpr int32_t kSameHeight = 400;   // 1/100 point
constexpr int kPagesOutermost = 3;     // pages on which the outermost line has to come back
constexpr int kPagesInner = 6;         // pages for a line further in: a table's head comes back too
constexpr double kLeastDensity = 0.3;  // share of the pages it spans (even and odd pages differ)
constexpr size_t kFewestFree = 6;      // pages on which a running line stands free of the text

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
    if (line.cells.size() > kMostRunningCells) continue;
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

// The lines of one edge of a page, [begin, end) of the edge lines, of which [begin, running) are
// running lines by their own account.
struct Edge {
  size_t begin = 0, running = 0;
  size_t free = 0;  // [begin, free): those that share no block with the text
};

std::vector<Edge> Edges(const Document& document, const std::vector<EdgeLine>& edges,
                        const std::vector<LineRole>& roles) {
  std::vector<Edge> out;
  for (size_t begin = 0; begin < edges.size();) {
    size_t end = begin;
    while (end < edges.size() && (end == begin || edges[end].rank > 0)) ++end;
    Edge edge{begin, begin, 0};
    // From the edge inwards; behind the first body line everything is body.
    while (edge.running < end && roles[edge.running] != LineRole::kBody) ++edge.running;
    edge.free = edge.running;
    const Page& page = document.pages[edges[begin].page];
    while (edge.free > begin && GoesOn(page, edges, begin, edge.free)) --edge.free;
    out.push_back(edge);
    begin = end;
  }
  return out;
}

}  // namespace

void MarkRunningLines(Document* document) {
  const std::vector<EdgeLine> edges = EdgeLines(*document);
  std::vector<LineRole> roles(edges.size(), LineRole::kBody);
  MarkRepeated(*document, edges, &roles);
  MarkHeadersByPlace(*document, edges, &roles);
  MarkPageNumbers(edges, &roles);
  // A line that stands free on most of its pages is a running line also where text comes close.
  const std::vector<Edge> parts = Edges(*document, edges, roles);
  std::unordered_map<std::string_view, std::pair<size_t, size_t>> free_and_bound;
  for (const Edge& part : parts) {
    for (size_t i = part.begin; i < part.running; ++i) {
      auto& [free, bound] = free_and_bound[edges[i].words];
      ++(i < part.free ? free : bound);
    }
  }
  for (const Edge& part : parts) {
    size_t running = part.free;
    while (running < part.running) {
      const auto [free, bound] = free_and_bound[edges[running].words];
      if (free < kFewestFree || free < bound) break;
      ++running;
    }
    Page& page = document->pages[edges[part.begin].page];
    for (size_t i = part.begin; i < running; ++i) page.lines[edges[i].line].role = roles[i];
  }
  if (document->outline.empty()) document->outline = RunningChapters(*document);
}

}  // namespace filing_review::extract
