// Glyphs anywhere, of any size and direction: lines, blocks and tables come of them. Every
// character laid out stands in a line, and the page survives its way to the launcher.
#include <cstdlib>
#include <cstring>

#include "extract/line_layout.h"
#include "extract/page_codec.h"
#include "extract/running_lines.h"
#include "extract/tables.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace filing_review::extract;
  // 14 bytes a glyph: place and advance in 1/8 point, size in 1/4, kind, code.
  struct __attribute__((packed)) Record {
    int16_t x, y, dx, dy;
    uint8_t size, kind;
    uint32_t code;
  };
  PageGlyphs glyphs;
  glyphs.number = 1;
  glyphs.width = 612;
  glyphs.height = 792;
  glyphs.fonts.resize(2);
  Record r;
  for (size_t at = 0; at + sizeof r <= size && glyphs.glyphs.size() < 3000; at += sizeof r) {
    memcpy(&r, data + at, sizeof r);
    // The same glyph can stand far out, as the device lets it (poppler_device.cc).
    const float scale = (r.kind & 128) != 0 ? 3.0f : 0.125f;
    Glyph glyph;
    glyph.x = r.x * scale;
    glyph.y = r.y * scale;
    glyph.dx = r.dx * scale / 10;
    glyph.dy = r.dy * scale / 10;
    glyph.size = static_cast<float>(r.size + 1) * 0.25f;
    glyph.direction = static_cast<Direction>(r.kind & 3);
    glyph.vertical = (r.kind & 4) != 0;
    glyph.invisible = (r.kind & 8) != 0;
    glyph.bold = (r.kind & 16) != 0;
    glyph.font = (r.kind >> 5) & 1;
    glyph.code = (r.kind & 64) != 0 ? 0x4E00 + r.code % 0x5000 : r.code % 0x250;
    if (glyph.code < 0x20) glyph.code = 0;
    glyphs.glyphs.push_back(glyph);
  }
  Page page, back;
  LayOutPage(glyphs, &page);
  filing_review::worker::v1::PackedPage packed;
  PackPage(page, &packed);
  if (!UnpackPage(packed, &back) || back.text != page.text) abort();
  Document document;
  document.page_count = 2;
  document.pages = {back, back};
  MarkRunningLines(&document);
  FindTables(document);
  return 0;
}
