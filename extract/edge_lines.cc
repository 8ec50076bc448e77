#include "extract/edge_lines.h"

#include <algorithm>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr int32_t kZone = 14;           // percent of the page height, from either edge
constexpr size_t kMostLines = 3;        // at either edge
constexpr size_t kMostPageNumber = 24;  // bytes

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

}  // namespace

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

}  // namespace filing_review::extract
