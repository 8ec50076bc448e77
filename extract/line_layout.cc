#include "extract/line_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/blocks.h"
#include "extract/columns.h"
#include "extract/right_to_left.h"
#include "extract/rows.h"
#include "extract/text_runs.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

// Extent of letters above and below the baseline, in shares of the size. Fonts declare ascents of
// up to 2.6 times the size; the letters of all of them stand within this.
constexpr float kAbove = 0.85f, kBelow = 0.22f;
// Of the size: a wider gap may part two cells. Cells are mostly painted one by one, each with all
// its lines; where the right neighbour was not painted next, a smaller gap will do.
constexpr float kCellGap = 1.2f, kCellGapPaintedApart = 0.45f;

constexpr float kWidestSpace = 2.5f;  // of the size: a painted space is stretched no further
constexpr uint32_t kNone = UINT32_MAX;

int32_t Hundredths(float points) { return static_cast<int32_t>(std::lround(points * 100)); }

// Writes lines of one direction into a page.
class LineWriter {
 public:
  LineWriter(const Flat& flat, const std::vector<Run>& runs, Page* page)
      : flat_(flat), runs_(runs), page_(*page) {}

  // `above` and `below` are the lines read before and after it; null at the ends.
  void Write(const Piece& piece, const Piece* above, const Piece* below) {
    above_ = above;
    below_ = below;
    Line line;
    line.direction = flat_.direction;
    line.text_begin = static_cast<uint32_t>(page_.text.size());
    line.char_begin = static_cast<uint32_t>(page_.char_start.size());
    font_chars_.assign(page_.fonts.size(), 0);
    bold_ = total_ = 0;
    right_to_left_ = false;
    float size = 1, most = -1, largest = 0, v = 0;
    bool vertical = false;
    for (const uint32_t r : piece.runs) {
      const Run& run = runs_[r];
      if (run.raised) continue;
      largest = std::max(largest, run.size);
      const float weight = static_cast<float>(run.end - run.begin);
      if (weight > most) {
        most = weight;
        size = run.size;
        v = run.v;
        vertical = flat_.glyphs[run.begin].vertical;
      }
    }
    if (most < 0 && !piece.runs.empty()) {
      size = largest = runs_[piece.runs[0]].size;
      v = runs_[piece.runs[0]].v;
    }
    const bool row = IsTableRow(piece, size);
    uint32_t last = kNone;
    uint32_t cell_begin = line.char_begin;
    for (const uint32_t r : piece.runs) {
      const Run& run = runs_[r];
      uint32_t super_begin = kNone;
      for (uint32_t i = run.begin; i < run.end; ++i) {
        const FlatGlyph& g = flat_.glyphs[i];
        if (last != kNone) {
          const FlatGlyph& before = flat_.glyphs[last];
          if (row && !run.raised && CellsMeet(last, i, size)) {
            CloseCell(cell_begin, &line);
            Gap(before, g, '\t');
            cell_begin = static_cast<uint32_t>(page_.char_start.size());
          } else if (SpaceBetween(before, g)) {
            Gap(before, g, ' ');
          }
        }
        if (run.superscript || g.superscript) {
          super_begin = std::min(super_begin, static_cast<uint32_t>(page_.char_start.size()));
        } else {
          CloseSuperscript(&super_begin);
        }
        Put(g);
        // A mark on a letter leaves no gap behind it.
        if (last == kNone || !IsMark(g.code) || g.u1 > flat_.glyphs[last].u1) last = i;
      }
      CloseSuperscript(&super_begin);
    }
    if (last == kNone) return;
    line.text_end = static_cast<uint32_t>(page_.text.size());
    line.char_end = static_cast<uint32_t>(page_.char_start.size());
    page_.text += '\n';
    if (!line.cells.empty()) CloseCell(cell_begin, &line);

    const float tall = std::min(largest, 1.3f * size);
    SetCross(v - (vertical ? 0.5f * size : kAbove * tall),
             v + (vertical ? 0.5f * size : kBelow * tall), &line);
    line.start = page_.char_start[line.char_begin];
    line.end = page_.char_end[line.char_begin];
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      line.start = std::min(line.start, page_.char_start[c]);
      line.end = std::max(line.end, page_.char_end[c]);
    }
    line.font_size = static_cast<uint16_t>(std::clamp(Hundredths(size), 1, 65535));
    if (!font_chars_.empty()) {
      line.font = static_cast<uint16_t>(std::max_element(font_chars_.begin(), font_chars_.end()) -
                                        font_chars_.begin());
    }
    line.bold = bold_ * 2 > total_;
    if (right_to_left_) OrderRightToLeft(line, &page_);
    page_.lines.push_back(std::move(line));
  }

 private:
  // True where the gap between two neighbours of a line is one between cells.
  bool CellsMeet(uint32_t a, uint32_t b, float size) const {
    const FlatGlyph &left = flat_.glyphs[a], &right = flat_.glyphs[b];
    const float gap = right.u0 - left.u1;
    if (b != a + 1) return gap > kCellGapPaintedApart * size;
    if (gap <= kCellGap * size) return false;
    // In a narrow cell justified words stand as far apart as cells: then a line above or below
    // runs through the gap.
    if (!right.space_before || gap > kWidestSpace * size) return true;
    int free = 0, covered = 0;
    for (const Piece* neighbour : {above_, below_}) {
      if (neighbour != nullptr) LookThrough(*neighbour, left, right, &free, &covered);
    }
    return covered == 0 || free > 0;
  }

  void LookThrough(const Piece& piece, const FlatGlyph& left, const FlatGlyph& right, int* free,
                   int* covered) const {
    const float middle = 0.5f * (left.u1 + right.u0);
    bool before = false, after = false, through = false;
    for (const uint32_t r : piece.runs) {
      const Run& run = runs_[r];
      if (std::fabs(run.v - left.v) > 2 * left.size) return;
      before = before || run.u1 <= middle;
      after = after || run.u0 >= middle;
      through = through || (run.u0 < middle && run.u1 > middle);
    }
    *free += before && after && !through;
    *covered += through;
  }

  // A row has wide gaps. Prose that is justified far apart has them too, but then nearly all of
  // its gaps are wide and alike.
  bool IsTableRow(const Piece& piece, float size) const {
    uint32_t last = kNone;
    int wide = 0, narrow = 0;
    float widest = 0, narrowest = 1e9f;
    for (const uint32_t r : piece.runs) {
      for (uint32_t i = runs_[r].begin; i < runs_[r].end; ++i) {
        if (last != kNone) {
          if (CellsMeet(last, i, size)) {
            const float gap = flat_.glyphs[i].u0 - flat_.glyphs[last].u1;
            ++wide;
            widest = std::max(widest, gap);
            narrowest = std::min(narrowest, gap);
          } else if (SpaceBetween(flat_.glyphs[last], flat_.glyphs[i])) {
            ++narrow;
          }
        }
        last = i;
      }
    }
    if (wide == 0) return false;
    return !(wide >= 4 && narrow <= 1 && widest < 1.3f * narrowest && widest < 3 * size);
  }

  void CloseSuperscript(uint32_t* begin) {
    if (*begin == kNone) return;
    // White space behind it was written already.
    uint32_t end = static_cast<uint32_t>(page_.char_start.size());
    if (page_.text.back() == ' ' || page_.text.back() == '\t') --end;
    page_.superscripts.push_back({*begin, end});
    *begin = kNone;
  }

  void CloseCell(uint32_t begin, Line* line) {
    LineCell cell;
    cell.char_begin = begin;
    cell.char_end = static_cast<uint32_t>(page_.char_start.size());
    cell.x0 = page_.char_start[begin];
    cell.x1 = page_.char_end[begin];
    for (uint32_t c = begin; c < cell.char_end; ++c) {
      cell.x0 = std::min(cell.x0, page_.char_start[c]);
      cell.x1 = std::max(cell.x1, page_.char_end[c]);
    }
    line->cells.push_back(cell);
  }

  // White space between a and b, as wide as the gap.
  void Gap(const FlatGlyph& a, const FlatGlyph& b, char c) {
    page_.text += c;
    Edges(std::min(a.u1, b.u0), std::max(a.u1, b.u0));
  }

  void Put(const FlatGlyph& g) {
    AppendUtf8(g.code, &page_.text);
    Edges(g.u0, g.u1);
    if (g.font < font_chars_.size()) ++font_chars_[g.font];
    ++total_;
    bold_ += g.bold;
    right_to_left_ = right_to_left_ || IsRightToLeft(g.code);
  }

  void Edges(float u0, float u1) {
    int32_t a = Hundredths(u0), b = std::max(Hundredths(u1), Hundredths(u0) + 1);
    if (flat_.direction == Direction::kLeft || flat_.direction == Direction::kUp) {
      std::swap(a, b);
      a = -a;
      b = -b;
    }
    page_.char_start.push_back(a);
    page_.char_end.push_back(b);
  }

  void SetCross(float v0, float v1, Line* line) const {
    if (flat_.direction == Direction::kLeft || flat_.direction == Direction::kDown) {
      line->cross0 = Hundredths(-v1);
      line->cross1 = Hundredths(-v0);
    } else {
      line->cross0 = Hundredths(v0);
      line->cross1 = Hundredths(v1);
    }
  }

  const Flat& flat_;
  const std::vector<Run>& runs_;
  Page& page_;
  const Piece *above_ = nullptr, *below_ = nullptr;
  std::vector<uint32_t> font_chars_;
  uint32_t bold_ = 0, total_ = 0;
  bool right_to_left_ = false;
};

}  // namespace

void LayOutPage(const PageGlyphs& glyphs, Page* page) {
  *page = Page();
  page->number = glyphs.number;
  page->width = Hundredths(glyphs.width);
  page->height = Hundredths(glyphs.height);
  page->rotation = glyphs.rotation;
  page->fonts = glyphs.fonts;
  page->unmapped_glyphs = glyphs.unmapped_glyphs;
  page->image_page = glyphs.image_share > 0.5f;
  page->text.reserve(glyphs.glyphs.size() * 2);
  page->char_start.reserve(glyphs.glyphs.size() + 64);
  page->char_end.reserve(glyphs.glyphs.size() + 64);

  std::array<size_t, 4> count{};
  size_t invisible = 0;
  for (const Glyph& g : glyphs.glyphs) {
    ++count[static_cast<size_t>(g.direction)];
    invisible += g.invisible;
  }
  // The text layer of a scan lies under its image.
  const bool text_layer = page->image_page && invisible * 2 > glyphs.glyphs.size();
  if (!text_layer) page->hidden_glyphs += static_cast<uint32_t>(invisible);
  for (size_t d = 0; d < count.size(); ++d) {
    if (count[d] == 0) continue;
    Flat flat = Flatten(glyphs, static_cast<Direction>(d), text_layer);
    page->hidden_glyphs += DropOutside(glyphs.width, glyphs.height, &flat);
    std::vector<Run> runs = JoinRuns(&flat);
    const std::vector<Row> rows = MakeRows(&flat, &runs);
    LineWriter writer(flat, runs, page);
    const std::vector<Piece> pieces = ReadingOrder(runs, rows);
    for (size_t i = 0; i < pieces.size(); ++i) {
      writer.Write(pieces[i], i > 0 ? &pieces[i - 1] : nullptr,
                   i + 1 < pieces.size() ? &pieces[i + 1] : nullptr);
    }
  }
  AssignBlocks(page);
}

}  // namespace filing_review::extract
