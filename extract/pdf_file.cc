#include "extract/pdf_file.h"

#include <poppler/Catalog.h>
#include <poppler/DateInfo.h>
#include <poppler/Error.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/goo/GooString.h>

#include <utility>

#include "extract/glyph_collector.h"
#include "extract/open_document.h"
#include "extract/pdf_outline.h"
#include "extract/poppler_device.h"
#include "extract/text_interpreter.h"
#include "extract/text_string.h"

namespace filing_review::extract {

struct PdfFile::State {
  OpenedDocument opened;
  GlyphCollector collector;
  PopplerDevice device{&collector};
  std::unique_ptr<TextInterpreter> interpreter;  // behind what it refers to: it goes first

  PDFDoc& document() const { return *opened.document; }
  // The page with its geometry filled in; null, and `out` damaged, where it cannot be had.
  ::Page* Begin(int number, size_t max_chars, PageGlyphs* out);
  void ShowByPoppler(::Page* page);
};

::Page* PdfFile::State::Begin(int number, size_t max_chars, PageGlyphs* out) {
  out->Clear();
  out->number = number;
  ::Page* page = document().getPage(number);
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
  if (const char* failure = state_->opened.Open(bytes, size, password)) return failure;
  state_->interpreter = std::make_unique<TextInterpreter>(&state_->document(), &state_->collector);
  return nullptr;
}

int PdfFile::page_count() const { return state_->document().getNumPages(); }

bool PdfFile::encrypted() const { return state_->document().isEncrypted(); }

// Whoever opens with the owner's password may do everything; what the file says to all others
// counts.
bool PdfFile::copy_forbidden() const { return !state_->document().okToCopy(true); }

bool PdfFile::signatures_exist() const {
  Object* form = state_->document().getCatalog()->getAcroForm();
  if (form == nullptr || !form->isDict()) return false;
  const Object flags = form->dictLookup("SigFlags");
  return flags.isInt() && (flags.getInt() & 1) != 0;
}

std::string PdfFile::title() const {
  const std::unique_ptr<GooString> title = state_->document().getDocInfoTitle();
  return title == nullptr ? std::string() : Utf8OfTextString(title->toStr());
}

std::vector<OutlineEntry> PdfFile::outline() const { return ReadOutline(&state_->document()); }

void PdfFile::ReadPage(int number, size_t max_chars, PageGlyphs* out) {
  ::Page* page = state_->Begin(number, max_chars, out);
  if (page == nullptr) return;
  if (state_->interpreter->ShowPage(page)) return;
  state_->ShowByPoppler(page);
}

void PdfFile::ReadPageByPoppler(int number, size_t max_chars, PageGlyphs* out) {
  ::Page* page = state_->Begin(number, max_chars, out);
  if (page != nullptr) state_->ShowByPoppler(page);
}

}  // namespace filing_review::extract
