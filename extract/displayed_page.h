// From places on a page as displayed to the page's default user space (ISO 32000-1, 8.3.2.3):
// undoes /Rotate and the offset of the crop box.
//
//   DisplayedPage page(crop, 90);
//   page.ToUser(0, 0)      // where the top left corner of the displayed page is in user space
//
// No I/O, nothing fails.
#pragma once

#include <utility>

namespace filing_review::extract {

// Lower left and upper right corner in user space; x0 < x1, y0 < y1.
struct PageRectangle {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

class DisplayedPage {
 public:
  // `rotation`: clockwise, degrees, any multiple of 90; others are taken for 0.
  DisplayedPage(const PageRectangle& crop, int rotation)
      : crop_(crop), quarter_(rotation % 90 == 0 ? ((rotation / 90) % 4 + 4) % 4 : 0) {}

  double width() const { return quarter_ % 2 == 0 ? crop_.x1 - crop_.x0 : crop_.y1 - crop_.y0; }
  double height() const { return quarter_ % 2 == 0 ? crop_.y1 - crop_.y0 : crop_.x1 - crop_.x0; }

  // `x` and `y` from the top left corner of the displayed page, y downwards.
  std::pair<double, double> ToUser(double x, double y) const {
    switch (quarter_) {
      case 1:
        return {crop_.x0 + y, crop_.y0 + x};
      case 2:
        return {crop_.x1 - x, crop_.y0 + y};
      case 3:
        return {crop_.x1 - y, crop_.y1 - x};
      default:
        return {crop_.x0 + x, crop_.y1 - y};
    }
  }

 private:
  PageRectangle crop_;
  int quarter_;  // turns clockwise
};

}  // namespace filing_review::extract
