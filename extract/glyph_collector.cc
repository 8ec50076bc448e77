#include "extract/glyph_collector.h"

#include <algorithm>
#include <cmath>

#include "extract/right_to_left.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

// Whatever lies so far out, or is so wide, is no text of a page.
constexpr double kFarthest = 1e5, kWidest = 1e4;

bool IsCharacter(unsigned c) { return IsScalar(c) && (c >= 0x20 || c == '\t'); }

Direction DirectionOf(const GlyphPlace& place) {
  if (std::fabs(place.m11 * place.m22) > std::fabs(place.m12 * place.m21)) {
    return place.m11 > 0 || place.m22 < 0 ? Direction::kRight : Direction::kLeft;
  }
  return place.m12 > 0 ? Direction::kDown : Direction::kUp;
}

}  // namespace

void GlyphCollector::Begin(PageGlyphs* page, size_t max_chars) {
  page_ = page;
  max_chars_ = max_chars;
  fonts_.clear();
  face_ = nullptr;
  actual_depth_ = 0;
}

void GlyphCollector::UseFont(const FontFace& face) {
  if (face_ == &face) return;
  face_ = &face;
  const auto [it, fresh] = fonts_.emplace(face.object, static_cast<uint16_t>(page_->fonts.size()));
  font_index_ = it->second;
  if (!fresh) return;
  page_->fonts.push_back(face.use);
  if (page_->fonts.size() >= 0xFFFF) fonts_.clear();
}

void GlyphCollector::Take(const GlyphPlace& place, const unsigned* u, int length) {
  if (Full()) {
    page_->too_many_chars = true;
    return;
  }
  Glyph glyph;
  glyph.font = font_index_;
  glyph.vertical = face_->vertical;
  glyph.invisible = (place.render & 3) == 3;
  glyph.bold = face_->bold || (place.render & 3) == 2;
  glyph.size =
      static_cast<float>(std::sqrt(place.m21 * place.m21 + place.m22 * place.m22) * face_->scale);
  if (!(glyph.size > 0) || !std::isfinite(glyph.size)) return;
  // Written so that what is no number fails too.
  if (!(std::fabs(place.x) <= kFarthest && std::fabs(place.y) <= kFarthest &&
        std::fabs(place.dx) <= kWidest && std::fabs(place.dy) <= kWidest)) {
    return;
  }
  glyph.direction = DirectionOf(place);
  if (face_->vertical) {
    // The line runs where the text runs down; its letters stand upright.
    glyph.direction = static_cast<Direction>((static_cast<int>(glyph.direction) + 1) & 3);
  }

  int known = 0;
  for (int i = 0; i < length; ++i) known += IsCharacter(u[i]);
  const bool nothing = known == 0;
  if (nothing) {
    if (!glyph.invisible) ++page_->unmapped_glyphs;
    known = 1;
  }
  glyph.x = static_cast<float>(place.x);
  glyph.y = static_cast<float>(place.y);
  glyph.dx = static_cast<float>(place.dx / known);
  glyph.dy = static_cast<float>(place.dy / known);
  if (nothing) {
    page_->glyphs.push_back(glyph);
    return;
  }
  // The parts of a ligature stand in the order of their script, and come in that of their places.
  const bool turned = length > 1 && IsRightToLeft(u[0]);
  for (int k = 0; k < length; ++k) {
    const unsigned c = u[turned ? length - 1 - k : k];
    if (!IsCharacter(c)) continue;
    glyph.code = c;
    if (c == 0xFFFD) ++page_->unmapped_glyphs;
    page_->glyphs.push_back(glyph);
    glyph.x += glyph.dx;
    glyph.y += glyph.dy;
  }
}

void GlyphCollector::TakeImage(const double* m) {
  double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
  for (const auto& [ux, uy] : {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}}) {
    const double x = m[0] * ux + m[2] * uy + m[4], y = m[1] * ux + m[3] * uy + m[5];
    x0 = std::min(x0, x);
    x1 = std::max(x1, x);
    y0 = std::min(y0, y);
    y1 = std::max(y1, y);
  }
  x0 = std::max(x0, 0.0);
  y0 = std::max(y0, 0.0);
  x1 = std::min<double>(x1, page_->width);
  y1 = std::min<double>(y1, page_->height);
  const double all = static_cast<double>(page_->width) * page_->height;
  if (x1 > x0 && y1 > y0 && all > 0) {
    const float share = static_cast<float>((x1 - x0) * (y1 - y0) / all);
    page_->image_share = std::max(page_->image_share, share);
  }
}

void GlyphCollector::BeginActualText(std::vector<char32_t> text) {
  if (actual_depth_++ > 0) return;
  actual_text_ = std::move(text);
  actual_begin_ = page_->glyphs.size();
}

void GlyphCollector::EndActualText() {
  if (actual_depth_ > 0 && --actual_depth_ == 0) ReplaceByActualText();
}

// The characters that a marked-content span says it stands for are laid over its glyphs.
void GlyphCollector::ReplaceByActualText() {
  std::vector<Glyph>& glyphs = page_->glyphs;
  if (actual_begin_ >= glyphs.size()) return;
  if (glyphs.size() - actual_begin_ == actual_text_.size()) {
    for (size_t i = 0; i < actual_text_.size(); ++i) {
      if (actual_text_[i] >= 0x20) glyphs[actual_begin_ + i].code = actual_text_[i];
    }
    return;
  }
  const Glyph first = glyphs[actual_begin_], last = glyphs.back();
  glyphs.resize(actual_begin_);
  std::vector<char32_t> text;
  for (const char32_t c : actual_text_) {
    if (c >= 0x20) text.push_back(c);
  }
  const float n = static_cast<float>(std::max<size_t>(text.size(), 1));
  Glyph glyph = first;
  glyph.dx = (last.x + last.dx - first.x) / n;
  glyph.dy = (last.y + last.dy - first.y) / n;
  for (const char32_t c : text) {
    glyph.code = c;
    glyphs.push_back(glyph);
    glyph.x += glyph.dx;
    glyph.y += glyph.dy;
  }
}

}  // namespace filing_review::extract
