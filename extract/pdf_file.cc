#include "extract/pdf_file.h"

#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/DateInfo.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>
#include <poppler/goo/GooString.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "extract/glyph_collector.h"
#include "extract/pdf_outline.h"
#include "extract/poppler_device.h"
#include "extract/read_error.h"
#include "extract/text_interpreter.h"
#include "extract/text_string.h"

namespace filing_review::extract {

struct PdfFile::State {
  std::unique_ptr<PDFDoc> document;
  GlyphCollector collector;
  PopplerDevice device{&collector};
  std::unique_ptr<TextInterpreter> interpreter;  // after document and collector: it goes first

  // The page with its geometry filled in; null, and `out` damaged, where it cannot be had.
  ::Page* Begin(int number, size_t max_chars, PageGlyphs* out);
  void ShowByPoppler(::Page* page);
};

namespace {

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

::Page* PdfFile::State::Begin(int number, size_t max_chars, PageGlyphs* out) {
  out->Clear();
  out->number = number;
  ::Page* page = document->getPage(number);
  if (page == nullptr || !page->isOk()) {
    out->damaged = true;
    return nullptr;
  }
  const int rotation = ((page->getRotate() % 360) + 360) % 360;
  const bool turned = rotation == 90 || rotation == 270;
  out->rotation = rotation;
  out->width = static_cast<float>(turned ? page->getCropHeight() : page->getCropWidth());
  out->height = static_cast<float>(turned ? page->getCropWidth() : page->getCropHeight());
  collector.Begin(out, max_chars);
  return page;
}

void PdfFile::State::ShowByPoppler(::Page* page) {
  device.Begin();
  page->display(&device, 72, 72, 0, /*useMediaBox=*/false, /*crop=*/true, /*printing=*/false,
                &PopplerDevice::Full, &device);
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
  if (page_count() < 1) return kReasonNoPages;
  state_->interpreter =
      std::make_unique<TextInterpreter>(state_->document.get(), &state_->collector);
  return nullptr;
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
  return title == nullptr ? std::string() : Utf8OfTextString(title->toStr());
}

std::vector<OutlineEntry> PdfFile::outline() const { return ReadOutline(state_->document.get()); }

void PdfFile::ReadPage(int number, size_t max_chars, PageGlyphs* out) {
  ::Page* page = state_->Begin(number, max_chars, out);
  if (page == nullptr) return;
  if (!HasPaintedAnnotations(page) && state_->interpreter->ShowPage(page)) return;
  state_->ShowByPoppler(page);
}

void PdfFile::ReadPageByPoppler(int number, size_t max_chars, PageGlyphs* out) {
  ::Page* page = state_->Begin(number, max_chars, out);
  if (page != nullptr) state_->ShowByPoppler(page);
}

}  // namespace filing_review::extract
