#include "extract/text_interpreter.h"

#include <poppler/Catalog.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/Object.h>
#include <poppler/OptionalContent.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <cmath>

#include "extract/content_stream.h"
#include "extract/text_string.h"

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

// What `inner` does, then what `outer` does.
std::array<double, 6> Concatenate(const double* inner, const std::array<double, 6>& outer) {
  return {inner[0] * outer[0] + inner[1] * outer[2],
          inner[0] * outer[1] + inner[1] * outer[3],
          inner[2] * outer[0] + inner[3] * outer[2],
          inner[2] * outer[1] + inner[3] * outer[3],
          inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
          inner[4] * outer[1] + inner[5] * outer[3] + outer[5]};
}

}  // namespace

TextInterpreter::TextInterpreter(PDFDoc* document, GlyphCollector* collector)
    : document_(document), collector_(collector), faces_(document->getXRef()) {}

bool TextInterpreter::ShowPage(::Page* page) {
  if (!FindAppearances(page, &appearances_)) return false;
  const Object contents = page->getContents();
  std::string content;
  if (!contents.isNull() && !DecodeContent(contents, &scratch_, &content)) return false;
  faces_.StartPage();
  state_ = State();
  const GfxState origin(72.0, 72.0, page->getCropBox(), page->getRotate(), /*upsideDown=*/true);
  std::copy_n(origin.getCTM(), 6, state_.to_page.begin());
  saved_.clear();
  scopes_.clear();
  marks_.clear();
  forms_.clear();
  hidden_ = 0;
  line_x_ = line_y_ = x_ = y_ = 0;
  if (Dict* resources = page->getResourceDict(); resources != nullptr) {
    scopes_.push_back({resources, {}});
  }
  const State start = state_;
  Run(content, 0);
  while (!marks_.empty()) EndMarked();
  state_ = start;
  ShowAnnotations();
  return true;
}

void TextInterpreter::ShowAnnotations() {
  for (const AnnotationAppearance& appearance : appearances_) {
    if (collector_->Full()) return;
    if (IsHidden(appearance.membership)) continue;
    const State outside = state_;
    state_.to_page = Concatenate(appearance.to_user.data(), state_.to_page);
    ShowForm(appearance.form, 0);
    state_ = outside;
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
      collector_->TakeImage(state_.to_page.data());
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
    state_ = saved_[saved];
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

void TextInterpreter::Execute(std::string_view name, int depth) {
  if (name.size() > 3) return;
  switch (Code(name)) {
    case Code("q"):
      if (saved_.size() < kMostSaved) saved_.push_back(state_);
      break;
    case Code("Q"):
      state_ = saved_.back();
      saved_.pop_back();
      break;
    case Code("cm"): {
      double m[6];
      if (Numbers(6, m)) state_.to_page = Concatenate(m, state_.to_page);
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
      BeginMarked(false);
      break;
    case Code("BDC"):
      BeginMarked(true);
      break;
    case Code("EMC"):
      EndMarked();
      break;
    default:
      ExecuteText(name);
  }
}

void TextInterpreter::ExecuteText(std::string_view name) {
  double n[6];
  switch (Code(name)) {
    case Code("BT"):
      state_.text = {1, 0, 0, 1, 0, 0};
      MoveTo(0, 0);
      break;
    case Code("Tf"):
      SetFont();
      break;
    case Code("Td"):
      if (Numbers(2, n)) MoveTo(line_x_ + n[0], line_y_ + n[1]);
      break;
    case Code("TD"):
      if (!Numbers(2, n)) break;
      state_.leading = -n[1];
      MoveTo(line_x_ + n[0], line_y_ + n[1]);
      break;
    case Code("Tm"):
      if (!Numbers(6, n)) break;
      std::copy_n(n, 6, state_.text.begin());
      MoveTo(0, 0);
      break;
    case Code("T*"):
      NextLine();
      break;
    case Code("Tj"):
      if (const Token* codes = Last(Token::Kind::kString)) Show(codes->text);
      break;
    case Code("TJ"):
      ShowArray();
      break;
    case Code("'"):
      NextLine();
      if (const Token* codes = Last(Token::Kind::kString)) Show(codes->text);
      break;
    case Code("\""): {
      const Token* codes = Last(Token::Kind::kString);
      if (codes == nullptr || operands_.size() < 3) break;
      const Token& word = operands_[operands_.size() - 3];
      const Token& letter = operands_[operands_.size() - 2];
      if (word.kind == Token::Kind::kNumber) state_.word_space = word.number;
      if (letter.kind == Token::Kind::kNumber) state_.char_space = letter.number;
      NextLine();
      Show(codes->text);
      break;
    }
    case Code("Tc"):
      if (Numbers(1, n)) state_.char_space = n[0];
      break;
    case Code("Tw"):
      if (Numbers(1, n)) state_.word_space = n[0];
      break;
    case Code("Tz"):
      if (Numbers(1, n)) state_.stretch = n[0] / 100;
      break;
    case Code("TL"):
      if (Numbers(1, n)) state_.leading = n[0];
      break;
    case Code("Ts"):
      if (Numbers(1, n)) state_.rise = n[0];
      break;
    case Code("Tr"):
      if (Numbers(1, n)) state_.render = std::fabs(n[0]) < 8 ? static_cast<int>(n[0]) : 0;
      break;
    default:
      break;  // paths, colours, shadings, line styles, and what nobody knows
  }
}

Object TextInterpreter::LookUp(const char* category, std::string_view name, bool reference) const {
  const std::string key(name);
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const Object entries = scope->resources->lookup(category);
    if (!entries.isDict()) continue;
    Object found = reference ? entries.getDict()->lookupNF(key.c_str()).copy()
                             : entries.getDict()->lookup(key.c_str());
    if (!found.isNull()) return found;
  }
  return Object(objNull);
}

const FontFace* TextInterpreter::FindFont(std::string_view name) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const auto known = std::find_if(scope->fonts.begin(), scope->fonts.end(),
                                    [&](const auto& font) { return font.first == name; });
    if (known != scope->fonts.end()) {
      if (known->second != nullptr) return known->second;
      continue;
    }
    const Object fonts = scope->resources->lookup("Font");
    const FontFace* face =
        fonts.isDict() ? faces_.Find(*fonts.getDict(), std::string(name)) : nullptr;
    scope->fonts.emplace_back(name, face);
    if (face != nullptr) return face;
  }
  return nullptr;
}

void TextInterpreter::SetFont() {
  if (operands_.size() < 2) return;
  const Token& name = operands_[operands_.size() - 2];
  const Token& size = operands_.back();
  if (name.kind != Token::Kind::kName || size.kind != Token::Kind::kNumber) return;
  // Without such a font nothing is shown: better than the letters of another.
  state_.face = FindFont(name.text);
  state_.font_size = size.number;
}

void TextInterpreter::SetGraphicsState() {
  const Token* name = Last(Token::Kind::kName);
  if (name == nullptr) return;
  const Object parameters = LookUp("ExtGState", name->text, false);
  if (!parameters.isDict()) return;
  const Object font = parameters.dictLookup("Font");
  if (!font.isArray() || font.arrayGetLength() != 2) return;
  const Object& face = font.arrayGetNF(0);
  const Object size = font.arrayGet(1);
  if (!face.isRef() || !size.isNum()) return;
  state_.face = faces_.Find(face);
  state_.font_size = size.getNum();
}

bool TextInterpreter::IsHidden(const Object& membership) const {
  OCGs* groups = document_->getCatalog()->getOptContentConfig();
  return groups != nullptr && !membership.isNull() && !groups->optContentIsVisible(&membership);
}

void TextInterpreter::ShowObject(int depth) {
  const Token* name = Last(Token::Kind::kName);
  if (name == nullptr || hidden_ > 0) return;
  const Object reference = LookUp("XObject", name->text, true);
  const Object object = reference.fetch(document_->getXRef());
  if (!object.isStream()) return;
  const Dict* dict = object.streamGetDict();
  if (IsHidden(dict->lookupNF("OC"))) return;
  const Object kind = dict->lookup("Subtype");
  if (kind.isName("Image")) {
    collector_->TakeImage(state_.to_page.data());
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
  const State outside = state_;
  const Object matrix = dict->lookup("Matrix");
  if (matrix.isArray() && matrix.arrayGetLength() == 6) {
    double m[6];
    for (int i = 0; i < 6; ++i) {
      const Object number = matrix.arrayGet(i);
      m[i] = number.isNum() ? number.getNum() : 0;
    }
    state_.to_page = Concatenate(m, state_.to_page);
  }
  const Object resources = dict->lookup("Resources");
  if (resources.isDict()) scopes_.push_back({resources.getDict(), {}});
  const size_t marks = marks_.size();
  Run(content, depth + 1);
  while (marks_.size() > marks) EndMarked();
  if (resources.isDict()) scopes_.pop_back();
  state_ = outside;
}

void TextInterpreter::BeginMarked(bool properties) {
  Mark mark = Mark::kPlain;
  const Token* tag = nullptr;
  for (const Token& operand : operands_) {
    if (operand.kind == Token::Kind::kName) {
      tag = &operand;
      break;
    }
  }
  if (properties && tag != nullptr && operands_.size() >= 2) {
    const Token* name = Last(Token::Kind::kName);
    if (tag->text == "OC") {
      if (name != nullptr && name != tag && IsHidden(LookUp("Properties", name->text, true))) {
        mark = Mark::kHidden;
      }
    } else if (tag->text == "Span") {
      if (name != nullptr && name != tag) {
        const Object entries = LookUp("Properties", name->text, false);
        const Object text = entries.isDict() ? entries.dictLookup("ActualText") : Object(objNull);
        if (text.isString()) {
          mark = Mark::kActualText;
          collector_->BeginActualText(DecodeTextString(text.getString()->toStr()));
        }
      } else {
        for (size_t i = 1; i + 1 < operands_.size() && mark == Mark::kPlain; ++i) {
          if (operands_[i].kind == Token::Kind::kName && operands_[i].text == "ActualText" &&
              operands_[i + 1].kind == Token::Kind::kString) {
            mark = Mark::kActualText;
            collector_->BeginActualText(DecodeTextString(std::string(operands_[i + 1].text)));
          }
        }
      }
    }
  }
  if (mark == Mark::kHidden) ++hidden_;
  marks_.push_back(mark);
}

void TextInterpreter::EndMarked() {
  if (marks_.empty()) return;
  if (marks_.back() == Mark::kHidden) --hidden_;
  if (marks_.back() == Mark::kActualText) collector_->EndActualText();
  marks_.pop_back();
}

void TextInterpreter::MoveTo(double x, double y) {
  line_x_ = x;
  line_y_ = y;
  const Matrix& m = state_.text;
  x_ = m[0] * x + m[2] * y + m[4];
  y_ = m[1] * x + m[3] * y + m[5];
}

void TextInterpreter::ShowArray() {
  if (state_.face == nullptr || Last(Token::Kind::kArrayEnd) == nullptr) return;
  const bool vertical = state_.face->vertical;
  const Matrix& m = state_.text;
  // operands_ does not change meanwhile: showing text runs no operators.
  for (const Token& part : operands_) {
    if (part.kind == Token::Kind::kString) {
      Show(part.text);
    } else if (part.kind == Token::Kind::kNumber) {
      const double shift = -part.number * 0.001 * state_.font_size;
      const double dx = vertical ? 0 : shift * state_.stretch, dy = vertical ? shift : 0;
      x_ += m[0] * dx + m[2] * dy;
      y_ += m[1] * dx + m[3] * dy;
    }
  }
}

void TextInterpreter::Show(std::string_view codes) {
  if (state_.face == nullptr) return;
  const FontFace& face = *state_.face;
  const GfxFont& font = *face.font;
  const Matrix &t = state_.text, &p = state_.to_page;
  collector_->UseFont(face);
  GlyphPlace place;
  place.render = state_.render;
  // Text space to the page.
  const double a = t[0] * p[0] + t[1] * p[2], b = t[0] * p[1] + t[1] * p[3];
  const double c = t[2] * p[0] + t[3] * p[2], d = t[2] * p[1] + t[3] * p[3];
  place.m11 = a * state_.font_size;
  place.m12 = b * state_.font_size;
  place.m21 = c * state_.font_size;
  place.m22 = d * state_.font_size;
  const double rise_x = c * state_.rise, rise_y = d * state_.rise;

  const char* at = codes.data();
  for (int left = static_cast<int>(codes.size()); left > 0;) {
    CharCode code = 0;
    const Unicode* u = nullptr;
    int length = 0;
    double dx = 0, dy = 0, origin_x, origin_y;
    const int n = font.getNextChar(at, left, &code, &u, &length, &dx, &dy, &origin_x, &origin_y);
    if (n <= 0) break;
    dx *= state_.font_size;
    dy *= state_.font_size;
    double space = state_.char_space;
    if (n == 1 && *at == ' ') space += state_.word_space;
    double step_x = dx, step_y = dy;
    if (face.vertical) {
      step_y += space;
    } else {
      dx *= state_.stretch;
      step_x = dx + space * state_.stretch;
    }
    if (hidden_ == 0) {
      place.x = p[0] * x_ + p[2] * y_ + p[4] + rise_x;
      place.y = p[1] * x_ + p[3] * y_ + p[5] + rise_y;
      place.dx = a * dx + c * dy;
      place.dy = b * dx + d * dy;
      collector_->Take(place, u, length);
    }
    x_ += t[0] * step_x + t[2] * step_y;
    y_ += t[1] * step_x + t[3] * step_y;
    at += n;
    left -= n;
  }
}

}  // namespace filing_review::extract
