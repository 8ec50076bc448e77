#include "extract/recognizer.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "extract/text_runs.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

constexpr char kData[] = "/usr/share/tesseract-ocr/5/tessdata";
constexpr double kPointsPerInch = 72;
constexpr float kSureSkew = 2;      // confidence of Leptonica below which no skew is seen
constexpr float kLeastSkew = 0.1f;  // degrees; less does no harm
constexpr double kSureText = 60;    // percent, mean of a page; text seen upside down has about 30
constexpr int kInkBelow = 160;      // grey; for the measurement of skew only
// In shares of the font size: height of a Chinese character, of a capital letter or a digit.
constexpr float kHanHeight = 0.9f, kCapitalHeight = 0.7f;
constexpr float kDescent = 0.12f;     // a Chinese character's lower edge below the baseline
constexpr float kTouching = 0.5f;     // of the size: neighbours less far apart are one word's
constexpr float kTouchingHan = 1.2f;  // a comma's ink leaves most of its square empty

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

PixPtr PixOf(const GreyPicture& picture) {
  PixPtr pix(pixCreate(picture.width, picture.height, 8));
  if (pix == nullptr) return pix;
  l_uint32* data = pixGetData(pix.get());
  const l_int32 words = pixGetWpl(pix.get());
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* row = data + static_cast<ptrdiff_t>(y) * words;
    const uint8_t* from = picture.pixels.data() + static_cast<ptrdiff_t>(y) * picture.width;
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(row, x, from[x]);
  }
  return pix;
}

// Degrees by which the picture has to be turned clockwise so that its lines are level.
float SkewOf(Pix* grey) {
  const PixPtr ink(pixThresholdToBinary(grey, kInkBelow));
  float angle = 0, sure = 0;
  if (ink == nullptr || pixFindSkew(ink.get(), &angle, &sure) != 0) return 0;
  return sure < kSureSkew || std::fabs(angle) < kLeastSkew ? 0 : angle;
}

// One character of a line, pixels.
struct Symbol {
  std::vector<char32_t> codes;
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float confidence = 0;
  bool begins_word = false;
};

struct TextLine {
  std::vector<Symbol> symbols;
  float baseline = 0;
};

std::vector<char32_t> CodesOf(const char* text) {
  std::vector<char32_t> codes;
  const std::string_view view(text);
  for (size_t at = 0; at < view.size();) {
    const char32_t c = NextCodePoint(view, &at);
    if (!IsWhiteSpace(c) && c >= 0x20 && c != 0xFFFD) codes.push_back(c);
  }
  return codes;
}

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

// Behind a Chinese character stands Chinese punctuation, whichever form Tesseract gives it.
void WidenPunctuation(TextLine* line) {
  for (size_t i = 1; i < line->symbols.size(); ++i) {
    char32_t& c = line->symbols[i].codes[0];
    const bool mark = c == ',' || c == ';' || c == ':' || c == '?' || c == '!';
    if (mark && IsHan(line->symbols[i - 1].codes.back())) c += 0xFF00 - 0x20;
  }
}

// Of the characters of a picture.
struct Tally {
  int64_t characters = 0;
  int64_t vertical = 0;  // in lines that run along the height
  double sure = 0;       // sum of the confidence of their words: rubbish has sure characters too
};

std::vector<TextLine> LinesOf(tesseract::TessBaseAPI& engine, Tally* tally) {
  std::vector<TextLine> lines;
  const std::unique_ptr<tesseract::ResultIterator> it(engine.GetIterator());
  if (it == nullptr) return lines;
  bool new_word = true;
  do {
    if (it->Empty(tesseract::RIL_SYMBOL)) continue;
    if (lines.empty() || it->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) {
      lines.emplace_back();
      int x0, y0, x1, y1;
      if (it->Baseline(tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1)) {
        lines.back().baseline = 0.5f * static_cast<float>(y0 + y1);
      }
    }
    new_word = new_word || it->IsAtBeginningOf(tesseract::RIL_WORD);
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_SYMBOL));
    Symbol symbol;
    if (text != nullptr) symbol.codes = CodesOf(text.get());
    if (symbol.codes.empty() ||
        !it->BoundingBox(tesseract::RIL_SYMBOL, &symbol.x0, &symbol.y0, &symbol.x1, &symbol.y1)) {
      continue;
    }
    symbol.confidence = it->Confidence(tesseract::RIL_SYMBOL);
    symbol.begins_word = new_word;
    tesseract::Orientation orientation = tesseract::ORIENTATION_PAGE_UP;
    tesseract::WritingDirection writing = tesseract::WRITING_DIRECTION_LEFT_TO_RIGHT;
    tesseract::TextlineOrder order;
    float skew;
    it->Orientation(&orientation, &writing, &order, &skew);
    ++tally->characters;
    tally->sure += it->Confidence(tesseract::RIL_WORD);
    tally->vertical += writing == tesseract::WRITING_DIRECTION_TOP_TO_BOTTOM ||
                       orientation == tesseract::ORIENTATION_PAGE_LEFT ||
                       orientation == tesseract::ORIENTATION_PAGE_RIGHT;
    new_word = false;
    lines.back().symbols.push_back(std::move(symbol));
  } while (it->Next(tesseract::RIL_SYMBOL));
  std::erase_if(lines, [](const TextLine& line) { return line.symbols.empty(); });
  for (TextLine& line : lines) WidenPunctuation(&line);
  return lines;
}

// The k-th smallest, at a share of the way.
float Quantile(std::vector<float> values, double share) {
  const auto at = static_cast<ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<size_t>(at)];
}

bool IsTall(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

// Font size of a line in pixels; sets its baseline from its Chinese characters where it has some.
float SizeOf(TextLine* line) {
  std::vector<float> han, tall, all, bottoms;
  for (const Symbol& s : line->symbols) {
    const float height = static_cast<float>(s.y1 - s.y0);
    all.push_back(height);
    if (IsHan(s.codes[0])) {
      han.push_back(height);
      bottoms.push_back(static_cast<float>(s.y1));
    }
    if (IsTall(s.codes[0])) tall.push_back(height);
  }
  if (!han.empty()) {
    const float size = Quantile(han, 0.75) / kHanHeight;
    line->baseline = Quantile(bottoms, 0.5) - kDescent * size * 0.8f;
    return size;
  }
  return Quantile(tall.empty() ? all : tall, tall.empty() ? 0.9 : 0.5) / kCapitalHeight;
}

// Inside a word letters leave no gap: what is between two is shared between them.
void CloseGaps(float size, TextLine* line) {
  for (size_t i = 0; i + 1 < line->symbols.size(); ++i) {
    Symbol &a = line->symbols[i], &b = line->symbols[i + 1];
    const bool han = IsCjk(a.codes.back()) && IsCjk(b.codes[0]);
    const float gap = static_cast<float>(b.x0 - a.x1);
    if ((b.begins_word && !han) || gap > (han ? kTouchingHan : kTouching) * size) continue;
    a.x1 = b.x0 = std::max((a.x1 + b.x0) / 2, a.x0 + 1);
  }
}

}  // namespace

// What is seen on a picture after some quarter turns, clockwise.
struct Recognizer::Sight {
  RecognizedGlyphs found;
  double sure = 0;    // percent, mean of its words
  bool level = true;  // most of its lines run along the picture's width
};

struct Recognizer::State {
  tesseract::TessBaseAPI engine;
};

Recognizer::Recognizer() : state_(std::make_unique<State>()) {}
Recognizer::~Recognizer() = default;

bool Recognizer::Load(const std::string& languages) {
  if (state_->engine.Init(kData, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) return false;
  state_->engine.SetPageSegMode(tesseract::PSM_AUTO);
  return true;
}

// Text that lies on its side or stands on its head is read unsurely, or taken for vertical writing.
RecognizedGlyphs Recognizer::Recognize(const GreyPicture& picture) {
  Sight best;
  for (const int quarters : {0, 1, 3, 2}) {
    Sight sight = Look(picture, quarters);
    if (sight.level && sight.sure >= kSureText) return sight.found;
    if (quarters == 0 || sight.sure > best.sure) best = std::move(sight);
  }
  return best.found;
}

Recognizer::Sight Recognizer::Look(const GreyPicture& picture, int quarters) {
  Sight sight;
  RecognizedGlyphs& found = sight.found;
  PixPtr pix = PixOf(picture);
  found.turn.width = picture.page_width;
  found.turn.height = picture.page_height;
  found.turn.quarters = quarters;
  if (pix != nullptr && quarters != 0) pix.reset(pixRotateOrth(pix.get(), quarters));
  if (pix == nullptr) return sight;
  if (const float degrees = SkewOf(pix.get()); degrees != 0) {
    const float radians = degrees * static_cast<float>(M_PI) / 180;
    PixPtr upright(pixRotate(pix.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                             pixGetWidth(pix.get()), pixGetHeight(pix.get())));
    if (upright != nullptr) {
      pix = std::move(upright);
      found.turn.angle = radians;
    }
  }
  const float points = static_cast<float>(kPointsPerInch / picture.dpi);
  found.page.width = static_cast<float>(pixGetWidth(pix.get())) * points;
  found.page.height = static_cast<float>(pixGetHeight(pix.get())) * points;
  found.page.rotation = picture.rotation;
  found.page.fonts.emplace_back();
  tesseract::TessBaseAPI& engine = state_->engine;
  engine.ClearAdaptiveClassifier();  // nothing learnt on one page may show on another
  engine.SetImage(pix.get());
  engine.SetSourceResolution(static_cast<int>(std::lround(picture.dpi)));
  if (engine.Recognize(nullptr) == 0) {
    Tally tally;
    for (TextLine& line : LinesOf(engine, &tally)) {
      const float size = SizeOf(&line);
      CloseGaps(size, &line);
      Glyph glyph;
      glyph.y = line.baseline * points;
      glyph.size = size * points;
      bool first = true;
      for (const Symbol& symbol : line.symbols) {
        const bool chinese = IsCjk(symbol.codes[0]) || (!first && IsCjk(glyph.code));
        if (symbol.begins_word && !first && !chinese) {
          glyph.code = ' ';
          glyph.x = static_cast<float>(symbol.x0) * points;
          glyph.dx = 0;
          found.page.glyphs.push_back(glyph);
          found.confidence.push_back(100);
        }
        first = false;
        const float n = static_cast<float>(symbol.codes.size());
        glyph.x = static_cast<float>(symbol.x0) * points;
        glyph.dx = static_cast<float>(symbol.x1 - symbol.x0) * points / n;
        for (const char32_t code : symbol.codes) {
          glyph.code = code;
          found.page.glyphs.push_back(glyph);
          found.confidence.push_back(
              static_cast<uint8_t>(std::clamp(std::lround(symbol.confidence), 0L, 100L)));
          glyph.x += glyph.dx;
        }
      }
    }
    sight.level = tally.vertical * 2 <= tally.characters;
    if (tally.characters > 0) sight.sure = tally.sure / static_cast<double>(tally.characters);
  }
  engine.Clear();
  return sight;
}

}  // namespace filing_review::extract
