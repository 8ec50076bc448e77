#include "extract/page_codec.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

// Numbers of PackedPage.edges: most fit two bytes.
constexpr int32_t kWide = INT16_MIN;

constexpr size_t kMostNumberBytes = 6;

char* WriteNumber(int32_t value, char* out) {
  const uint32_t bits = static_cast<uint32_t>(value);
  const bool wide = value <= kWide || value > INT16_MAX;
  *out++ = wide ? 0 : static_cast<char>(bits);
  *out++ = wide ? static_cast<char>(0x80) : static_cast<char>(bits >> 8);
  if (!wide) return out;
  for (int shift = 0; shift < 32; shift += 8) *out++ = static_cast<char>(bits >> shift);
  return out;
}

// Takes numbers off PackedPage.edges.
class NumberReader {
 public:
  explicit NumberReader(std::string_view bytes)
      : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}

  // False where none is left.
  bool Next(int32_t* value) {
    if (end_ - at_ < 2) return false;
    *value = static_cast<int16_t>(at_[0] | at_[1] << 8);
    at_ += 2;
    if (*value != kWide) return true;
    if (end_ - at_ < 4) return false;
    *value = static_cast<int32_t>(uint32_t{at_[0]} | uint32_t{at_[1]} << 8 |
                                  uint32_t{at_[2]} << 16 | uint32_t{at_[3]} << 24);
    at_ += 4;
    return true;
  }
  bool AtEnd() const { return at_ == end_; }

 private:
  const unsigned char* at_;
  const unsigned char* const end_;
};

}  // namespace

void PackPage(const Page& page, worker::v1::PackedPage* packed) {
  packed->Clear();
  packed->set_number(page.number);
  packed->set_width(page.width);
  packed->set_height(page.height);
  packed->set_rotation(page.rotation);
  packed->set_text(page.text);
  const int lines = static_cast<int>(page.lines.size());
  std::string* edges = packed->mutable_edges();
  for (auto* column : {packed->mutable_line_chars(), packed->mutable_line_size(),
                       packed->mutable_line_flags(), packed->mutable_line_font()}) {
    column->Reserve(lines);
  }
  packed->mutable_line_cross0()->Reserve(lines);
  packed->mutable_line_cross1()->Reserve(lines);
  size_t super = 0;
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const Line& line = page.lines[l];
    const size_t before_line = edges->size();
    edges->resize(before_line + 2 * kMostNumberBytes * (line.char_end - line.char_begin));
    char* out = edges->data() + before_line;
    int32_t before = 0;
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      out = WriteNumber(page.char_start[c] - before, out);
      out = WriteNumber(page.char_end[c] - page.char_start[c], out);
      before = page.char_end[c];
    }
    edges->resize(static_cast<size_t>(out - edges->data()));
    packed->add_line_chars(line.char_end - line.char_begin);
    packed->add_line_cross0(line.cross0);
    packed->add_line_cross1(line.cross1);
    packed->add_line_size(line.font_size);
    packed->add_line_flags(static_cast<uint32_t>(line.direction) | (line.bold ? 4u : 0u) |
                           static_cast<uint32_t>(line.block) << 3);
    packed->add_line_font(line.font);
    for (; super < page.superscripts.size() && page.superscripts[super].char_begin < line.char_end;
         ++super) {
      packed->add_superscripts(static_cast<uint32_t>(l));
      packed->add_superscripts(page.superscripts[super].char_begin - line.char_begin);
      packed->add_superscripts(page.superscripts[super].char_end - line.char_begin);
    }
  }
  for (const FontUse& font : page.fonts) {
    worker::v1::Font* out = packed->add_fonts();
    out->set_name(font.name);
    out->set_embedded(font.embedded);
    out->set_has_unicode_map(font.has_unicode_map);
  }
  packed->set_unmapped_glyphs(page.unmapped_glyphs);
  packed->set_hidden_glyphs(page.hidden_glyphs);
  packed->set_image_page(page.image_page);
  packed->set_unread_reason(page.unread_reason);
  packed->set_doubtful_reason(page.doubtful_reason);
  packed->set_doubtful_chars(page.doubtful_chars);
  if (page.from_ocr) {
    packed->set_from_ocr(true);
    packed->set_slope(page.slope);
    packed->set_confidence(page.confidence.data(), page.confidence.size());
  }
}

namespace {

// Cells are what stands between tabs.
void SetCells(const Page& page, Line* line) {
  const std::string_view text = page.LineText(*line);
  if (memchr(text.data(), '\t', text.size()) == nullptr) return;
  LineCell cell;
  cell.char_begin = line->char_begin;
  uint32_t c = line->char_begin;
  const auto close = [&](uint32_t end) {
    if (cell.char_begin < end) {
      cell.char_end = end;
      cell.x0 = page.char_start[cell.char_begin];
      cell.x1 = page.char_end[cell.char_begin];
      for (uint32_t k = cell.char_begin; k < end; ++k) {
        cell.x0 = std::min(cell.x0, page.char_start[k]);
        cell.x1 = std::max(cell.x1, page.char_end[k]);
      }
      line->cells.push_back(cell);
    }
    cell.char_begin = end + 1;
  };
  for (const char byte : text) {
    if (IsContinuation(byte)) continue;
    if (byte == '\t') close(c);
    ++c;
  }
  close(c);
}

}  // namespace

namespace {

// Coordinates beyond this are no page's: 13 km, far enough below overflow of later sums.
constexpr int32_t kMostCoordinate = 1 << 27;

constexpr int32_t kMostSlope = 2000;

bool InRange(int64_t value) { return value >= -kMostCoordinate && value <= kMostCoordinate; }

// Counts the code points of a line; false where it is not UTF-8.
bool CountSound(std::string_view text, size_t* points) {
  size_t n = 0;
  for (size_t at = 0; at < text.size(); ++n) {
    const size_t length = SequenceLength(text, at);
    if (length == 0) return false;
    at += length;
  }
  *points = n;
  return true;
}

// A reason code: lower_case, short.
bool IsReason(const std::string& reason) {
  return reason.size() <= 32 && std::all_of(reason.begin(), reason.end(), [](char c) {
           return c == '_' || (c >= 'a' && c <= 'z');
         });
}

// Chars that the lines hold.
size_t CountChars(const worker::v1::PackedPage& packed) {
  return std::accumulate(packed.line_chars().begin(), packed.line_chars().end(), size_t{0});
}

// Confidence for all chars or for none; a slope only where each line has its words along x.
bool OcrIsSound(const worker::v1::PackedPage& packed) {
  if (!packed.from_ocr()) return packed.slope() == 0 && packed.confidence().empty();
  return packed.slope() >= -kMostSlope && packed.slope() <= kMostSlope &&
         packed.confidence().size() == CountChars(packed) &&
         std::all_of(packed.confidence().begin(), packed.confidence().end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 100; }) &&
         (packed.slope() == 0 || std::all_of(packed.line_flags().begin(), packed.line_flags().end(),
                                             [](uint32_t flags) { return (flags & 3) == 0; }));
}

bool HeadIsSound(const worker::v1::PackedPage& packed) {
  const int rotation = packed.rotation();
  return packed.width() >= 0 && InRange(packed.width()) && packed.height() >= 0 &&
         InRange(packed.height()) && rotation % 90 == 0 && rotation >= 0 && rotation < 360 &&
         packed.fonts_size() <= UINT16_MAX && IsReason(packed.unread_reason()) &&
         IsReason(packed.doubtful_reason()) && OcrIsSound(packed);
}

}  // namespace

bool UnpackPage(const worker::v1::PackedPage& packed, Page* page) {
  *page = Page();
  if (!HeadIsSound(packed)) return false;
  const int lines = packed.line_chars_size();
  const size_t chars = CountChars(packed);
  // Each has two numbers of two bytes at least.
  if (chars > packed.edges().size() / 4 || packed.line_cross0_size() != lines ||
      packed.line_cross1_size() != lines || packed.line_size_size() != lines ||
      packed.line_flags_size() != lines || packed.line_font_size() != lines ||
      packed.superscripts_size() % 3 != 0) {
    return false;
  }
  page->number = packed.number();
  page->width = packed.width();
  page->height = packed.height();
  page->rotation = packed.rotation();
  page->text = packed.text();
  page->fonts.reserve(static_cast<size_t>(packed.fonts_size()));
  for (const worker::v1::Font& font : packed.fonts()) {
    page->fonts.push_back({font.name(), font.embedded(), font.has_unicode_map()});
  }
  page->char_start.resize(chars);
  page->char_end.resize(chars);
  page->lines.resize(static_cast<size_t>(lines));
  NumberReader edges(packed.edges());
  uint32_t c = 0;
  size_t at = 0;
  for (int l = 0; l < lines; ++l) {
    Line& line = page->lines[static_cast<size_t>(l)];
    const uint32_t n = packed.line_chars(l);
    if (n == 0) return false;
    const size_t feed = page->text.find('\n', at);
    if (feed == std::string::npos) return false;
    line.text_begin = static_cast<uint32_t>(at);
    line.text_end = static_cast<uint32_t>(feed);
    at = feed + 1;
    size_t points = 0;
    if (!CountSound(page->LineText(line), &points) || points != n) return false;
    line.char_begin = c;
    line.char_end = c + n;
    int64_t before = 0;
    line.start = INT32_MAX;
    line.end = INT32_MIN;
    for (; c < line.char_end; ++c) {
      int32_t gap, advance;
      if (!edges.Next(&gap) || !edges.Next(&advance)) return false;
      const int64_t start = before + gap;
      before = start + advance;
      if (!InRange(start) || !InRange(before)) return false;
      page->char_start[c] = static_cast<int32_t>(start);
      page->char_end[c] = static_cast<int32_t>(before);
      line.start = std::min(line.start, page->char_start[c]);
      line.end = std::max(line.end, page->char_end[c]);
    }
    line.cross0 = packed.line_cross0(l);
    line.cross1 = packed.line_cross1(l);
    if (!InRange(line.cross0) || !InRange(line.cross1)) return false;
    line.font_size = static_cast<uint16_t>(std::min(packed.line_size(l), 65535u));
    const uint32_t flags = packed.line_flags(l);
    line.direction = static_cast<Direction>(flags & 3);
    line.bold = (flags & 4) != 0;
    line.block = static_cast<uint16_t>(flags >> 3);
    if (packed.line_font(l) >= std::max<size_t>(page->fonts.size(), 1)) return false;
    line.font = static_cast<uint16_t>(packed.line_font(l));
    SetCells(*page, &line);
  }
  if (!edges.AtEnd() || at != page->text.size()) return false;
  for (int i = 0; i < packed.superscripts_size(); i += 3) {
    if (packed.superscripts(i) >= static_cast<uint32_t>(lines)) return false;
    const Line& line = page->lines[packed.superscripts(i)];
    const uint32_t begin = packed.superscripts(i + 1), end = packed.superscripts(i + 2);
    if (begin >= end || end > line.char_end - line.char_begin) return false;
    const SuperscriptRun run = {line.char_begin + begin, line.char_begin + end};
    if (!page->superscripts.empty() && run.char_begin < page->superscripts.back().char_end) {
      return false;
    }
    page->superscripts.push_back(run);
  }
  page->unmapped_glyphs = packed.unmapped_glyphs();
  page->hidden_glyphs = packed.hidden_glyphs();
  page->image_page = packed.image_page();
  page->unread_reason = packed.unread_reason();
  page->doubtful_reason = packed.doubtful_reason();
  page->doubtful_chars = packed.doubtful_chars();
  page->from_ocr = packed.from_ocr();
  page->slope = packed.slope();
  page->confidence.assign(packed.confidence().begin(), packed.confidence().end());
  return true;
}

}  // namespace filing_review::extract
