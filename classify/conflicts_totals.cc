#include "classify/conflicts_totals.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "classify/filing_documents.h"

namespace filing_review::classify {

namespace {

using extract::Table;
using extract::TableCell;
using extract::TableRow;

struct NumberCell {
  const TableCell* cell = nullptr;
  double value = 0;
  double unit = 1;
};

// Numbers of a row by the place of their right edge: figures are set flush right or centred.
struct NumberRow {
  size_t row = 0;
  std::vector<NumberCell> cells;
};

struct Candidate {
  size_t total_row = 0;
  const TableCell* total_cell = nullptr;
  std::vector<const TableCell*> cells;
  ColumnSum sum;
};

bool Overlap(const TableCell& a, const TableCell& b) { return a.x0 < b.x1 && b.x0 < a.x1; }

// The cell of `row` that stands in the column of `of`, or nullptr.
const NumberCell* InColumn(const NumberRow& row, const TableCell& of) {
  const NumberCell* found = nullptr;
  for (const NumberCell& cell : row.cells) {
    if (cell.cell->column != of.column && !Overlap(*cell.cell, of)) continue;
    if (found != nullptr) return nullptr;  // two: the grid is not sure
    found = &cell;
  }
  return found;
}

// The columns of a total over some rows, those that every row has a number in.
std::vector<Candidate> Columns(const NumberRow& total, const std::vector<const NumberRow*>& rows) {
  std::vector<Candidate> columns;
  for (const NumberCell& cell : total.cells) {
    Candidate column;
    column.total_row = total.row;
    column.total_cell = cell.cell;
    column.sum.total = cell.value;
    column.sum.unit = cell.unit;
    for (const NumberRow* row : rows) {
      const NumberCell* part = InColumn(*row, *cell.cell);
      if (part == nullptr) break;
      column.cells.push_back(part->cell);
      column.sum.rows.push_back(part->value);
      column.sum.unit = std::max(column.sum.unit, part->unit);
    }
    if (column.sum.rows.size() == rows.size() && rows.size() >= 2 && cell.value != 0)
      columns.push_back(std::move(column));
  }
  return columns;
}

// True where a column of percentages is the only one of its table and all of its rows are there:
// the total is the whole, and the sum is near it.
bool Alone(const std::vector<Candidate>& columns, const Candidate& column) {
  constexpr double kNear = 10;
  return columns.size() == 1 && column.sum.rows.size() >= 3 && column.sum.total > 0 &&
         column.sum.total <= 100 && column.sum.unit < 1 &&
         std::abs(SumOf(column.sum) - column.sum.total) <= kNear;
}

size_t CountAdding(const std::vector<Candidate>& columns) {
  return static_cast<size_t>(std::count_if(columns.begin(), columns.end(),
                                           [](const Candidate& c) { return AddsUp(c.sum); }));
}

}  // namespace

struct TotalConflicts::Impl {
  std::unique_ptr<LazyPattern> total_row, part_row, subtotal_row;

  void FindInTable(const AnalyzedDocument& analyzed, const Table& table,
                   v1::ReviewBrief& brief) const;
};

TotalConflicts::TotalConflicts() : impl_(std::make_unique<Impl>()) {}
TotalConflicts::~TotalConflicts() = default;

absl::StatusOr<std::unique_ptr<TotalConflicts>> TotalConflicts::Create(
    const v1::ConflictRules& rules, const MacroTable& macros) {
  std::unique_ptr<TotalConflicts> made(new TotalConflicts());
  for (const auto& [pattern, out] :
       {std::pair{&rules.total_row(), &made->impl_->total_row},
        std::pair{&rules.part_row(), &made->impl_->part_row},
        std::pair{&rules.subtotal_row(), &made->impl_->subtotal_row}}) {
    if (pattern->empty()) continue;
    absl::StatusOr<std::unique_ptr<LazyPattern>> re =
        CompilePattern("conflicts.rows", *pattern, macros, v1::RULE_LANGUAGE_EN);
    if (!re.ok()) return re.status();
    *out = *std::move(re);
  }
  return made;
}

namespace {

// True where enough figures of the column were read as numbers of users or as holdings.
bool CountsUsersOrHoldings(const AnalyzedDocument& analyzed, const Candidate& column,
                           const v1::ReviewBrief& brief, int page) {
  int known = 0;
  for (const TableCell* cell : column.cells) {
    const std::string text = CellOriginal(analyzed, *cell);
    const auto reads = [&](const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence,
                           const std::string& printed) {
      if (printed.find(text) == std::string::npos && text.find(printed) == std::string::npos)
        return false;
      return std::any_of(evidence.begin(), evidence.end(), [&](const v1::Evidence& e) {
        return e.page() == page && e.document() == analyzed.document_id;
      });
    };
    bool read = false;
    for (const v1::UserCount& count : brief.user_counts()) {
      read = read || (!count.value_text().empty() && reads(count.evidence(), count.value_text()));
    }
    for (const v1::Holder& holder : brief.holders()) {
      read = read ||
             (!holder.percent_text().empty() && reads(holder.evidence(), holder.percent_text()));
    }
    known += read;
  }
  return known * 2 > static_cast<int>(column.cells.size());
}

}  // namespace

void TotalConflicts::Impl::FindInTable(const AnalyzedDocument& analyzed, const Table& table,
                                       v1::ReviewBrief& brief) const {
  const auto matches = [](const std::unique_ptr<LazyPattern>& re, const std::string& text) {
    return re != nullptr && RE2::PartialMatch(text, *re);
  };
  std::vector<NumberRow> above;
  bool subtotals = false;
  for (size_t r = 0; r < table.rows.size(); ++r) {
    const TableRow& row = table.rows[r];
    if (row.head || row.cells.empty()) continue;
    NumberRow numbers;
    numbers.row = r;
    std::string label;
    bool total = false, part = false, subtotal = false;
    for (const TableCell& cell : row.cells) {
      const std::string text = CellText(analyzed, cell);
      double unit = 1;
      if (const std::optional<double> value = CellNumber(text, unit); value && cell.column > 0) {
        numbers.cells.push_back({&cell, *value, unit});
      } else if (!value && numbers.cells.empty()) {
        total = total || matches(total_row, text);
        part = part || matches(part_row, text);
        subtotal = subtotal || matches(subtotal_row, text);
      }
    }
    subtotals = subtotals || subtotal;
    if (part || numbers.cells.empty()) continue;
    if (!total) {
      above.push_back(std::move(numbers));
      continue;
    }
    const std::vector<NumberRow> rows = std::exchange(above, {});
    if (subtotals || rows.size() < 2) continue;
    // One of the rows may be no part of the sum (a part of the row above whose words were lost).
    std::vector<Candidate> best;
    size_t adding = 0;
    for (size_t left_out = 0; left_out <= rows.size(); ++left_out) {
      std::vector<const NumberRow*> used;
      for (size_t i = 0; i < rows.size(); ++i) {
        if (i + 1 != left_out) used.push_back(&rows[i]);
      }
      std::vector<Candidate> columns = Columns(numbers, used);
      // All rows are the first try; leaving one out needs more columns that speak for it.
      if (const size_t n = CountAdding(columns);
          n > adding + (left_out > 0 ? 1 : 0) || best.empty()) {
        adding = n;
        best = std::move(columns);
      }
    }
    const size_t failing = best.size() - adding;
    if (failing == 0 || (adding == 0 && best.size() > 1)) continue;
    const auto parts_known = [&](const Candidate& column) {
      return failing * 2 <= adding ||
             std::any_of(best.begin(), best.end(),
                         [&](const Candidate& other) {
                           return SharesOf(column.sum, other.sum) ||
                                  (AddsUp(other.sum) && KeepsRatioButOnce(column.sum, other.sum));
                         }) ||
             Alone(best, column);
    };
    for (const Candidate& column : best) {
      if (!parts_known(column)) continue;
      if (AddsUp(column.sum) || !CountsUsersOrHoldings(analyzed, column, brief, table.page))
        continue;
      v1::Conflict conflict;
      conflict.set_kind("TOTALS_DISAGREE");
      double sum = 0;
      for (const double value : column.sum.rows) sum += value;
      char text[64];
      std::snprintf(text, sizeof text, "%.10g", sum);
      conflict.set_explanation(absl::StrCat(
          "The rows of a table on ", PageWords(analyzed.document_id, table.page), " add up to ",
          text, "; its total row prints ", CellOriginal(analyzed, *column.total_cell), "."));
      AddCellEvidence(analyzed, table, *column.total_cell, v1::EVIDENCE_ROLE_FIGURE,
                      *conflict.mutable_evidence());
      for (const TableCell* cell : column.cells) {
        AddCellEvidence(analyzed, table, *cell, v1::EVIDENCE_ROLE_FIGURE,
                        *conflict.mutable_evidence());
      }
      *brief.add_conflicts() = std::move(conflict);
    }
  }
}

void TotalConflicts::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  // Only tables on pages with user counts or holdings can matter.
  std::set<int> pages;
  const auto mark = [&](const google::protobuf::RepeatedPtrField<v1::Evidence>& places) {
    for (const v1::Evidence& evidence : places) {
      if (evidence.document() == analyzed.document_id) pages.insert(evidence.page());
    }
  };
  for (const v1::UserCount& count : brief.user_counts()) {
    mark(count.evidence());
  }
  for (const v1::Holder& holder : brief.holders()) {
    mark(holder.evidence());
  }
  for (size_t t = 0; t < analyzed.tables.size(); ++t) {
    const Table& table = analyzed.tables[t];
    const bool goes_on = t + 1 < analyzed.tables.size() && analyzed.tables[t + 1].continues;
    if (table.continues || goes_on || pages.count(table.page) == 0) continue;
    impl_->FindInTable(analyzed, table, brief);
  }
}

}  // namespace filing_review::classify
