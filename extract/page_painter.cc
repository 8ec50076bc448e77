#include "extract/page_painter.h"

#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/SplashOutputDev.h>
#include <poppler/Stream.h>
#include <poppler/goo/GooString.h>
#include <poppler/splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "extract/open_document.h"

namespace filing_review::extract {

namespace {

constexpr double kPointsPerInch = 72;
constexpr double kLongestSide = 30'000;  // pixels; Tesseract and Leptonica count in 16 bits

// Dots per inch at which a page of this size keeps to the limits.
double FittingDpi(double width, double height, const PaintLimits& limits) {
  const double pixels_at_one = width / kPointsPerInch * height / kPointsPerInch;
  const double longest = std::max(width, height) / kPointsPerInch;
  const double dpi = limits.width > 0 ? limits.width * kPointsPerInch / width : limits.dpi;
  return std::min(
      {dpi, std::sqrt(static_cast<double>(limits.pixels) / pixels_at_one), kLongestSide / longest});
}

}  // namespace

struct PagePainter::State {
  OpenedDocument opened;
  std::unique_ptr<SplashOutputDev> device;
};

PagePainter::PagePainter(const char* data_folder) : state_(std::make_unique<State>()) {
  if (globalParams == nullptr) globalParams = std::make_unique<GlobalParams>(data_folder);
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
}

PagePainter::~PagePainter() = default;

const char* PagePainter::Open(const char* bytes, size_t size, const std::string& password) {
  if (const char* failure = state_->opened.Open(bytes, size, password)) return failure;
  SplashColor white = {0xFF, 0xFF, 0xFF};
  state_->device = std::make_unique<SplashOutputDev>(splashModeMono8, 1, false, white);
  state_->device->startDoc(state_->opened.document.get());
  return nullptr;
}

int PagePainter::page_count() const { return state_->opened.document->getNumPages(); }

bool PagePainter::Paint(int number, const PaintLimits& limits, GreyPicture* picture) {
  *picture = GreyPicture();
  ::Page* page = state_->opened.document->getPage(number);
  if (page == nullptr || !page->isOk()) return false;
  const int rotation = ((page->getRotate() % 360) + 360) % 360;
  const bool turned = rotation == 90 || rotation == 270;
  const double width = turned ? page->getCropHeight() : page->getCropWidth();
  const double height = turned ? page->getCropWidth() : page->getCropHeight();
  if (!(width > 0) || !(height > 0)) return false;
  picture->rotation = rotation;
  picture->page_width = static_cast<float>(width);
  picture->page_height = static_cast<float>(height);
  picture->dpi = FittingDpi(width, height, limits);
  state_->opened.document->displayPage(state_->device.get(), number, picture->dpi, picture->dpi, 0,
                                       /*useMediaBox=*/false, /*crop=*/true, /*printing=*/false);
  SplashBitmap* bitmap = state_->device->getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) return false;
  picture->width = bitmap->getWidth();
  picture->height = bitmap->getHeight();
  const size_t row = static_cast<size_t>(picture->width);
  picture->pixels.resize(row * static_cast<size_t>(picture->height));
  for (int y = 0; y < picture->height; ++y) {
    std::copy_n(bitmap->getDataPtr() + static_cast<ptrdiff_t>(y) * bitmap->getRowSize(), row,
                picture->pixels.begin() + static_cast<ptrdiff_t>(static_cast<size_t>(y) * row));
  }
  return true;
}

}  // namespace filing_review::extract
