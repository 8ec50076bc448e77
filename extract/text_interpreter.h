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

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/annotation_appearances.h"
#include "extract/content_lexer.h"
#include "extract/glyph_collector.h"
#include "extract/marked_content.h"
#include "extract/resource_scopes.h"
#include "extract/text_object.h"

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
  void Run(std::string_view content, int depth);
  void Execute(std::string_view name, int depth);
  void ExecuteText(std::string_view name);

  // The last operands as numbers; false where there are not so many.
  bool Numbers(size_t count, double* numbers) const;
  // The last operand as text of that kind; null where it is none.
  const Token* Last(Token::Kind kind) const;

  // What is shown from now on, by `matrix` and then as before. `matrix`: six numbers.
  void Transform(const double* matrix);
  void SetFont();
  void SetGraphicsState();
  void ShowString();
  void ShowArray();
  void ShowObject(int depth);
  void ShowForm(const Object& form, int depth);
  void ShowAnnotations();

  PDFDoc* const document_;
  GlyphCollector* const collector_;
  ResourceScopes resources_;
  MarkedContent marks_;
  TextObject text_;
  std::vector<TextState> saved_;         // by q
  std::set<std::pair<int, int>> forms_;  // being shown
  std::vector<AnnotationAppearance> appearances_;
  std::vector<Token> operands_;
  std::string scratch_;
};

}  // namespace filing_review::extract
