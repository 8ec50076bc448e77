#include "classify/count_grid.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "classify/count_head_dates.h"

namespace filing_review::classify {

namespace {

// Words behind a figure that are fewer bytes than this are its unit, not a caption.
constexpr size_t kShortestCaption = 8;

bool IsBlank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

// Signs that stand in a column of their own beside the figures.
bool IsSign(const std::string& text) {
  return text.find_first_not_of("$%() ") == std::string::npos;
}

GridCell ReadCell(const AnalyzedDocument& analyzed, const extract::TableCell& cell) {
  GridCell result;
  result.cell = &cell;
  result.text = CellText(analyzed, cell);
  result.figure = FigureOf(result.text);
  return result;
}

// The words of the next caption may hang on the last row: then only its first line is the row.
void CutHangingLines(const AnalyzedDocument& analyzed, std::vector<GridCell>& row) {
  std::vector<std::string> first;
  bool hanging = false;
  for (const GridCell& cell : row) {
    first.push_back(cell.cell->pieces.size() > 1 ? PartsOf(analyzed, *cell.cell)[0] : cell.text);
    // In the first column a bare number may be a mark, a year or a wrapped word.
    const bool telling =
        cell.cell->column > 0 || first.back().find_first_of(",.") != std::string::npos;
    hanging = hanging || (telling && !cell.IsFigure() && !std::isnan(FigureOf(first.back())) &&
                          cell.text.size() >= first.back().size() + kShortestCaption);
  }
  if (!hanging) return;
  for (size_t i = 0; i < row.size(); ++i) {
    row[i].text = first[i];
    row[i].figure = FigureOf(first[i]);
  }
}

// The first row below the heads: rows marked as heads, and rows without a figure or of years only.
size_t BodyBegin(const extract::Table& table, const std::vector<std::vector<GridCell>>& rows,
                 const CountWords& words) {
  size_t body = 0;
  for (; body < rows.size(); ++body) {
    size_t figures = 0, years = 0, missing = 0;
    for (const GridCell& cell : rows[body]) {
      missing += Matches(words.table().missing, cell.text);
      if (cell.IsFigure()) ++(IsYearFigure(cell.figure, cell.text) ? years : figures);
    }
    if (figures > 0 || (missing > 0 && missing == rows[body].size())) break;
    // A history: a year, and what happened then.
    const bool history = years == 1 && rows[body].size() > 1 && !rows[body].back().IsFigure();
    if (history && !table.rows[body].head) break;
    if (!table.rows[body].head && body > 2 && years == 0) break;
  }
  return body == rows.size() ? 0 : body;
}

// For each column the one that its heads belong to.
std::vector<size_t> HeadTargets(const CountGrid& grid, size_t columns) {
  std::vector<bool> figures(columns, false), words(columns, false);
  for (size_t r = grid.body; r < grid.rows.size(); ++r) {
    for (const GridCell& cell : grid.rows[r]) {
      if (cell.cell->column >= columns) continue;
      if (cell.IsFigure()) figures[cell.cell->column] = true;
      if (!IsSign(cell.text)) words[cell.cell->column] = true;
    }
  }
  std::vector<size_t> target(columns);
  for (size_t c = 0; c < columns; ++c) {
    target[c] = c;
    if (c == 0 || words[c]) continue;
    size_t next = c + 1;
    while (next < columns && !words[next]) ++next;
    if (next < columns && figures[next]) target[c] = next;
  }
  return target;
}

void ReadHeads(const AnalyzedDocument& analyzed, size_t columns, const CountWords& words,
               CountGrid& grid) {
  const std::vector<size_t> target = HeadTargets(grid, columns);
  for (size_t r = 0; r < grid.body; ++r) {
    for (const GridCell& cell : grid.rows[r]) {
      if (grid.rows[r].size() == 1 && cell.cell->column == 0 && columns > 2 &&
          cell.cell->column_end >= columns) {
        grid.title += cell.text + " ";
        continue;
      }
      bool wrapped = false;
      for (std::string part : PartsOf(analyzed, *cell.cell)) {
        if (words.table().unit_note != nullptr) {
          re2::StringPiece note;
          if (words.table().unit_note->Match(Piece(part), 0, part.size(), RE2::UNANCHORED, &note,
                                             1)) {
            grid.units += note.as_string() + " ";
            RE2::Replace(&part, *words.table().unit_note, "");
          }
        }
        if (IsBlank(part)) continue;
        const size_t end = std::min<size_t>(cell.cell->column_end, columns);
        size_t last = columns;
        for (size_t c = cell.cell->column; c < end; ++c) {
          if (target[c] == last) continue;
          last = target[c];
          ColumnHead& head = grid.heads[last];
          head.parts.push_back({part, wrapped});
          head.cell = cell.cell;
          head.spanning = head.spanning || end - cell.cell->column > 1;
        }
        wrapped = true;
      }
    }
  }
}

}  // namespace

bool GridCell::IsFigure() const { return !std::isnan(figure); }

size_t ColumnHead::PartOf(const CountWords& words) const {
  size_t part = 0;
  while (part < parts.size() && !Finds(words.table().part, parts[part].text)) ++part;
  return part;
}

std::string ColumnHead::Text() const { return Text(parts.size()); }

std::string ColumnHead::Text(size_t count) const {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    const HeadPart& part = parts[i];
    // Chinese words wrap without a space.
    const bool chinese =
        part.wrapped && !text.empty() && ((text.back() & 0x80) != 0 || (part.text[0] & 0x80) != 0);
    if (!text.empty() && !chinese) text += " ";
    text += part.text;
  }
  return text;
}

std::string CountGrid::Head(size_t column) const {
  return column < heads.size() ? heads[column].Text() : std::string();
}

double FigureOf(const std::string& text) {
  static const RE2* const re = new RE2(
      " ?(?:约|~)? ?([0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?) "
      "?[$€£¥]?(?:\\([0-9a-z]\\))? ?");
  std::string digits;
  if (!RE2::FullMatch(text, *re, &digits)) return std::nan("");
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return std::strtod(digits.c_str(), nullptr);
}

std::vector<std::string> PartsOf(const AnalyzedDocument& analyzed, const extract::TableCell& cell) {
  std::vector<std::string> parts;
  extract::TableCell one;
  for (const extract::CellPiece& piece : cell.pieces) {
    one.pieces = {piece};
    parts.push_back(CellText(analyzed, one));
  }
  return parts;
}

bool IsYearFigure(double value, const std::string& text) {
  return value >= 1949 && value <= 2060 && value == std::floor(value) &&
         text.find(',') == std::string::npos && text.find('.') == std::string::npos;
}

CountGrid ReadGrid(const AnalyzedDocument& analyzed, const extract::Table& table,
                   const CountWords& words) {
  CountGrid grid;
  for (const extract::TableRow& row : table.rows) {
    std::vector<GridCell>& cells = grid.rows.emplace_back();
    for (const extract::TableCell& cell : row.cells) cells.push_back(ReadCell(analyzed, cell));
    if (!row.head) CutHangingLines(analyzed, cells);
  }
  const size_t columns = table.column_x.size();
  grid.heads.resize(columns);
  if (!table.rows.empty() && !table.rows[0].head && ReadChart(columns, words, grid)) return grid;
  grid.body = BodyBegin(table, grid.rows, words);
  ReadHeads(analyzed, columns, words, grid);
  TakeTitle(grid);
  ShareHeads(words, grid);
  return grid;
}

}  // namespace filing_review::classify
