#include "service/desk/page_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::service {

namespace {

using extract::Direction;

constexpr size_t kSnippetBytes = 60;  // before and behind the words

float Points(int32_t hundredths) { return static_cast<float>(hundredths) / 100; }

v1::TextLine LineOf(const extract::Page& page, const extract::Line& line) {
  v1::TextLine out;
  out.set_text(std::string(page.LineText(line)));
  const extract::Box whole = page.RangeBox(line, line.char_begin, line.char_end);
  out.set_y0(whole.y0 / 100.0);
  out.set_y1(whole.y1 / 100.0);
  const bool across = line.direction == Direction::kRight || line.direction == Direction::kLeft;
  for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
    const extract::Box box = page.CharBox(line, c);
    out.add_x_edges(Points(box.x0));
    out.add_x_edges(Points(box.x1));
    if (across) continue;
    out.add_y_edges(Points(box.y0));
    out.add_y_edges(Points(box.y1));
  }
  return out;
}

bool IsBlank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Letters of words that blanks stand between; Chinese characters need none.
bool IsWordLetter(char32_t c) { return c < 0x2E80 && u_isalnum(static_cast<UChar32>(c)) != 0; }

// Folded text in small letters, with one blank between two words and no other: where a line ends,
// and what stands around a comma, does not matter.
struct Comparable {
  std::string text;
  std::vector<size_t> from;  // of each byte: where its code point begins in the folded text
};

Comparable ComparableOf(std::string_view folded) {
  Comparable out;
  out.text.reserve(folded.size());
  out.from.reserve(folded.size() + 1);
  char32_t last = 0;
  bool blank = false;
  for (size_t at = 0; at < folded.size();) {
    const size_t from = at;
    const char32_t c = classify::NextCodePoint(folded, at);
    if (IsBlank(c)) {
      blank = true;
      continue;
    }
    if (blank && IsWordLetter(last) && IsWordLetter(c)) {
      out.text += ' ';
      out.from.push_back(from);
    }
    blank = false;
    last = c;
    extract::AppendUtf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))), &out.text);
    out.from.resize(out.text.size(), from);
  }
  return out;
}

// Bytes of the folded text that bytes [begin, end) of the other stand for.
std::pair<size_t, size_t> FoldedRange(std::string_view folded, const Comparable& text, size_t begin,
                                      size_t end) {
  size_t last = text.from[end - 1];
  classify::NextCodePoint(folded, last);
  return {text.from[begin], last};
}

// A place near `at` where a code point begins.
size_t Boundary(std::string_view text, size_t at) {
  return extract::CodePointBegin(text, std::min(at, text.size()));
}

}  // namespace

v1::PageText PageTextOf(const extract::Page& page) {
  v1::PageText text;
  text.set_page(page.number);
  text.set_page_width(page.width / 100.0);
  text.set_page_height(page.height / 100.0);
  text.set_from_ocr(page.from_ocr);
  for (const extract::Line& line : page.lines) {
    if (line.char_begin < line.char_end) *text.add_lines() = LineOf(page, line);
  }
  return text;
}

v1::SearchFilingTextResponse FindInText(const classify::AnalyzedDocument& analyzed,
                                        std::string_view words, int limit) {
  v1::SearchFilingTextResponse response;
  const auto& pages = analyzed.document->pages;
  response.set_pages_searched_count(
      static_cast<int32_t>(std::count_if(pages.begin(), pages.end(), [](const extract::Page& page) {
        return page.unread_reason.empty();
      })));
  const std::string wanted = ComparableOf(classify::FoldText(words)).text;
  if (wanted.empty()) return response;
  for (uint32_t p = 0; p < analyzed.passages.size(); ++p) {
    const std::string& folded = analyzed.passages[p].text;
    const Comparable text = ComparableOf(folded);
    for (size_t found = text.text.find(wanted); found != std::string::npos;
         found = text.text.find(wanted, found + wanted.size())) {
      const auto [at, end] = FoldedRange(folded, text, found, found + wanted.size());
      google::protobuf::RepeatedPtrField<v1::Evidence> places;
      classify::AddEvidence(analyzed, p, at, end, v1::EVIDENCE_ROLE_FIGURE, places);
      for (v1::Evidence& place : places) {  // two where the words run over a page's end
        if (response.hits_size() == limit) {
          response.set_more(true);
          return response;
        }
        v1::TextHit& hit = *response.add_hits();
        hit.set_page(place.page());
        hit.set_snippet(
            classify::OriginalText(analyzed, p, Boundary(folded, at - std::min(at, kSnippetBytes)),
                                   Boundary(folded, std::min(end + kSnippetBytes, folded.size()))));
        hit.mutable_boxes()->Swap(place.mutable_boxes());
      }
    }
  }
  return response;
}

}  // namespace filing_review::service
