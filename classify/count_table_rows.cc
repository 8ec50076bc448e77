#include "classify/count_table_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "classify/count_head_dates.h"
#include "classify/count_heads.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// The head of a row: its words up to the first figure; `figure` is where that stands.
std::string LabelOf(const std::vector<GridCell>& row, const CountWords& words, size_t& figure) {
  std::string label;
  for (figure = 0; figure < row.size() && !row[figure].IsFigure();) {
    const GridCell& cell = row[figure];
    if (cell.text.find_first_not_of("-/ ") != std::string::npos &&
        !(figure > 0 && Matches(words.table().missing, cell.text))) {
      label += (label.empty() ? "" : " ") + cell.text;
    }
    ++figure;
    if (figure == 1 && row.size() > 1 && row[1].IsFigure()) break;
  }
  // A year as the head of a row.
  if (figure == 0 && row.size() > 1 && IsYearFigure(row[0].figure, row[0].text)) {
    label = row[0].text;
    figure = 1;
  }
  return label;
}

// A column of units says that the row counts metres or sets.
bool CountsOtherUnits(const std::vector<GridCell>& row, const CountWords& words) {
  return std::any_of(row.begin(), row.end(), [&](const GridCell& cell) {
    return Matches(words.table().other_unit_cell, cell.text);
  });
}

// The metric that the head of a column names. "Of which households" behind a column of gas sold is
// of gas.
HeadMetric MetricOfColumn(const CountGrid& grid, size_t column, const CountWords& words) {
  if (column > 0 && column < grid.heads.size()) {
    const ColumnHead& head = grid.heads[column];
    const size_t part = head.PartOf(words);
    if (part < head.parts.size() && !MetricOf(head.Text(part), words) &&
        !MetricOf(grid.Head(column - 1), words)) {
      return {};
    }
  }
  return MetricOf(grid.Head(column), words);
}

// What the head of a column says, read once for all rows.
struct Column {
  bool not_users = false;
  HeadMetric metric;
};

std::vector<Column> ReadColumns(const CountGrid& grid, const CountWords& words) {
  std::vector<Column> columns(grid.heads.size());
  for (size_t c = 0; c < columns.size(); ++c) {
    columns[c].not_users = IsNotOfUsers(grid.Head(c), words);
    columns[c].metric = MetricOfColumn(grid, c, words);
  }
  return columns;
}

void Add(CountFact fact, std::vector<CountFact>& found) {
  if (Tracing()) {
    TraceFired(fact.rule_id, fact.value_text + ": " + fact.metric + ", " +
                                 v1::Attribution_Name(fact.attribution).substr(12));
  }
  found.push_back(std::move(fact));
}

// A row whose head is lost, in a table of people, that repeats figures which sentences of the
// filing give with the same digits. True where it was one.
bool ReadKnownRow(const TableContext& context, size_t r, std::vector<CountFact>& found) {
  const CountWords& words = context.words;
  if (!Finds(words.table().people_unit, context.grid.units)) return false;
  const double scale = ScaleOf(context.grid.units, words);
  const std::vector<GridCell>& row = context.grid.rows[r];
  if (scale == 0 || row.size() < 2) return false;
  const CountFact* first = nullptr;
  for (const GridCell& cell : row) {
    const CountFact* fact = cell.IsFigure() ? context.known.Find(cell.figure * scale) : nullptr;
    if (fact == nullptr || (first != nullptr && fact->metric != first->metric)) return false;
    first = fact;
  }
  for (const GridCell& cell : row) {
    TableFigure figure{r, &cell, {}, true, "", ""};
    figure.metric.metric = first->metric;
    figure.metric.rule_id = first->rule_id;
    if (std::optional<CountFact> fact = TableFact(context, figure)) Add(*std::move(fact), found);
  }
  return true;
}

}  // namespace

void ReadRows(const TableContext& context, std::vector<CountFact>& found) {
  const CountGrid& grid = context.grid;
  const CountWords& words = context.words;
  const HeadMetric corner =
      IsNotOfUsers(grid.Head(0), words) ? HeadMetric() : MetricOf(grid.Head(0), words);
  HeadMetric caption = MetricOf(context.caption, words);
  if (IsNotOfUsers(context.caption, words)) caption = {};
  if (!caption && !IsNotOfUsers(grid.title, words)) caption = MetricOf(grid.title, words);
  const std::vector<Column> columns = ReadColumns(grid, words);
  HeadMetric group, above;
  std::string group_text;
  bool inherited = false;
  const int32_t table = context.analyzed.passages[context.passage].table;
  for (size_t r = grid.body; r < grid.rows.size(); ++r) {
    const std::vector<GridCell>& row = grid.rows[r];
    const TraceScope scope(context.analyzed, table, r, "user_counts");
    if (ReadKnownRow(context, r, found)) continue;
    size_t first_figure = 0;
    const std::string label = LabelOf(row, words, first_figure);
    const HeadMetric own = MetricOf(label, words);
    if (first_figure >= row.size()) {
      group = IsNotOfUsers(label, words) ? HeadMetric() : own;
      group_text = label;
      above = {};
      inherited = false;
      if (Tracing()) {
        TraceSign(group.rule_id, "head of the rows below" + (group ? ": " + group.metric : ""));
      }
      continue;
    }
    const bool other_row = IsNotOfUsers(label, words) || CountsOtherUnits(row, words);
    HeadMetric by_row = own;
    inherited = !by_row && above && (inherited || Finds(words.table().part, label));
    if (inherited) by_row = above;
    if (other_row) by_row = above = {};
    if (other_row) inherited = false;
    if (other_row && Tracing()) {
      TraceStopped(own.rule_id, "\"" + label + "\" is none of users, or the row has another unit");
    }
    if (by_row && own) above = own;
    for (size_t i = first_figure; i < row.size(); ++i) {
      if (!row[i].IsFigure() || row[i].figure <= 0) continue;
      const size_t column = row[i].cell->column;
      if (column >= columns.size()) continue;
      if (column > 0 && columns[column].not_users) {
        if (Tracing()) {
          TraceStopped("", row[i].text + ": \"" + grid.Head(column) + "\" is none of users");
        }
        continue;
      }
      TableFigure figure{r, &row[i], by_row, false, label, group_text};
      const HeadMetric of_head =
          column > 0 || label.empty() ? columns[column].metric : HeadMetric();
      if (other_row) {
        // Under a head of people over all columns every row is of people, but for money.
        if (!of_head || !grid.heads[column].spanning || Finds(words.table().money, label)) continue;
      }
      if (!figure.metric) {
        figure.metric = of_head;
        figure.by_column = static_cast<bool>(of_head);
      }
      // A row of companies or shops counts by its column's head only.
      if (!figure.metric && own.noun && !own) {
        if (Tracing()) TraceStopped(own.rule_id, row[i].text + ": its column names no metric");
        continue;
      }
      if (!figure.metric) figure.metric = group;
      if (!figure.metric) figure.metric = corner;
      if (!figure.metric &&
          (grid.chart || (!label.empty() && context.dates.HasHeadDate(column, label)))) {
        figure.metric = caption;
      }
      if (!figure.metric) {
        if (Tracing()) {
          TraceStopped("", row[i].text + ": no row, column or caption says that it counts users");
        }
        continue;
      }
      if (std::optional<CountFact> fact = TableFact(context, figure)) Add(*std::move(fact), found);
    }
  }
}

}  // namespace filing_review::classify
