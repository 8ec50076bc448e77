#include "extract/poppler_device.h"

#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/Stream.h>
#include <poppler/goo/GooString.h>

#include "extract/text_string.h"

namespace filing_review::extract {

namespace {

// The data of an inline image stands in the content and has to be read past.
void Skip(Stream* str, int64_t bytes) {
  if (str == nullptr) return;
  str->reset();
  for (int64_t i = 0; i < bytes && str->getChar() != EOF; ++i) {
  }
  str->close();
}

}  // namespace

void PopplerDevice::drawImageMask(GfxState* state, Object*, Stream* str, int width, int height,
                                  bool, bool, bool inline_image) {
  if (inline_image) Skip(str, (static_cast<int64_t>(width) + 7) / 8 * height);
  collector_->TakeImage(state->getCTM());
}

void PopplerDevice::drawImage(GfxState* state, Object*, Stream* str, int width, int height,
                              GfxImageColorMap* colors, bool, const int*, bool inline_image) {
  if (inline_image && colors != nullptr) {
    const int64_t bits =
        static_cast<int64_t>(width) * colors->getNumPixelComps() * colors->getBits();
    Skip(str, (bits + 7) / 8 * height);
  }
  collector_->TakeImage(state->getCTM());
}

void PopplerDevice::drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*,
                                    bool, Stream*, int, int, bool, bool) {
  collector_->TakeImage(state->getCTM());
}

void PopplerDevice::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int,
                                        GfxImageColorMap*, bool, Stream*, int, int,
                                        GfxImageColorMap*, bool) {
  collector_->TakeImage(state->getCTM());
}

void PopplerDevice::beginActualText(GfxState*, const GooString* text) {
  collector_->BeginActualText(DecodeTextString(text->toStr()));
}

void PopplerDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double,
                             double, CharCode code, int n_bytes, const Unicode* u, int u_len) {
  const std::shared_ptr<GfxFont>& font = state->getFont();
  if (font == nullptr) return;
  const std::pair<int, int> object = {font->getID()->num, font->getID()->gen};
  auto face = faces_.find(object);
  if (face == faces_.end()) face = faces_.emplace(object, MakeFontFace(font)).first;
  if (font != font_) {
    font_ = font;
    collector_->UseFont(face->second);
  }
  GlyphPlace place;
  place.render = state->getRender();
  state->getFontTransMat(&place.m11, &place.m12, &place.m21, &place.m22);
  // Character and word spacing are part of the advance but not of the glyph.
  double spacing = state->getCharSpace();
  if (n_bytes == 1 && code == ' ') spacing += state->getWordSpace();
  if (spacing != 0) {
    double space_x, space_y;
    if (face->second.vertical) {
      state->textTransformDelta(0, spacing, &space_x, &space_y);
    } else {
      state->textTransformDelta(spacing * state->getHorizScaling(), 0, &space_x, &space_y);
    }
    dx -= space_x;
    dy -= space_y;
  }
  state->transform(x, y, &place.x, &place.y);
  state->transformDelta(dx, dy, &place.dx, &place.dy);
  collector_->Take(place, u, u_len);
}

}  // namespace filing_review::extract
