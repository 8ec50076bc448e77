#include "classify/metadata_page.h"

#include <algorithm>
#include <string_view>

#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

bool IsSpace(char32_t c) {
  return c == ' ' || c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B);
}

double Points(int32_t hundredths) { return hundredths / 100.0; }

// True for Chinese characters and the punctuation that is set solid with them.
bool SetSolid(char32_t c) {
  return IsHan(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E);
}

// Without spaces between two characters that are set solid; other runs of spaces become one.
std::string Tidy(std::string_view text) {
  std::string out;
  char32_t before = 0;
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, at);
    if (IsSpace(c) || c == '\t' || c == '\n') {
      gap = before != 0;
      continue;
    }
    if (gap && !(SetSolid(before) && SetSolid(c))) out += ' ';
    gap = false;
    extract::AppendUtf8(c, &out);
    before = c;
  }
  return out;
}

}  // namespace

MetadataPage MakeMetadataPage(const extract::Page& page, bool running) {
  MetadataPage result;
  result.page = &page;
  const auto put = [&](char32_t c, size_t source, size_t line) {
    extract::AppendUtf8(c, &result.text);
    result.source.resize(result.text.size(), static_cast<uint32_t>(source));
    result.line_of.resize(result.text.size(), static_cast<uint32_t>(line));
  };
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const extract::Line& line = page.lines[l];
    const bool in_margin =
        line.role == extract::LineRole::kHeader || line.role == extract::LineRole::kFooter;
    if (line.role == extract::LineRole::kPageNumber || (running && !in_margin)) continue;
    const std::string_view text = page.LineText(line);
    char32_t before = 0;
    size_t gap_at = 0;
    bool gap = false;
    for (size_t at = 0; at < text.size();) {
      const size_t start = at;
      const char32_t c = NextCodePoint(text, at);
      if (IsSpace(c)) {
        if (!gap) gap_at = start;
        gap = before != 0;
        continue;
      }
      if (gap && !(SetSolid(before) && SetSolid(c)) && before != '\t' && c != '\t') {
        put(' ', line.text_begin + gap_at, l);
      }
      gap = false;
      before = c;
      const std::string_view letters = FoldLigature(c);
      if (letters.empty()) put(Fold(c), line.text_begin + start, l);
      for (const char letter : letters)
        put(static_cast<char32_t>(letter), line.text_begin + start, l);
    }
    put('\n', line.text_end, l);
  }
  result.lower = result.text;
  for (char& c : result.lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return result;
}

std::string MetadataPage::Original(size_t begin, size_t end) const {
  std::string raw;
  for (size_t at = begin; at < end && at < text.size();) {
    const uint32_t line = line_of[at];
    size_t stop = at;
    while (stop < end && stop < text.size() && line_of[stop] == line) ++stop;
    const extract::Line& l = page->lines[line];
    const uint32_t from = source[at];
    const uint32_t to = stop < text.size() && line_of[stop] == line ? source[stop] : l.text_end;
    raw += page->text.substr(from, to - from);
    raw += '\n';
    at = stop;
  }
  return Tidy(raw);
}

void MetadataPage::AddEvidence(const std::string& document_id, size_t begin, size_t end,
                               google::protobuf::RepeatedPtrField<v1::Evidence>& out) const {
  if (begin >= end || end > text.size()) return;
  v1::Evidence evidence;
  evidence.set_document(document_id);
  evidence.set_page(page->number);
  evidence.set_role(v1::EVIDENCE_ROLE_FIGURE);
  evidence.set_from_ocr(page->from_ocr);
  evidence.set_page_width(Points(page->width));
  evidence.set_page_height(Points(page->height));
  std::string quote;
  for (uint32_t l = line_of[begin]; l <= line_of[end - 1]; ++l) {
    const extract::Line& line = page->lines[l];
    if (line.char_begin >= line.char_end) continue;
    const extract::Box box = page->RangeBox(line, line.char_begin, line.char_end);
    v1::Box& b = *evidence.add_boxes();
    b.set_x0(Points(box.x0));
    b.set_y0(Points(box.y0));
    b.set_x1(Points(box.x1));
    b.set_y1(Points(box.y1));
    std::string original(page->LineText(line));
    std::replace(original.begin(), original.end(), '\t', ' ');
    if (!quote.empty()) quote += ' ';
    quote += original;
  }
  evidence.set_quote(quote);
  for (const v1::Evidence& have : out) {
    if (have.page() == evidence.page() && have.quote() == evidence.quote()) return;
  }
  *out.Add() = std::move(evidence);
}

}  // namespace filing_review::classify
