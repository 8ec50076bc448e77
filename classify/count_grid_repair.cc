// Puts together what the layout of a page tore: titles over one column, heads over several, labels
// over two lines; and reads charts as tables.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "classify/count_grid.h"
#include "classify/count_head_dates.h"

namespace filing_review::classify {

namespace {

// A line before a table that is a part of it, bytes.
constexpr size_t kLongestLine = 80;

}  // namespace

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

}  // namespace filing_review::classify
