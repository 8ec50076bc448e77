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
// A line before a table that is a part of it, bytes.
constexpr size_t kLongestLine = 80;

// A cell that is one figure; nan where it is none.
double FigureOf(const std::string& text) {
  static const RE2* const re = new RE2(
      " ?(?:约|~)? ?([0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?) "
      "?[$€£¥]?(?:\\([0-9a-z]\\))? ?");
  std::string digits;
  if (!RE2::FullMatch(text, *re, &digits)) return std::nan("");
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return std::strtod(digits.c_str(), nullptr);
}

bool IsBlank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

// Signs that stand in a column of their own beside the figures.
bool IsSign(const std::string& text) {
  return text.find_first_not_of("$%() ") == std::string::npos;
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

// A title or a note set to the right or the left stands over one column of dates and speaks of all:
// moves it to the title.
void TakeTitle(CountGrid& grid) {
  size_t over = 0, columns = 0;
  for (size_t c = 1; c < grid.heads.size(); ++c) {
    const std::vector<HeadPart>& parts = grid.heads[c].parts;
    if (parts.empty()) continue;
    ++columns;
    if (DateOfHead(grid.Head(c)).as_of.empty()) return;
    if (parts.size() < 2 || grid.heads[c].spanning) continue;
    const std::string above = parts[0].text;
    if (!DateOfHead(above).as_of.empty() || DateOfHead(parts.back().text).as_of.empty()) continue;
    if (WithoutDate(above).empty()) continue;
    if (over != 0) return;
    over = c;
  }
  if (over == 0 || columns < 2) return;
  std::vector<HeadPart>& parts = grid.heads[over].parts;
  grid.title += parts[0].text + " ";
  parts.erase(parts.begin());
}

// A total and its parts stand under one head, which may have gone to the first part alone.
void ShareHeads(const CountWords& words, CountGrid& grid) {
  for (size_t c = 1; c + 1 < grid.heads.size(); ++c) {
    std::vector<HeadPart>& parts = grid.heads[c].parts;
    if (parts.size() != 1 || !Matches(words.table().total, parts[0].text)) continue;
    const ColumnHead& next = grid.heads[c + 1];
    const size_t part = next.PartOf(words);
    if (part == next.parts.size()) continue;
    parts.insert(parts.begin(), next.parts.begin(),
                 next.parts.begin() + static_cast<ptrdiff_t>(part));
  }
}

// Takes the last row for the heads where the table is a chart; false where it is none.
bool ReadChart(size_t columns, const CountWords& words, CountGrid& grid) {
  if (grid.rows.size() < 3 || columns < 3) return false;
  std::vector<int> figures(columns, 0);
  std::vector<const GridCell*> dates(columns, nullptr);
  for (const GridCell& cell : grid.rows.back()) {
    if (cell.cell->column >= columns || DateOfHead(cell.text).as_of.empty()) return false;
    dates[cell.cell->column] = &cell;
  }
  std::string units;
  for (size_t r = 0; r + 1 < grid.rows.size(); ++r) {
    for (const GridCell& cell : grid.rows[r]) {
      if (cell.cell->column >= columns || (cell.IsFigure() && !dates[cell.cell->column]))
        return false;
      if (cell.IsFigure()) ++figures[cell.cell->column];
      if (Finds(words.table().unit_note, cell.text)) units += cell.text + " ";
    }
  }
  for (size_t c = 0; c < columns; ++c) {
    if ((dates[c] != nullptr) != (figures[c] == 1) || figures[c] > 1) return false;
  }
  for (size_t c = 0; c < columns; ++c) {
    if (dates[c] == nullptr) continue;
    grid.heads[c].parts.push_back({dates[c]->text});
    grid.heads[c].cell = dates[c]->cell;
  }
  grid.units = std::move(units);
  grid.rows.pop_back();
  grid.chart = true;
  return true;
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

void TakeHeadsFrom(const std::string& line, CountGrid& grid) {
  if (grid.body != 0 || grid.chart || line.size() > kLongestLine || !WithoutDate(line).empty()) {
    return;
  }
  std::vector<std::string> dates;
  for (size_t b = 0; b < line.size();) {
    size_t e = line.find_first_of(" \t", b);
    if (e == std::string::npos) e = line.size();
    if (e > b) dates.push_back(line.substr(b, e - b));
    b = e + 1;
  }
  if (dates.size() != grid.heads.size()) return;
  for (const std::string& date : dates) {
    if (DateOfHead(date).as_of.empty()) return;
  }
  for (size_t c = 0; c < dates.size(); ++c) grid.heads[c].parts.push_back({dates[c]});
}

void TakeLabelFrom(const AnalyzedDocument& analyzed, const std::string& line, CountGrid& grid) {
  if (grid.body != 0 || grid.chart || grid.rows.empty() || grid.rows[0].size() < 2) return;
  if (line.empty() || line.size() > kLongestLine || line.ends_with(":") || line.ends_with("。")) {
    return;
  }
  GridCell& cell = grid.rows[0][0];
  if (cell.cell->column != 0 || cell.IsFigure()) return;
  const std::vector<std::string> parts = PartsOf(analyzed, *cell.cell);
  // The end may stand a line below the first figure and be taken for its cell.
  const double figure = parts.size() > 1 ? FigureOf(parts[0]) : std::nan("");
  std::string rest = std::isnan(figure) ? cell.text : "";
  for (size_t i = 1; !std::isnan(figure) && i < parts.size(); ++i) rest += parts[i];
  const auto count = [](const std::string& text, char c) {
    return std::count(text.begin(), text.end(), c);
  };
  const bool end = rest.starts_with("(") || count(rest, ')') > count(rest, '(');
  if (!end) return;
  GridCell label;
  label.cell = cell.cell;
  label.text = line + rest;
  label.figure = std::nan("");
  if (std::isnan(figure)) {
    cell = label;
  } else {
    cell.figure = figure;
    grid.rows[0].insert(grid.rows[0].begin(), label);
  }
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
