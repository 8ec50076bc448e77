#include "extract/text_health.h"

#include "extract/read_error.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr float kPicture = 0.05f;        // a smaller image is an ornament
constexpr uint32_t kOutlinedText = 150;  // filled shapes: letters drawn as outlines
constexpr uint32_t kFewGlyphs = 10;      // too few to judge

bool IsSuspect(char32_t c) {
  return c < 0x20 || c == 0xFFFD || (c >= 0x7F && c < 0xA0) || (c >= 0xE000 && c <= 0xF8FF) ||
         c >= 0xF0000;
}

}  // namespace

const char* UnreadReason(const PageGlyphs& glyphs, const Page& page) {
  if (glyphs.damaged) return kReasonPageDamaged;
  if (glyphs.too_many_chars) return kReasonPageChars;
  uint32_t chars = 0, suspect = 0, words = 0;
  for (size_t at = 0; at < page.text.size();) {
    const char32_t c = NextCodePoint(page.text, &at);
    if (c == ' ' || c == '\n' || c == '\t') continue;
    ++chars;
    suspect += IsSuspect(c);
    words += c >= 'A';
  }
  const uint32_t bad = page.unmapped_glyphs + suspect;
  if (bad >= kFewGlyphs && bad * 10 > (chars + page.unmapped_glyphs) * 3) {
    return kReasonGarbledText;
  }
  const bool shows = glyphs.image_share > kPicture || glyphs.filled_shapes > kOutlinedText;
  if (chars == 0) return shows ? kReasonNoText : "";
  // A scanned page on which a number was stamped.
  if (page.image_page && words == 0 && chars < kFewGlyphs) return kReasonNoText;
  return "";
}

}  // namespace filing_review::extract
