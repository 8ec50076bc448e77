#include "extract/text_interpreter.h"

#include <poppler/GfxState.h>
#include <poppler/Object.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <cmath>

#include "extract/content_stream.h"
#include "extract/optional_content.h"

namespace filing_review::extract {

namespace {

// Of one operator, arrays taken apart; those beyond are dropped.
constexpr size_t kMostOperands = 1 << 20;
constexpr size_t kMostSaved = 1 << 16;
constexpr int kMostDepth = 32;  // forms within forms

constexpr uint32_t Code(std::string_view name) {
  uint32_t code = 0;
  for (const char c : name) code = code << 8 | static_cast<unsigned char>(c);
  return code;
}

}  // namespace

TextInterpreter::TextInterpreter(PDFDoc* document, GlyphCollector* collector)
    : document_(document),
      collector_(collector),
      resources_(document->getXRef()),
      marks_(document, &resources_, collector),
      text_(collector) {}

bool TextInterpreter::ShowPage(::Page* page) {
  if (!FindAppearances(page, &appearances_)) return false;
  const Object contents = page->getContents();
  std::string content;
  if (!contents.isNull() && !DecodeContent(contents, &scratch_, &content)) return false;
  resources_.StartPage();
  const GfxState origin(72.0, 72.0, page->getCropBox(), page->getRotate(), /*upsideDown=*/true);
  TextMatrix to_page;
  std::copy_n(origin.getCTM(), 6, to_page.begin());
  text_.StartPage(to_page);
  saved_.clear();
  forms_.clear();
  if (Dict* resources = page->getResourceDict(); resources != nullptr) resources_.Enter(resources);
  const TextState start = text_.state();
  Run(content, 0);
  marks_.EndTo(0);
  text_.state() = start;
  ShowAnnotations();
  return true;
}

void TextInterpreter::ShowAnnotations() {
  for (const AnnotationAppearance& appearance : appearances_) {
    if (collector_->Full()) return;
    if (IsHidden(document_, appearance.membership)) continue;
    const TextState outside = text_.state();
    Transform(appearance.to_user.data());
    ShowForm(appearance.form, 0);
    text_.state() = outside;
  }
}

void TextInterpreter::Run(std::string_view content, int depth) {
  const size_t saved = saved_.size();
  ContentLexer lexer(content);
  operands_.clear();
  for (Token token = lexer.Next(); token.kind != Token::Kind::kEnd && !collector_->Full();
       token = lexer.Next()) {
    if (token.kind != Token::Kind::kWord) {
      if (operands_.size() < kMostOperands) operands_.push_back(token);
      continue;
    }
    if (token.text == "ID") {
      collector_->TakeImage(text_.state().to_page.data());
      lexer.SkipInlineImage();
    } else if (token.text == "Q" && saved_.size() <= saved) {
      // A form cannot restore what was saved outside it.
    } else {
      Execute(token.text, depth);
    }
    operands_.clear();
    lexer.ForgetTexts();
  }
  if (saved_.size() > saved) {
    text_.state() = saved_[saved];
    saved_.resize(saved);
  }
}

bool TextInterpreter::Numbers(size_t count, double* numbers) const {
  if (operands_.size() < count) return false;
  for (size_t i = 0; i < count; ++i) {
    const Token& operand = operands_[operands_.size() - count + i];
    if (operand.kind != Token::Kind::kNumber) return false;
    numbers[i] = operand.number;
  }
  return true;
}

const Token* TextInterpreter::Last(Token::Kind kind) const {
  return operands_.empty() || operands_.back().kind != kind ? nullptr : &operands_.back();
}

void TextInterpreter::Transform(const double* matrix) {
  text_.state().to_page = Concatenate(matrix, text_.state().to_page);
}

void TextInterpreter::Execute(std::string_view name, int depth) {
  if (name.size() > 3) return;
  switch (Code(name)) {
    case Code("q"):
      if (saved_.size() < kMostSaved) saved_.push_back(text_.state());
      break;
    case Code("Q"):
      text_.state() = saved_.back();
      saved_.pop_back();
      break;
    case Code("cm"): {
      double m[6];
      if (Numbers(6, m)) Transform(m);
      break;
    }
    case Code("gs"):
      SetGraphicsState();
      break;
    case Code("Do"):
      ShowObject(depth);
      break;
    case Code("f"):
    case Code("F"):
    case Code("f*"):
    case Code("B"):
    case Code("B*"):
    case Code("b"):
    case Code("b*"):
      collector_->TakeFilledShapes(1);
      break;
    case Code("BMC"):
      marks_.Begin();
      break;
    case Code("BDC"):
      marks_.BeginWithProperties(operands_);
      break;
    case Code("EMC"):
      marks_.End();
      break;
    default:
      ExecuteText(name);
  }
}

void TextInterpreter::ExecuteText(std::string_view name) {
  double n[6];
  switch (Code(name)) {
    case Code("BT"):
      text_.Begin();
      break;
    case Code("Tf"):
      SetFont();
      break;
    case Code("Td"):
      if (Numbers(2, n)) text_.MoveBy(n[0], n[1]);
      break;
    case Code("TD"):
      if (!Numbers(2, n)) break;
      text_.state().leading = -n[1];
      text_.MoveBy(n[0], n[1]);
      break;
    case Code("Tm"):
      if (!Numbers(6, n)) break;
      text_.SetMatrix(n);
      break;
    case Code("T*"):
      text_.NextLine();
      break;
    case Code("Tj"):
      ShowString();
      break;
    case Code("TJ"):
      ShowArray();
      break;
    case Code("'"):
      text_.NextLine();
      ShowString();
      break;
    case Code("\""): {
      const Token* codes = Last(Token::Kind::kString);
      if (codes == nullptr || operands_.size() < 3) break;
      const Token& word = operands_[operands_.size() - 3];
      const Token& letter = operands_[operands_.size() - 2];
      if (word.kind == Token::Kind::kNumber) text_.state().word_space = word.number;
      if (letter.kind == Token::Kind::kNumber) text_.state().char_space = letter.number;
      text_.NextLine();
      text_.Show(codes->text, marks_.hidden());
      break;
    }
    case Code("Tc"):
      if (Numbers(1, n)) text_.state().char_space = n[0];
      break;
    case Code("Tw"):
      if (Numbers(1, n)) text_.state().word_space = n[0];
      break;
    case Code("Tz"):
      if (Numbers(1, n)) text_.state().stretch = n[0] / 100;
      break;
    case Code("TL"):
      if (Numbers(1, n)) text_.state().leading = n[0];
      break;
    case Code("Ts"):
      if (Numbers(1, n)) text_.state().rise = n[0];
      break;
    case Code("Tr"):
      if (Numbers(1, n)) text_.state().render = std::fabs(n[0]) < 8 ? static_cast<int>(n[0]) : 0;
      break;
    default:
      break;  // paths, colours, shadings, line styles, and what nobody knows
  }
}

void TextInterpreter::SetFont() {
  if (operands_.size() < 2) return;
  const Token& name = operands_[operands_.size() - 2];
  const Token& size = operands_.back();
  if (name.kind != Token::Kind::kName || size.kind != Token::Kind::kNumber) return;
  // Without such a font nothing is shown: better than the letters of another.
  text_.state().face = resources_.FindFont(name.text);
  text_.state().font_size = size.number;
}

void TextInterpreter::SetGraphicsState() {
  const Token* name = Last(Token::Kind::kName);
  if (name == nullptr) return;
  const Object parameters = resources_.LookUp("ExtGState", name->text);
  if (!parameters.isDict()) return;
  const Object font = parameters.dictLookup("Font");
  if (!font.isArray() || font.arrayGetLength() != 2) return;
  const Object& face = font.arrayGetNF(0);
  const Object size = font.arrayGet(1);
  if (!face.isRef() || !size.isNum()) return;
  text_.state().face = resources_.FindFont(face);
  text_.state().font_size = size.getNum();
}

void TextInterpreter::ShowObject(int depth) {
  const Token* name = Last(Token::Kind::kName);
  if (name == nullptr || marks_.hidden()) return;
  const Object reference = resources_.LookUpReference("XObject", name->text);
  const Object object = reference.fetch(document_->getXRef());
  if (!object.isStream()) return;
  const Dict* dict = object.streamGetDict();
  if (IsHidden(document_, dict->lookupNF("OC"))) return;
  const Object kind = dict->lookup("Subtype");
  if (kind.isName("Image")) {
    collector_->TakeImage(text_.state().to_page.data());
  } else if (kind.isName("Form") && depth < kMostDepth) {
    // A form that shows itself, at whatever distance, shows nothing there.
    const std::pair<int, int> id = reference.isRef()
                                       ? std::pair{reference.getRefNum(), reference.getRefGen()}
                                       : std::pair{0, -depth};
    if (!forms_.insert(id).second) return;
    ShowForm(object, depth);
    forms_.erase(id);
  }
}

void TextInterpreter::ShowForm(const Object& form, int depth) {
  const Dict* dict = form.streamGetDict();
  if (!dict->lookup("BBox").isArray()) return;
  std::string content;
  if (!DecodeContent(form, &scratch_, &content)) return;
  const TextState outside = text_.state();
  const Object matrix = dict->lookup("Matrix");
  if (matrix.isArray() && matrix.arrayGetLength() == 6) {
    double m[6];
    for (int i = 0; i < 6; ++i) {
      const Object number = matrix.arrayGet(i);
      m[i] = number.isNum() ? number.getNum() : 0;
    }
    Transform(m);
  }
  const Object resources = dict->lookup("Resources");
  if (resources.isDict()) resources_.Enter(resources.getDict());
  const size_t marks = marks_.depth();
  Run(content, depth + 1);
  marks_.EndTo(marks);
  if (resources.isDict()) resources_.Leave();
  text_.state() = outside;
}

void TextInterpreter::ShowString() {
  if (const Token* codes = Last(Token::Kind::kString)) text_.Show(codes->text, marks_.hidden());
}

void TextInterpreter::ShowArray() {
  if (text_.state().face == nullptr || Last(Token::Kind::kArrayEnd) == nullptr) return;
  // operands_ does not change meanwhile: showing text runs no operators.
  for (const Token& part : operands_) {
    if (part.kind == Token::Kind::kString) {
      text_.Show(part.text, marks_.hidden());
    } else if (part.kind == Token::Kind::kNumber) {
      text_.Adjust(part.number);
    }
  }
}

}  // namespace filing_review::extract
