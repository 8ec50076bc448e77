#include "service/render/word_marks.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace filing_review::render {

namespace {

// Runs of ASCII letters and digits, and single other characters; spaces are no words.
std::vector<MarkedSpan> WordsOf(std::string_view text) {
  std::vector<MarkedSpan> words;
  bool run = false;
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    size = std::min(size, text.size() - at);
    // "1,234.5" is one word.
    const bool inside = (byte == ',' || byte == '.') && run && at + 1 < text.size() &&
                        std::isdigit(static_cast<unsigned char>(text[at + 1])) != 0 &&
                        std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0;
    const bool letter = byte < 0x80 && (std::isalnum(byte) != 0 || inside);
    if (letter && run) {
      words.back().to = at + 1;
    } else if (byte > ' ') {
      words.push_back({at, at + size});
    }
    run = letter;
    at += size;
  }
  return words;
}

void Add(const MarkedSpan& word, std::vector<MarkedSpan>& spans, bool follows) {
  if (follows && !spans.empty()) {
    spans.back().to = word.to;
  } else {
    spans.push_back(word);
  }
}

}  // namespace

WordMarks MarkWords(std::string_view a, std::string_view b) {
  const std::vector<MarkedSpan> of_a = WordsOf(a), of_b = WordsOf(b);
  const auto same = [&](size_t i, size_t j) {
    return a.substr(of_a[i].from, of_a[i].to - of_a[i].from) ==
           b.substr(of_b[j].from, of_b[j].to - of_b[j].from);
  };
  size_t begin = 0, end_a = of_a.size(), end_b = of_b.size();
  while (begin < end_a && begin < end_b && same(begin, begin)) ++begin;
  while (end_a > begin && end_b > begin && same(end_a - 1, end_b - 1)) --end_a, --end_b;
  WordMarks marks;
  const size_t n = end_a - begin, m = end_b - begin;
  if (n > kMostMarkedWords || m > kMostMarkedWords) {
    if (n > 0) marks.a.push_back({of_a[begin].from, of_a[end_a - 1].to});
    if (m > 0) marks.b.push_back({of_b[begin].from, of_b[end_b - 1].to});
    return marks;
  }
  // Longest common subsequence of what is left: length[i][j] from there to the end.
  std::vector<std::vector<uint16_t>> length(n + 1, std::vector<uint16_t>(m + 1));
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      length[i][j] = same(begin + i, begin + j) ? static_cast<uint16_t>(length[i + 1][j + 1] + 1)
                                                : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  bool follows_a = false, follows_b = false;
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && same(begin + i, begin + j)) {
      ++i, ++j;
      follows_a = follows_b = false;
    } else if (j == m || (i < n && length[i + 1][j] >= length[i][j + 1])) {
      Add(of_a[begin + i++], marks.a, follows_a);
      follows_a = true;
    } else {
      Add(of_b[begin + j++], marks.b, follows_b);
      follows_b = true;
    }
  }
  return marks;
}

}  // namespace filing_review::render
