#include "extract/font_trust.h"

#include <algorithm>
#include <vector>

#include "extract/frequent_han.h"

namespace filing_review::extract {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

// What a font shows on a page.
struct Shown {
  int chars = 0;    // with a character, white space left out
  int nothing = 0;  // codes that no character stands for: U+0000 to U+001F
  int spaces = 0;
  int han = 0, frequent_han = 0;
  int capitals = 0, small = 0;
  int odd = 0;  // of scripts that no filing is written in
};

bool IsOdd(char32_t c) {
  return (c >= 0x0250 && c < 0x0370) || (c >= 0x0500 && c < 0x1E00) ||
         (c >= 0xA000 && c < 0xAC00) || (c >= 0xE000 && c < 0xF900);
}

void Count(char32_t c, Shown* shown) {
  if (c == 0) {
    ++shown->nothing;
  } else if (c == ' ' || c == 0xA0) {
    ++shown->spaces;
  } else {
    ++shown->chars;
    shown->han += IsHan(c);
    shown->frequent_han += IsFrequentHan(c);
    shown->capitals += c >= 'A' && c <= 'Z';
    shown->small += c >= 'a' && c <= 'z';
    shown->odd += IsOdd(c);
  }
}

// Glyph numbers taken for characters: Han characters come from all over the block; Latin letters
// are shifted by 29 or so, so that small letters become capitals and the space becomes a control
// code.
bool ReadsLikeRubbish(const Shown& shown) {
  constexpr int kFewLetters = 6;
  if (shown.frequent_han * 100 < shown.han * 85) return true;
  if (shown.odd * 5 > shown.chars) return true;
  const bool letters = shown.capitals >= kFewLetters && shown.small * 4 < shown.capitals;
  return letters && shown.nothing > 0 && shown.spaces == 0;
}

}  // namespace

void DistrustFonts(PageGlyphs* page) {
  const auto unknown = [](const FontUse& font) { return !font.has_unicode_map; };
  if (std::none_of(page->fonts.begin(), page->fonts.end(), unknown)) return;
  std::vector<Shown> shown(page->fonts.size());
  for (const Glyph& glyph : page->glyphs) Count(glyph.code, &shown[glyph.font]);
  std::vector<bool> rubbish(shown.size());
  for (size_t i = 0; i < shown.size(); ++i) {
    rubbish[i] = unknown(page->fonts[i]) && ReadsLikeRubbish(shown[i]);
  }
  for (Glyph& glyph : page->glyphs) {
    if (!rubbish[glyph.font] || glyph.code == 0) continue;
    glyph.code = kReplacement;
    ++page->distrusted_glyphs;
  }
}

}  // namespace filing_review::extract
