#include "extract/text_object.h"

#include <poppler/GfxFont.h>

namespace filing_review::extract {

void TextObject::Show(std::string_view codes, bool hidden) {
  if (state_.face == nullptr) return;
  const FontFace& face = *state_.face;
  const GfxFont& font = *face.font;
  const TextMatrix &t = state_.text, &p = state_.to_page;
  collector_->UseFont(face);
  GlyphPlace place;
  place.render = state_.render;
  // Text space to the page.
  const double a = t[0] * p[0] + t[1] * p[2], b = t[0] * p[1] + t[1] * p[3];
  const double c = t[2] * p[0] + t[3] * p[2], d = t[2] * p[1] + t[3] * p[3];
  place.m11 = a * state_.font_size;
  place.m12 = b * state_.font_size;
  place.m21 = c * state_.font_size;
  place.m22 = d * state_.font_size;
  const double rise_x = c * state_.rise, rise_y = d * state_.rise;

  const char* at = codes.data();
  for (int left = static_cast<int>(codes.size()); left > 0;) {
    CharCode code = 0;
    const Unicode* u = nullptr;
    int length = 0;
    double dx = 0, dy = 0, origin_x, origin_y;
    const int n = font.getNextChar(at, left, &code, &u, &length, &dx, &dy, &origin_x, &origin_y);
    if (n <= 0) break;
    dx *= state_.font_size;
    dy *= state_.font_size;
    double space = state_.char_space;
    if (n == 1 && *at == ' ') space += state_.word_space;
    double step_x = dx, step_y = dy;
    if (face.vertical) {
      step_y += space;
    } else {
      dx *= state_.stretch;
      step_x = dx + space * state_.stretch;
    }
    if (!hidden) {
      place.x = p[0] * x_ + p[2] * y_ + p[4] + rise_x;
      place.y = p[1] * x_ + p[3] * y_ + p[5] + rise_y;
      place.dx = a * dx + c * dy;
      place.dy = b * dx + d * dy;
      collector_->Take(place, u, length);
    }
    x_ += t[0] * step_x + t[2] * step_y;
    y_ += t[1] * step_x + t[3] * step_y;
    at += n;
    left -= n;
  }
}

}  // namespace filing_review::extract
