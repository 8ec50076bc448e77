#include "extract/text_health.h"

#include <algorithm>
#include <string_view>

#include "extract/frequent_han.h"
#include "extract/read_error.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr float kPicture = 0.05f;        // a smaller image is an ornament
constexpr uint32_t kOutlinedText = 150;  // filled shapes: letters drawn as outlines
constexpr uint32_t kFewGlyphs = 10;      // too few to judge
constexpr uint32_t kFewHan = 20;
constexpr uint32_t kDoubledLines = 3;  // fewer lines that stand twice are chance

bool IsSuspect(char32_t c) {
  return c < 0x20 || c == 0xFFFD || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c <= 0xF8FF) ||
         c >= 0xF0000;
}

bool Overlap(int32_t a0, int32_t a1, int32_t b0, int32_t b1) {
  return 2 * (std::min(a1, b1) - std::max(a0, b0)) > std::min(a1 - a0, b1 - b0);
}

// Lines that say the same as one of the lines before and lie over it: a text layer that was drawn
// twice, with a shift. Exact copies have been dropped by the layout. Returns their characters.
uint32_t DoubledChars(const Page& page) {
  constexpr size_t kNear = 3, kShortestText = 6;
  uint32_t lines = 0, chars = 0, considered = 0;
  for (size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    const std::string_view text = page.LineText(line);
    if (text.size() < kShortestText) continue;
    ++considered;
    for (size_t j = i - std::min(i, kNear); j < i; ++j) {
      const Line& other = page.lines[j];
      if (page.LineText(other) != text || other.direction != line.direction ||
          !Overlap(line.cross0, line.cross1, other.cross0, other.cross1) ||
          !Overlap(line.start, line.end, other.start, other.end)) {
        continue;
      }
      ++lines;
      chars += line.char_end - line.char_begin;
      break;
    }
  }
  return lines >= kDoubledLines && lines * 4 >= considered ? chars : 0;
}

// What the characters say: the reason why they are not text, or null.
const char* UnreadReason(const PageGlyphs& glyphs, const Page& page, uint32_t* suspects) {
  if (glyphs.damaged) return kReasonPageDamaged;
  if (glyphs.too_many_chars) return kReasonPageChars;
  uint32_t chars = 0, words = 0, han = 0, frequent_han = 0;
  for (size_t at = 0; at < page.text.size();) {
    const char32_t c = NextCodePoint(page.text, &at);
    if (c == ' ' || c == '\n' || c == '\t') continue;
    ++chars;
    *suspects += IsSuspect(c);
    words += c >= 'A';
    if (IsHan(c)) {
      ++han;
      frequent_han += IsFrequentHan(c);
    }
  }
  const uint32_t bad = page.unmapped_glyphs + *suspects;
  if (bad >= kFewGlyphs && bad * 10 > (chars + page.unmapped_glyphs) * 3) {
    return kReasonGarbledText;
  }
  // Glyph numbers taken for characters, by a map that is wrong.
  if (han >= kFewHan && frequent_han * 10 < han * 6) return kReasonGarbledText;
  const bool shows = glyphs.image_share > kPicture || glyphs.filled_shapes > kOutlinedText;
  if (chars == 0) return shows ? kReasonNoText : nullptr;
  // A scanned page on which a number was stamped.
  if (page.image_page && words == 0 && chars < kFewGlyphs) return kReasonNoText;
  return nullptr;
}

}  // namespace

void JudgeText(const PageGlyphs& glyphs, Page* page) {
  uint32_t suspects = 0;
  if (const char* reason = UnreadReason(glyphs, *page, &suspects)) {
    page->unread_reason = reason;
    return;
  }
  page->doubtful_chars = DoubledChars(*page);
  if (page->doubtful_chars > 0) {
    page->doubtful_reason = kReasonDoubledText;
  } else if (glyphs.distrusted_glyphs > 0) {
    page->doubtful_chars = glyphs.distrusted_glyphs;
    page->doubtful_reason = kReasonGarbledText;
  }
}

}  // namespace filing_review::extract
