#include "extract/font_face.h"

#include <poppler/GfxFont.h>
#include <poppler/Object.h>
#include <poppler/XRef.h>
#include <poppler/goo/GooString.h>

#include <cmath>

namespace filing_review::extract {

namespace {

constexpr size_t kMostFaces = 512;

// Generations of objects have five digits.
constexpr int kMadeUpGeneration = 100'000;

bool NameSaysBold(const std::string& name) {
  for (const char* word : {"Bold", "bold", "BOLD", "Black", "Heavy", "Demi", "SimHei", "-W7"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

// A simple font's codes mean something through its encoding. A composite font's do by a map, or
// by a collection that Poppler has tables for; of others it takes the code for the character.
bool HasUnicodeMap(const GfxFont& font) {
  if (font.hasToUnicodeCMap() || !font.isCIDFont()) return true;
  const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
  return collection != nullptr && collection->cmp("Adobe-Identity") != 0 &&
         collection->cmp("Adobe-UCS") != 0;
}

double Type3Scale(const GfxFont& font) {
  const double* matrix = font.getFontMatrix();
  const double* box = font.getFontBBox();
  const double height = (box[3] - box[1]) * std::fabs(matrix[3]);
  if (height > 0.05 && height < 20) return height;
  const double scale = std::fabs(matrix[3]) * 1000;
  return scale > 0 && scale < 50 ? scale : 1;
}

}  // namespace

FontFace MakeFontFace(std::shared_ptr<GfxFont> font) {
  FontFace face;
  const Ref* id = font->getID();
  face.object = {id->num, id->gen};
  const std::string name = font->getNameWithoutSubsetTag();
  face.vertical = font->getWMode() == 1;
  face.bold = font->isBold() || font->getWeight() >= GfxFont::W700 || NameSaysBold(name);
  const bool type3 = font->getType() == fontType3;
  if (type3) face.scale = Type3Scale(*font);
  for (const char c : name) face.use.name += c >= 0x20 && c < 0x7F ? c : '?';
  Ref embedded;
  face.use.embedded = font->getEmbeddedFontID(&embedded) || type3;
  face.use.has_unicode_map = HasUnicodeMap(*font);
  face.font = std::move(font);
  return face;
}

const FontFace* FontFaces::Find(const Dict& fonts, const std::string& name) {
  const Object& entry = fonts.lookupNF(name.c_str());
  if (entry.isRef()) return Find(entry);
  if (!entry.isDict()) return nullptr;
  return Add({++made_up_, kMadeUpGeneration}, entry.getDict(), name);
}

const FontFace* FontFaces::Find(const Object& reference) {
  const Ref ref = reference.getRef();
  const auto found = faces_.find({ref.num, ref.gen});
  if (found != faces_.end()) return found->second.get();
  const Object font = xref_->fetch(ref);
  return Add({ref.num, ref.gen}, font.isDict() ? font.getDict() : nullptr, "F");
}

const FontFace* FontFaces::Add(std::pair<int, int> object, Dict* font, const std::string& name) {
  std::unique_ptr<FontFace>& face = faces_[object];
  if (font == nullptr) return nullptr;
  std::shared_ptr<GfxFont> made =
      GfxFont::makeFont(xref_, name.c_str(), {object.first, object.second}, font);
  if (made == nullptr || !made->isOk()) return nullptr;
  face = std::make_unique<FontFace>(MakeFontFace(std::move(made)));
  return face.get();
}

void FontFaces::StartPage() {
  if (faces_.size() > kMostFaces) faces_.clear();
}

}  // namespace filing_review::extract
