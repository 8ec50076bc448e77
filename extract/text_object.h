// Text objects (PDF 32000-1, 9.3 and 9.4): the state that text is shown with, where the next glyph
// goes, and the showing of strings, glyph by glyph, to a collector.
//
//   TextObject text(&collector);
//   text.StartPage(to_page);
//   text.Begin();                       // BT
//   text.state().face = face;           // Tf
//   text.MoveBy(72, 700);               // Td
//   text.Show("Users", false);          // Tj
//
// Inside the worker only; one thread.
#pragma once

#include <algorithm>
#include <string_view>

#include "extract/font_face.h"
#include "extract/glyph_collector.h"
#include "extract/text_matrix.h"

namespace filing_review::extract {

// What q saves and Q restores, of what text depends on. Lengths are in units of text space.
struct TextState {
  TextMatrix to_page = {1, 0, 0, 1, 0, 0};  // the current transformation matrix
  TextMatrix text = {1, 0, 0, 1, 0, 0};
  const FontFace* face = nullptr;  // null: nothing is shown
  double font_size = 0, char_space = 0, word_space = 0, stretch = 1, leading = 0, rise = 0;
  int render = 0;
};

class TextObject {
 public:
  // `collector` must outlive this object.
  explicit TextObject(GlyphCollector* collector) : collector_(collector) {}

  TextState& state() { return state_; }
  const TextState& state() const { return state_; }

  void StartPage(const TextMatrix& to_page) {
    state_ = TextState();
    state_.to_page = to_page;
    line_x_ = line_y_ = x_ = y_ = 0;
  }
  // BT: the text matrix of before is gone.
  void Begin() {
    state_.text = {1, 0, 0, 1, 0, 0};
    MoveTo(0, 0);
  }
  // Tm. `matrix`: six numbers.
  void SetMatrix(const double* matrix) {
    std::copy_n(matrix, 6, state_.text.begin());
    MoveTo(0, 0);
  }
  // Td: a line that starts so far from the start of this one.
  void MoveBy(double x, double y) { MoveTo(line_x_ + x, line_y_ + y); }
  // T*
  void NextLine() { MoveTo(line_x_, line_y_ - state_.leading); }
  // A number in the array of TJ: back by so many thousandths of the font size.
  // REQUIRES: a face.
  void Adjust(double thousandths) {
    const TextMatrix& m = state_.text;
    const double shift = -thousandths * 0.001 * state_.font_size;
    const bool vertical = state_.face->vertical;
    const double dx = vertical ? 0 : shift * state_.stretch, dy = vertical ? shift : 0;
    x_ += m[0] * dx + m[2] * dy;
    y_ += m[1] * dx + m[3] * dy;
  }
  // Tj. Hidden text moves the place of the next glyph and is not collected.
  void Show(std::string_view codes, bool hidden);

 private:
  void MoveTo(double x, double y) {
    line_x_ = x;
    line_y_ = y;
    const TextMatrix& m = state_.text;
    x_ = m[0] * x + m[2] * y + m[4];
    y_ = m[1] * x + m[3] * y + m[5];
  }

  GlyphCollector* const collector_;
  TextState state_;
  // Not saved by q: the start of the line in text space, and the place of the next glyph in user
  // space.
  double line_x_ = 0, line_y_ = 0, x_ = 0, y_ = 0;
};

}  // namespace filing_review::extract
