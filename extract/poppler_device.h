// Takes glyphs from Poppler's own interpreter. Everything that paints and is no text is answered as
// done: shadings and pictures are most of what a page costs.
//
// Inside the worker only; one thread.
#pragma once

#include <poppler/OutputDev.h>

#include <map>
#include <memory>
#include <utility>

#include "extract/font_face.h"
#include "extract/glyph_collector.h"

namespace filing_review::extract {

class PopplerDevice : public OutputDev {
 public:
  explicit PopplerDevice(GlyphCollector* collector) : collector_(collector) {}

  // Before each page.
  void Begin() {
    font_ = nullptr;
    faces_.clear();
  }
  // For Poppler's abort callback; `self` is a PopplerDevice.
  static bool Full(void* self) { return static_cast<PopplerDevice*>(self)->collector_->Full(); }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void fill(GfxState*) override { collector_->TakeFilledShapes(1); }
  void eoFill(GfxState*) override { collector_->TakeFilledShapes(1); }

  void drawImageMask(GfxState* state, Object*, Stream* str, int width, int height, bool, bool,
                     bool inline_image) override;
  void drawImage(GfxState* state, Object*, Stream* str, int width, int height,
                 GfxImageColorMap* colors, bool, const int*, bool inline_image) override;
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                       Stream*, int, int, bool, bool) override;
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                           Stream*, int, int, GfxImageColorMap*, bool) override;
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool,
                                double*) override {}
  void unsetSoftMaskFromImageMask(GfxState*, double*) override {}

  void beginActualText(GfxState*, const GooString* text) override;
  void endActualText(GfxState*) override { collector_->EndActualText(); }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                double origin_y, CharCode code, int n_bytes, const Unicode* u, int u_len) override;

 private:
  GlyphCollector* const collector_;
  std::shared_ptr<GfxFont> font_;  // shared: so that its address is not another's meanwhile
  // A form's fonts are made anew each time it is shown: their object tells them apart.
  std::map<std::pair<int, int>, FontFace> faces_;
};

}  // namespace filing_review::extract
