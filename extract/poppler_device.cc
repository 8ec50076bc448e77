#include "extract/poppler_device.h"

#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/DateInfo.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/Gfx.h>
#include <poppler/GfxFont.h>
#include <poppler/GlobalParams.h>
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/UTF.h>
#include <poppler/goo/GooString.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>
#include <utility>

#include "extract/content_condenser.h"
#include "extract/inflate.h"
#include "extract/read_error.h"
#include "extract/right_to_left.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr size_t kMostOutlineEntries = 20'000;
constexpr int kMostOutlineDepth = 16;
constexpr size_t kMostGroups = 40;                      // interpreters kept at once; bounds memory
constexpr size_t kMostContentBytes = size_t{64} << 20;  // of one page, decoded, held at once
constexpr int kMostPushes = 32;  // times that fonts were added to one of them

bool IsScalar(Unicode c) { return c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// A text string (PDF 32000-1, 7.9.2.2) as code points; whatever is no character is left out.
std::vector<char32_t> DecodeTextString(const GooString* text) {
  Unicode* codes = nullptr;
  const int n = TextStringToUCS4(text->toStr(), &codes);
  std::vector<char32_t> out;
  for (int i = 0; i < n; ++i) {
    if (IsScalar(codes[i])) out.push_back(codes[i]);
  }
  gfree(codes);
  return out;
}

std::string Utf8Of(const GooString* text) {
  std::string out;
  for (const char32_t c : DecodeTextString(text)) {
    if (c >= 0x20) AppendUtf8(c, &out);
  }
  return out;
}

bool NameSaysBold(const std::string& name) {
  for (const char* word : {"Bold", "bold", "BOLD", "Black", "Heavy", "Demi", "SimHei", "-W7"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

// Collects glyphs. Everything that paints and is no text is answered as done.
class GlyphDevice : public OutputDev {
 public:
  // `gfx`: the interpreter that will read the page; null where it is not known.
  void SetInterpreter(Gfx* gfx) { gfx_ = gfx; }
  void Begin(PageGlyphs* page, size_t max_chars) {
    gfx_ = nullptr;
    page_ = page;
    max_chars_ = max_chars;
    fonts_.clear();
    last_font_ = nullptr;
    actual_depth_ = 0;
    marked_depth_ = 0;
  }
  int marked_depth() const { return marked_depth_; }
  void AddFilledShapes(uint32_t count) { page_->filled_shapes += count; }
  static bool Full(void* self) {
    const GlyphDevice* device = static_cast<GlyphDevice*>(self);
    return device->page_->glyphs.size() >= device->max_chars_;
  }

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

  // Poppler asks this when it meets an image, before it parses the image's colour spaces and masks.
  // On a shared interpreter, where the state can be had, the image is noted and skipped here.
  bool needNonText() override {
    if (gfx_ == nullptr) return true;
    TakeImage(gfx_->getState());
    return false;
  }
  void fill(GfxState*) override { ++page_->filled_shapes; }
  void eoFill(GfxState*) override { ++page_->filled_shapes; }

  void drawImageMask(GfxState* state, Object*, Stream* str, int width, int height, bool, bool,
                     bool inline_image) override {
    if (inline_image) Skip(str, (static_cast<int64_t>(width) + 7) / 8 * height);
    TakeImage(state);
  }
  void drawImage(GfxState* state, Object*, Stream* str, int width, int height,
                 GfxImageColorMap* colors, bool, const int*, bool inline_image) override {
    if (inline_image && colors != nullptr) {
      const int64_t bits =
          static_cast<int64_t>(width) * colors->getNumPixelComps() * colors->getBits();
      Skip(str, (bits + 7) / 8 * height);
    }
    TakeImage(state);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                       Stream*, int, int, bool, bool) override {
    TakeImage(state);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool,
                           Stream*, int, int, GfxImageColorMap*, bool) override {
    TakeImage(state);
  }
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool,
                                double*) override {}
  void unsetSoftMaskFromImageMask(GfxState*, double*) override {}

  void beginMarkedContent(const char*, Dict*) override { ++marked_depth_; }
  void endMarkedContent(GfxState*) override { --marked_depth_; }

  void beginActualText(GfxState*, const GooString* text) override {
    if (actual_depth_++ == 0) {
      actual_text_ = DecodeTextString(text);
      actual_begin_ = page_->glyphs.size();
    }
  }
  void endActualText(GfxState*) override {
    if (actual_depth_ > 0 && --actual_depth_ == 0) ReplaceByActualText();
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode,
                int n_bytes, const Unicode* u, int u_len) override {
    if (page_->glyphs.size() >= max_chars_) {
      page_->too_many_chars = true;
      return;
    }
    const std::shared_ptr<GfxFont>& font = state->getFont();
    if (font == nullptr) return;
    if (font != last_font_) UseFont(font);
    double m11, m12, m21, m22;
    state->getFontTransMat(&m11, &m12, &m21, &m22);

    Glyph glyph;
    glyph.font = font_index_;
    glyph.vertical = font_vertical_;
    const int render = state->getRender();
    glyph.invisible = (render & 3) == 3;
    glyph.bold = font_bold_ || (render & 3) == 2;
    glyph.size = static_cast<float>(std::hypot(m21, m22) * font_scale_);
    if (!(glyph.size > 0) || !std::isfinite(glyph.size)) return;

    // Character and word spacing are part of the advance but not of the glyph.
    double spacing = state->getCharSpace();
    if (n_bytes == 1 && u_len == 1 && u[0] == ' ') spacing += state->getWordSpace();
    if (spacing != 0) {
      double sx, sy;
      if (font_vertical_) {
        state->textTransformDelta(0, spacing, &sx, &sy);
      } else {
        state->textTransformDelta(spacing * state->getHorizScaling(), 0, &sx, &sy);
      }
      dx -= sx;
      dy -= sy;
    }
    double px, py, pdx, pdy;
    state->transform(x, y, &px, &py);
    state->transformDelta(dx, dy, &pdx, &pdy);
    if (!std::isfinite(px) || !std::isfinite(py) || !std::isfinite(pdx) || !std::isfinite(pdy) ||
        std::fabs(px) > 1e5 || std::fabs(py) > 1e5 || std::fabs(pdx) > 1e4 ||
        std::fabs(pdy) > 1e4) {
      return;
    }
    if (std::fabs(m11 * m22) > std::fabs(m12 * m21)) {
      glyph.direction = m11 > 0 || m22 < 0 ? Direction::kRight : Direction::kLeft;
    } else {
      glyph.direction = m12 > 0 ? Direction::kDown : Direction::kUp;
    }
    if (font_vertical_) {
      // The line runs where the text runs down; its letters stand upright.
      glyph.direction = static_cast<Direction>((static_cast<int>(glyph.direction) + 1) & 3);
    }

    int known = 0;
    for (int i = 0; i < u_len; ++i) known += IsScalar(u[i]) && (u[i] >= 0x20 || u[i] == '\t');
    const bool nothing = known == 0;
    if (nothing) {
      if (!glyph.invisible) ++page_->unmapped_glyphs;
      known = 1;
    }
    const float part_x = static_cast<float>(pdx / known), part_y = static_cast<float>(pdy / known);
    glyph.x = static_cast<float>(px);
    glyph.y = static_cast<float>(py);
    glyph.dx = part_x;
    glyph.dy = part_y;
    if (nothing) {
      page_->glyphs.push_back(glyph);
      return;
    }
    // The parts of a ligature stand in the order of their script, and come in that of their places.
    const bool turned = u_len > 1 && IsRightToLeft(u[0]);
    for (int k = 0; k < u_len; ++k) {
      const int i = turned ? u_len - 1 - k : k;
      if (!IsScalar(u[i]) || (u[i] < 0x20 && u[i] != '\t')) continue;
      glyph.code = u[i];
      if (u[i] == 0xFFFD) ++page_->unmapped_glyphs;
      page_->glyphs.push_back(glyph);
      glyph.x += part_x;
      glyph.y += part_y;
    }
  }

 private:
  static void Skip(Stream* str, int64_t bytes) {
    if (str == nullptr) return;
    str->reset();
    for (int64_t i = 0; i < bytes && str->getChar() != EOF; ++i) {
    }
    str->close();
  }

  // Images are unit squares in user space (PDF 32000-1, 8.9.3).
  void TakeImage(GfxState* state) {
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
    for (const auto& [ux, uy] : {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}}) {
      double x, y;
      state->transform(ux, uy, &x, &y);
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

  // A simple font's codes mean something through its encoding. A composite font's do by a map, or
  // by a collection that Poppler has tables for; of others it takes the code for the character.
  static bool HasUnicodeMap(const GfxFont& font) {
    if (font.hasToUnicodeCMap() || !font.isCIDFont()) return true;
    const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
    return collection != nullptr && collection->cmp("Adobe-Identity") != 0 &&
           collection->cmp("Adobe-UCS") != 0;
  }

  void UseFont(const std::shared_ptr<GfxFont>& font) {
    last_font_ = font;
    const Ref* id = font->getID();
    const auto [it, fresh] =
        fonts_.emplace(std::pair{id->num, id->gen}, static_cast<uint16_t>(page_->fonts.size()));
    font_index_ = it->second;
    font_vertical_ = font->getWMode() == 1;
    const std::string name = font->getNameWithoutSubsetTag();
    font_bold_ = font->isBold() || font->getWeight() >= GfxFont::W700 || NameSaysBold(name);
    font_scale_ = 1;
    if (font->getType() == fontType3) {
      // A Type 3 font's size says nothing by itself: its matrix and its box do.
      const double* matrix = font->getFontMatrix();
      const double* box = font->getFontBBox();
      const double height = (box[3] - box[1]) * std::fabs(matrix[3]);
      if (height > 0.05 && height < 20) {
        font_scale_ = height;
      } else if (matrix[3] != 0) {
        font_scale_ = std::fabs(matrix[3]) * 1000 < 50 ? std::fabs(matrix[3]) * 1000 : 1;
      }
    }
    if (!fresh) return;
    FontUse use;
    for (const char c : name) use.name += c >= 0x20 && c < 0x7F ? c : '?';
    Ref embedded;
    use.embedded = font->getEmbeddedFontID(&embedded) || font->getType() == fontType3;
    use.has_unicode_map = HasUnicodeMap(*font);
    page_->fonts.push_back(std::move(use));
    if (page_->fonts.size() >= 0xFFFF) fonts_.clear();
  }

  // The characters that a marked-content span says it stands for are laid over its glyphs.
  void ReplaceByActualText() {
    std::vector<Glyph>& glyphs = page_->glyphs;
    if (actual_begin_ >= glyphs.size()) return;
    std::vector<Glyph> painted(glyphs.begin() + static_cast<ptrdiff_t>(actual_begin_),
                               glyphs.end());
    if (painted.size() == actual_text_.size()) {
      for (size_t i = 0; i < painted.size(); ++i) {
        if (actual_text_[i] >= 0x20) glyphs[actual_begin_ + i].code = actual_text_[i];
      }
      return;
    }
    glyphs.resize(actual_begin_);
    std::vector<char32_t> text;
    for (const char32_t c : actual_text_) {
      if (c >= 0x20) text.push_back(c);
    }
    const Glyph& first = painted.front();
    const Glyph& last = painted.back();
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

  Gfx* gfx_ = nullptr;
  PageGlyphs* page_ = nullptr;
  size_t max_chars_ = 0;
  // By object: a form's fonts are made anew each time it is shown, often at an old one's address.
  std::map<std::pair<int, int>, uint16_t> fonts_;
  std::shared_ptr<GfxFont> last_font_;  // shared: so that its address is not another's meanwhile
  uint16_t font_index_ = 0;
  bool font_vertical_ = false, font_bold_ = false;
  double font_scale_ = 1;
  int actual_depth_ = 0, marked_depth_ = 0;
  size_t actual_begin_ = 0;
  std::vector<char32_t> actual_text_;
};

}  // namespace

// Pages that share one interpreter: same crop box, same rotation, and no font name that means
// different fonts. Fonts are loaded when a page first names them.
struct FontGroup {
  PDFRectangle crop;
  int rotation = 0;
  std::map<std::string, Ref> fonts;  // name → object
  int pushes = 0;
  std::unique_ptr<Gfx> gfx;

  bool Fits(const ::Page& page, const std::map<std::string, Ref>& names) const {
    if (!(crop == *page.getCropBox()) || rotation != page.getRotate()) return false;
    for (const auto& [name, ref] : names) {
      const auto it = fonts.find(name);
      if (it != fonts.end() && !(it->second == ref)) return false;
    }
    return true;
  }
};

struct PdfFile::State {
  GlyphDevice device;
  std::unique_ptr<PDFDoc> document;
  std::vector<std::unique_ptr<FontGroup>> groups;  // after device and document: they go first

  std::string deflated, content, condensed;  // of the page being read

  bool ReadShared(::Page* page);
  void Display(::Page* page, Gfx* gfx);
  bool TakeContent(::Page* page);
  FontGroup* GroupOf(::Page* page, const std::map<std::string, Ref>& names);
};

namespace {

// Names and objects of a page's fonts; false where one is no reference, so that two pages cannot be
// told to mean the same font.
bool FontNames(const Dict& resources, std::map<std::string, Ref>* names) {
  const Object fonts = resources.lookup("Font");
  if (fonts.isNull()) return true;
  if (!fonts.isDict()) return false;
  for (int i = 0; i < fonts.dictGetLength(); ++i) {
    const Object& font = fonts.dictGetValNF(i);
    if (!font.isRef()) return false;
    names->emplace(fonts.dictGetKey(i), font.getRef());
  }
  return true;
}

// Links paint nothing that is text; other annotations may.
bool HasPaintedAnnotations(::Page* page) {
  const Object annotations = page->getAnnotsObject();
  if (!annotations.isArray()) return false;
  for (int i = 0; i < annotations.arrayGetLength(); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (annotation.isDict() && !annotation.dictLookup("Subtype").isName("Link")) return true;
  }
  return false;
}

}  // namespace

FontGroup* PdfFile::State::GroupOf(::Page* page, const std::map<std::string, Ref>& names) {
  FontGroup* group = nullptr;
  for (auto it = groups.rbegin(); it != groups.rend() && group == nullptr; ++it) {
    if ((*it)->Fits(*page, names)) group = it->get();
  }
  if (group == nullptr) {
    if (groups.size() >= kMostGroups) groups.erase(groups.begin());
    groups.push_back(std::make_unique<FontGroup>());
    group = groups.back().get();
    group->crop = *page->getCropBox();
    group->rotation = page->getRotate();
    group->gfx =
        std::make_unique<Gfx>(document.get(), &device, page->getNum(), nullptr, 72.0, 72.0,
                              &group->crop, nullptr, group->rotation, &GlyphDevice::Full, &device);
  }
  Dict* fresh = nullptr;
  for (const auto& [name, ref] : names) {
    if (!group->fonts.emplace(name, ref).second) continue;
    if (fresh == nullptr) fresh = new Dict(document->getXRef());
    fresh->add(name.c_str(), Object(ref));
  }
  if (fresh != nullptr) {
    Object resources(new Dict(document->getXRef()));
    resources.dictAdd("Font", Object(fresh));
    group->gfx->pushResources(resources.getDict());
    ++group->pushes;
  }
  return group;
}

namespace {

// Appends what the stream gives, as long as there is no more than `most` in `out`.
bool Append(Stream* stream, size_t most, std::string* out) {
  unsigned char buffer[1 << 14];
  stream->reset();
  for (int n; (n = stream->doGetChars(sizeof buffer, buffer)) > 0;) {
    out->append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(n));
    if (out->size() > most) return false;
  }
  stream->close();
  return true;
}

// The stream that a lone Flate filter reads from; null where there is another filter or a predictor
// (PDF 32000-1, 7.4.4).
Stream* DeflatedBytes(Stream* stream) {
  Stream* below = stream->getNextStream();
  if (stream->getKind() != strFlate || below != stream->getUndecodedStream()) return nullptr;
  const Dict* dict = stream->getDict();
  return dict->hasKey("DecodeParms") || dict->hasKey("DP") ? nullptr : below;
}

}  // namespace

// Decodes the content of a page; false where that cannot be had or is too much to hold.
bool PdfFile::State::TakeContent(::Page* page) {
  content.clear();
  Object object = page->getContents();
  const int parts = object.isArray() ? object.arrayGetLength() : 1;
  for (int i = 0; i < parts; ++i) {
    Object part = object.isArray() ? object.arrayGet(i) : object.copy();
    if (!part.isStream()) return false;
    Stream* stream = part.getStream();
    const size_t before = content.size();
    bool whole = false;
    if (Stream* below = DeflatedBytes(stream); below != nullptr) {
      deflated.clear();
      whole = Append(below, kMostContentBytes, &deflated) &&
              Inflate(deflated, kMostContentBytes, &content);
    }
    // What is damaged is left to Poppler, which gives what can be had of it.
    if (!whole) {
      content.resize(before);
      if (!Append(stream, kMostContentBytes, &content)) return false;
    }
    content += '\n';
  }
  return true;
}

void PdfFile::State::Display(::Page* page, Gfx* gfx) {
  if (!TakeContent(page)) {
    page->display(gfx);
    return;
  }
  condensed.clear();
  device.AddFilledShapes(CondenseContent(content, &condensed));
  Object stream(static_cast<Stream*>(
      new MemStream(condensed.data(), 0, static_cast<Goffset>(condensed.size()), Object(objNull))));
  gfx->saveState();
  gfx->display(&stream);
  gfx->restoreState();
}

// Reads a page on a shared interpreter; false, and nothing done, where it cannot be shared.
bool PdfFile::State::ReadShared(::Page* page) {
  Dict* resources = page->getResourceDict();
  if (resources == nullptr || HasPaintedAnnotations(page)) return false;
  std::map<std::string, Ref> names;
  if (!FontNames(*resources, &names)) return false;
  FontGroup* group = GroupOf(page, names);
  Object rest(new Dict(document->getXRef()));
  for (int i = 0; i < resources->getLength(); ++i) {
    if (strcmp(resources->getKey(i), "Font") != 0) {
      rest.dictAdd(resources->getKey(i), resources->getValNF(i).copy());
    }
  }
  device.SetInterpreter(group->gfx.get());
  group->gfx->pushResources(rest.getDict());
  Display(page, group->gfx.get());
  group->gfx->popResources();
  // Marked content left open could hide the pages that follow; long chains of resources are slow.
  if (device.marked_depth() != 0 || group->pushes >= kMostPushes) {
    std::erase_if(groups, [&](const auto& other) { return other.get() == group; });
  }
  return true;
}

PdfFile::PdfFile(const char* data_folder) : state_(std::make_unique<State>()) {
  if (globalParams == nullptr) globalParams = std::make_unique<GlobalParams>(data_folder);
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
}

PdfFile::~PdfFile() = default;

const char* PdfFile::Open(const char* bytes, size_t size, const std::string& password) {
  std::optional<GooString> secret;
  if (!password.empty()) secret.emplace(password);
  auto* stream = new MemStream(bytes, 0, static_cast<Goffset>(size), Object(objNull));
  state_->document = std::make_unique<PDFDoc>(stream, secret, secret);
  if (!state_->document->isOk()) {
    if (state_->document->getErrorCode() == errEncrypted) return kReasonEncrypted;
    const size_t head = std::min<size_t>(size, 1024);
    return memmem(bytes, head, "%PDF-", 5) == nullptr ? kReasonNotAPdf : kReasonDamaged;
  }
  return page_count() > 0 ? nullptr : kReasonNoPages;
}

int PdfFile::page_count() const { return state_->document->getNumPages(); }

bool PdfFile::encrypted() const { return state_->document->isEncrypted(); }

// Whoever opens with the owner's password may do everything; what the file says to all others
// counts.
bool PdfFile::copy_forbidden() const { return !state_->document->okToCopy(true); }

bool PdfFile::signatures_exist() const {
  Object* form = state_->document->getCatalog()->getAcroForm();
  if (form == nullptr || !form->isDict()) return false;
  const Object flags = form->dictLookup("SigFlags");
  return flags.isInt() && (flags.getInt() & 1) != 0;
}

std::string PdfFile::title() const {
  const std::unique_ptr<GooString> title = state_->document->getDocInfoTitle();
  return title == nullptr ? std::string() : Utf8Of(title.get());
}

std::vector<OutlineEntry> PdfFile::outline() const {
  std::vector<OutlineEntry> entries;
  PDFDoc* document = state_->document.get();
  Outline* outline = document->getOutline();
  if (outline == nullptr || outline->getItems() == nullptr) return entries;
  std::map<std::pair<int, int>, int> page_of;
  for (int i = 1; i <= document->getNumPages(); ++i) {
    const Ref* ref = document->getCatalog()->getPageRef(i);
    if (ref != nullptr) page_of.emplace(std::pair{ref->num, ref->gen}, i);
  }
  std::set<int> seen;  // an outline may point back at itself
  auto walk = [&](auto&& self, const std::vector<OutlineItem*>& items, int depth) -> void {
    for (OutlineItem* item : items) {
      if (entries.size() >= kMostOutlineEntries) return;
      if (item->getRefNum() > 0 && !seen.insert(item->getRefNum()).second) continue;
      OutlineEntry entry;
      entry.depth = depth;
      for (int i = 0; i < item->getTitleLength(); ++i) {
        const Unicode c = item->getTitle()[i];
        if (IsScalar(c) && c >= 0x20) AppendUtf8(c, &entry.title);
      }
      const LinkAction* action = item->getAction();
      if (action != nullptr && action->getKind() == actionGoTo) {
        const auto* go_to = static_cast<const LinkGoTo*>(action);
        std::unique_ptr<LinkDest> named;
        const LinkDest* dest = go_to->getDest();
        if (dest == nullptr && go_to->getNamedDest() != nullptr) {
          named = document->findDest(go_to->getNamedDest());
          dest = named.get();
        }
        if (dest != nullptr && dest->isOk()) {
          if (dest->isPageRef()) {
            const Ref ref = dest->getPageRef();
            const auto it = page_of.find({ref.num, ref.gen});
            if (it != page_of.end()) entry.page = it->second;
          } else {
            entry.page = dest->getPageNum();
          }
        }
      }
      entries.push_back(std::move(entry));
      if (depth < kMostOutlineDepth && item->hasKids()) {
        item->open();
        if (item->getKids() != nullptr) self(self, *item->getKids(), depth + 1);
      }
    }
  };
  walk(walk, *outline->getItems(), 0);
  return entries;
}

void PdfFile::ReadPage(int number, size_t max_chars, PageGlyphs* out) {
  out->Clear();
  out->number = number;
  ::Page* page = state_->document->getPage(number);
  if (page == nullptr || !page->isOk()) {
    out->damaged = true;
    return;
  }
  const int rotation = ((page->getRotate() % 360) + 360) % 360;
  const bool turned = rotation == 90 || rotation == 270;
  out->rotation = rotation;
  out->width = static_cast<float>(turned ? page->getCropHeight() : page->getCropWidth());
  out->height = static_cast<float>(turned ? page->getCropWidth() : page->getCropHeight());
  state_->device.Begin(out, max_chars);
  if (state_->ReadShared(page)) return;
  page->display(&state_->device, 72, 72, 0, /*useMediaBox=*/false, /*crop=*/true,
                /*printing=*/false, &GlyphDevice::Full, &state_->device);
}

}  // namespace filing_review::extract
