// Paints pages of a PDF as grey pictures with Poppler's Splash, for character recognition and for
// small pictures of pages.
//
//   PagePainter painter(data_folder);
//   const char* reason = painter.Open(bytes, size, password);   // nullptr: open
//   GreyPicture picture;
//   if (painter.Paint(3, {}, &picture)) …
//
// Poppler keeps global state: one thread a process. Runs inside the render worker only, where
// memory and time are bounded from outside; Poppler may abort the process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace filing_review::extract {

// Top row first, no padding; 0 is black. The page as displayed: crop box, then rotation.
struct GreyPicture {
  int width = 0, height = 0;  // pixels
  double dpi = 0;
  int rotation = 0;                       // of the page dictionary, degrees
  float page_width = 0, page_height = 0;  // points, as displayed
  std::vector<uint8_t> pixels;
};

struct PaintLimits {
  double dpi = 300;             // Tesseract was trained at about this
  int width = 0;                // pixels, in the place of dpi where it is not 0
  int64_t pixels = 25'000'000;  // a larger page is painted at fewer dots per inch
};

class PagePainter {
 public:
  // `data_folder`: where Poppler's tables (poppler-data) are, for as long as this object lives.
  explicit PagePainter(const char* data_folder);
  ~PagePainter();
  PagePainter(const PagePainter&) = delete;
  PagePainter& operator=(const PagePainter&) = delete;

  // `bytes` must outlive this object. Returns nullptr or a reason code of extract/read_error.h.
  const char* Open(const char* bytes, size_t size, const std::string& password);
  int page_count() const;

  // REQUIRES: open, 1 <= number <= page_count(). False where there is no such page object.
  bool Paint(int number, const PaintLimits& limits, GreyPicture* picture);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace filing_review::extract
