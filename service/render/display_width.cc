// The half of plain_text.h that counts terminal columns.
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>

#include "service/render/code_point.h"
#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

int WidthOf(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// Bytes of the longest beginning of `text` that takes at most `width` columns.
size_t BytesWithin(std::string_view text, int width) {
  size_t at = 0;
  for (int used = 0; at < text.size();) {
    size_t next = at;
    used += WidthOf(NextCodePoint(text, next));
    if (used > width) break;
    at = next;
  }
  return at;
}

std::vector<size_t> LineBreaks(std::string_view text) {
  std::vector<size_t> breaks;
  UErrorCode status = U_ZERO_ERROR;
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  UBreakIterator* iterator = ubrk_open(UBRK_LINE, "", nullptr, 0, &status);
  if (U_SUCCESS(status)) {
    ubrk_setUText(iterator, utext, &status);
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      breaks.push_back(static_cast<size_t>(at));
    }
  }
  if (iterator != nullptr) ubrk_close(iterator);
  utext_close(utext);
  if (breaks.empty() || breaks.back() != text.size()) breaks.push_back(text.size());
  return breaks;
}

std::string_view WithoutTrailingSpace(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) width += WidthOf(NextCodePoint(text, at));
  return width;
}

std::string FitToWidth(std::string_view text, int width) {
  std::string out(text);
  if (DisplayWidth(text) > width) {
    out = std::string(text.substr(0, BytesWithin(text, std::max(0, width - 1)))) + "…";
  }
  out.append(static_cast<size_t>(std::max(0, width - DisplayWidth(out))), ' ');
  return out;
}

std::vector<std::string> WrapToWidth(std::string_view text, int width) {
  width = std::max(width, 2);
  std::vector<std::string> lines;
  size_t start = 0;
  size_t end = 0;
  const auto flush = [&](size_t upto) {
    lines.emplace_back(WithoutTrailingSpace(text.substr(start, upto - start)));
    start = upto;
  };
  for (const size_t next : LineBreaks(text)) {
    if (DisplayWidth(WithoutTrailingSpace(text.substr(start, next - start))) > width) {
      if (end > start) flush(end);
      while (DisplayWidth(WithoutTrailingSpace(text.substr(start, next - start))) > width) {
        flush(start + BytesWithin(text.substr(start), width));
      }
    }
    end = next;
  }
  if (end > start) flush(end);
  return lines;
}

std::string ExcerptAround(std::string_view text, std::string_view mark, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  size_t found = mark.empty() ? 0 : text.find(mark);
  if (found == std::string_view::npos) found = 0;
  // Begin so far before the mark that it stands in the middle, at a character's edge.
  size_t begin = 0;
  const int before = std::max(0, width / 2 - DisplayWidth(mark) / 2);
  while (begin < found && DisplayWidth(text.substr(begin, found - begin)) > before) {
    NextCodePoint(text, begin);
  }
  // No need to cut the beginning where the rest then leaves room.
  if (begin > 0 && DisplayWidth(text.substr(begin)) < width) {
    begin = 0;
    while (DisplayWidth(text.substr(begin)) > width - 1) NextCodePoint(text, begin);
  }
  std::string out = begin > 0 ? "…" : "";
  const std::string_view rest = text.substr(begin);
  const int room = width - DisplayWidth(out);
  if (DisplayWidth(rest) <= room) return out + std::string(rest);
  return out + std::string(rest.substr(0, BytesWithin(rest, room - 1))) + "…";
}

}  // namespace filing_review::render
