// A font of a PDF with what the reader needs to know of it, worked out once.
//
// FontFaces keeps the faces of a document by their objects, so that a font is parsed once however
// many pages name it: parsing fonts anew for each page is most of what Poppler's own text tools do.
//
// Inside the worker only; one thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "extract/document.h"

class Dict;
class GfxFont;
class Object;
class XRef;

namespace filing_review::extract {

struct FontFace {
  std::shared_ptr<GfxFont> font;
  std::pair<int, int> object;  // number and generation; made up where the font is no object
  FontUse use;
  bool vertical = false;  // writing mode (PDF 32000-1, 9.7.4.3)
  bool bold = false;
  // Of the font size. A Type 3 font's size says nothing by itself: its matrix and its box do.
  double scale = 1;
};

FontFace MakeFontFace(std::shared_ptr<GfxFont> font);

class FontFaces {
 public:
  explicit FontFaces(XRef* xref) : xref_(xref) {}

  // The font that a font dictionary holds under `name`; null where there is none that can be used.
  // Valid until the next call of StartPage.
  const FontFace* Find(const Dict& fonts, const std::string& name);
  // The font that `reference` points at (ExtGState, 8.4.5).
  const FontFace* Find(const Object& reference);

  // Forgets the faces once they are very many: memory is bounded.
  void StartPage();

 private:
  const FontFace* Add(std::pair<int, int> object, Dict* font, const std::string& name);

  XRef* const xref_;
  std::map<std::pair<int, int>, std::unique_ptr<FontFace>> faces_;  // null: it cannot be used
  int made_up_ = 0;
};

}  // namespace filing_review::extract
