// Reads content streams for the text they show (PDF 32000-1, 7.8, 8.4, 8.10, 9.4, 14.6): text
// objects, the states that move them, form XObjects, optional content and replacement text. What
// paints no text is passed over; of images the place is noted.
//
//   TextInterpreter interpreter(document, &collector);
//   interpreter.ShowPage(page);
//
// Poppler's own interpreter makes an object of each operand, which costs more than all the rest of
// reading a page; this one reads tokens in place and uses Poppler for documents, streams and fonts.
// Where the two could differ Poppler's ways are followed, and tests compare them.
//
// Inside the worker only, where time and memory are bounded from outside; one thread.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/annotation_appearances.h"
#include "extract/content_lexer.h"
#include "extract/font_face.h"
#include "extract/glyph_collector.h"

class PDFDoc;
class Page;

namespace filing_review::extract {

class TextInterpreter {
 public:
  // Both must outlive this object.
  TextInterpreter(PDFDoc* document, GlyphCollector* collector);

  // Shows what the page's contents and then its annotations show, until the collector is full.
  // False where the contents cannot be read, or where annotations are for Poppler to show.
  bool ShowPage(::Page* page);

 private:
  using Matrix = std::array<double, 6>;

  // What q saves and Q restores.
  struct State {
    Matrix to_page = {1, 0, 0, 1, 0, 0};
    Matrix text = {1, 0, 0, 1, 0, 0};
    const FontFace* face = nullptr;
    double font_size = 0, char_space = 0, word_space = 0, stretch = 1, leading = 0, rise = 0;
    int render = 0;
  };
  struct Scope {  // resources that names are looked up in
    Dict* resources = nullptr;
    std::vector<std::pair<std::string, const FontFace*>> fonts;
  };
  enum class Mark : uint8_t { kPlain, kHidden, kActualText };

  void Run(std::string_view content, int depth);
  void Execute(std::string_view name, int depth);
  void ExecuteText(std::string_view name);

  // The last operands as numbers; false where there are not so many.
  bool Numbers(size_t count, double* numbers) const;
  // The last operand as text of that kind; null where it is none.
  const Token* Last(Token::Kind kind) const;

  const FontFace* FindFont(std::string_view name);
  Object LookUp(const char* category, std::string_view name, bool reference) const;
  void SetFont();
  void SetGraphicsState();
  void ShowObject(int depth);
  void ShowForm(const Object& form, int depth);
  void ShowAnnotations();
  bool IsHidden(const Object& membership) const;
  void BeginMarked(bool properties);
  void EndMarked();

  void MoveTo(double x, double y);
  void NextLine() { MoveTo(line_x_, line_y_ - state_.leading); }
  void Show(std::string_view codes);
  void ShowArray();

  PDFDoc* const document_;
  GlyphCollector* const collector_;
  FontFaces faces_;

  State state_;
  std::vector<State> saved_;
  // Not saved by q: the start of the line in text space, and the place of the next glyph in user
  // space.
  double line_x_ = 0, line_y_ = 0, x_ = 0, y_ = 0;
  std::vector<Scope> scopes_;
  std::vector<Mark> marks_;
  int hidden_ = 0;                       // marks that hide what they hold
  std::set<std::pair<int, int>> forms_;  // being shown
  std::vector<AnnotationAppearance> appearances_;
  std::vector<Token> operands_;
  std::string scratch_;
};

}  // namespace filing_review::extract
