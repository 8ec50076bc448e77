// Glyphs of one direction, turned so that text runs along u and lines follow each other along v,
// and joined into runs: stretches painted one after the other on one baseline.
//
//   Flat flat = Flatten(page, Direction::kRight);
//   std::vector<Run> runs = JoinRuns(flat);
//
// Glyphs painted twice to look bold are kept once. White space is dropped here; what it said is
// kept in FlatGlyph::space_before. Pure; lengths are points.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/glyph.h"

namespace filing_review::extract {

struct FlatGlyph {
  float u0 = 0, u1 = 0;  // u0 < u1
  float v = 0;           // baseline; grows from line to line
  float size = 0;
  char32_t code = 0;
  uint16_t font = 0;
  bool bold = false;
  bool vertical = false;
  bool superscript = false;   // of a superscript run that was merged into the run it is set in
  bool space_before = false;  // white space was painted before it
  float word_gap = 0.15f;     // of the size: a wider gap before it is a space; told from its run
};

struct Run {
  float u0 = 0, u1 = 0, v = 0, size = 0;
  uint32_t begin = 0, end = 0;  // range of the flat glyphs
  bool raised = false;          // a superscript or subscript of the line it is put into
  bool superscript = false;
};

struct Flat {
  Direction direction = Direction::kRight;
  std::vector<FlatGlyph> glyphs;
};

bool IsWhiteSpace(char32_t code);
// Han, kana, hangul, bopomofo and full-width forms: scripts without spaces between words.
bool IsCjk(char32_t code);

// Visible glyphs of `page` that run in `direction`. `keep_invisible`: also those of rendering
// mode 3 (the text layer of a scanned page).
Flat Flatten(const PageGlyphs& page, Direction direction, bool keep_invisible);

// Takes out glyphs whose middle lies outside the page; returns how many.
uint32_t DropOutside(float page_width, float page_height, Flat* flat);

// True where white space stands between two neighbours of a line.
bool SpaceBetween(const FlatGlyph& a, const FlatGlyph& b);

// Joins neighbours; moves glyphs of `flat` where duplicates are taken out.
std::vector<Run> JoinRuns(Flat* flat);

}  // namespace filing_review::extract
