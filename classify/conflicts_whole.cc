#include "classify/conflicts_whole.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "classify/conflicts_sums.h"
#include "classify/filing_documents.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Passages above a table that tell whose holdings it gives.
constexpr size_t kLeadPassages = 6;

// A column of percentages: the rows, and the total row's cell where there is one.
struct Column {
  ColumnSum sum;
  std::vector<const extract::TableCell*> cells;
  const extract::TableCell* total = nullptr;
  bool repeats = false;  // two rows have one figure
  int holders = 0;       // rows whose figure was read as a holding
};

std::string Percent(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return absl::StrCat(text, "%");
}

}  // namespace

struct WholeConflicts::Impl {
  std::unique_ptr<LazyPattern> total_row, part_row, subtotal_row, overlapping;

  static bool Found(const std::unique_ptr<LazyPattern>& re, const std::string& text) {
    return re != nullptr && RE2::PartialMatch(text, *re);
  }

  // Words of the table and of what leads to it.
  std::string Words(const AnalyzedDocument& analyzed, size_t t) const {
    std::string words;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < analyzed.passages.size(); ++i) {
      if (analyzed.passages[i].table != static_cast<int32_t>(t)) continue;
      first = std::min(first, i);
      absl::StrAppend(&words, analyzed.passages[i].text, "\n");
    }
    if (first == SIZE_MAX) return words;
    for (size_t i = first; i > 0 && first - i < kLeadPassages; --i) {
      const Passage& p = analyzed.passages[i - 1];
      if (p.table >= 0) break;
      absl::StrAppend(&words, p.text, "\n");
    }
    const int32_t section = analyzed.passages[first].section;
    if (section >= 0) words += FoldText(analyzed.SectionPath(section));
    return words;
  }

  // Percentages that were read as holdings on a page, by their print.
  static std::set<std::string> Read(const AnalyzedDocument& analyzed, const v1::ReviewBrief& brief,
                                    int32_t page) {
    std::set<std::string> read;
    for (const v1::Holder& holder : brief.holders()) {
      for (const v1::Evidence& e : holder.evidence()) {
        if (e.page() != page || e.document() != analyzed.document_id) continue;
        if (holder.has_percent()) read.insert(Percent(holder.percent()));
        if (holder.has_votes_percent()) read.insert(Percent(holder.votes_percent()));
      }
    }
    return read;
  }

  void FindInTable(const AnalyzedDocument& analyzed, size_t t, const std::set<std::string>& read,
                   v1::ReviewBrief& brief) const {
    const extract::Table& table = analyzed.tables[t];
    std::map<uint16_t, Column> columns;
    bool subtotals = false;
    for (const extract::TableRow& row : table.rows) {
      if (row.head || row.cells.empty()) continue;
      const std::string label = CellText(analyzed, row.cells.front());
      bool total = false, part = false;
      for (const extract::TableCell& cell : row.cells) {
        const std::string text = CellText(analyzed, cell);
        total = total || Found(total_row, text);
        part = part || Found(part_row, text);
        subtotals = subtotals || Found(subtotal_row, text);
      }
      if (part) continue;
      for (const extract::TableCell& cell : row.cells) {
        double unit = 1;
        const std::optional<double> value = CellNumber(CellText(analyzed, cell), unit);
        if (!value.has_value() || cell.column == 0 || *value < 0) continue;
        Column& column = columns[cell.column];
        if (total) {
          column.total = &cell;
          column.sum.total = *value;
          column.sum.unit = std::max(column.sum.unit, unit);
          continue;
        }
        if (column.cells.empty()) column.sum.unit = unit;
        for (const double other : column.sum.rows) {
          column.repeats = column.repeats || (other == *value && *value > 0);
        }
        column.sum.rows.push_back(*value);
        column.sum.unit = std::max(column.sum.unit, unit);
        column.cells.push_back(&cell);
        column.holders += read.contains(Percent(*value)) ? 1 : 0;
      }
    }
    std::optional<bool> overlap;
    for (const auto& [at, column] : columns) {
      const size_t n = column.sum.rows.size();
      if (n < 2 || column.holders * 2 <= static_cast<int>(n) || column.sum.unit >= 1 ||
          *std::max_element(column.sum.rows.begin(), column.sum.rows.end()) > 100) {
        continue;
      }
      const double sum = SumOf(column.sum), rounding = RoundingOf(column.sum);
      const bool printed =
          column.total != nullptr && column.sum.total > 100 + rounding && column.sum.total < 200;
      const bool added = column.total == nullptr && n >= 3 && sum > 100 + rounding &&
                         !column.repeats && !subtotals;
      if (!printed && !added) continue;
      if (added) {
        if (!overlap.has_value()) overlap = Found(overlapping, Words(analyzed, t));
        if (*overlap) continue;
      }
      v1::Conflict conflict;
      conflict.set_kind("TOTALS_DISAGREE");
      conflict.set_explanation(
          printed ? absl::StrCat("The total row of a table on ",
                                 PageWords(analyzed.document_id, table.page), " prints ",
                                 CellOriginal(analyzed, *column.total), ", more than the whole.")
                  : absl::StrCat("The holdings of a table on ",
                                 PageWords(analyzed.document_id, table.page), " add up to ",
                                 Percent(sum), ", more than the whole."));
      if (printed) {
        AddCellEvidence(analyzed, table, *column.total, v1::EVIDENCE_ROLE_FIGURE,
                        *conflict.mutable_evidence());
      }
      for (const extract::TableCell* cell : column.cells) {
        AddCellEvidence(analyzed, table, *cell, v1::EVIDENCE_ROLE_FIGURE,
                        *conflict.mutable_evidence());
      }
      *brief.add_conflicts() = std::move(conflict);
    }
  }
};

WholeConflicts::WholeConflicts() : impl_(std::make_unique<Impl>()) {}
WholeConflicts::~WholeConflicts() = default;

absl::StatusOr<std::unique_ptr<WholeConflicts>> WholeConflicts::Create(
    const v1::ConflictRules& rules, const MacroTable& macros) {
  std::unique_ptr<WholeConflicts> made(new WholeConflicts());
  for (const auto& [pattern, out] :
       {std::pair{&rules.total_row(), &made->impl_->total_row},
        std::pair{&rules.part_row(), &made->impl_->part_row},
        std::pair{&rules.subtotal_row(), &made->impl_->subtotal_row},
        std::pair{&rules.overlapping_holdings(), &made->impl_->overlapping}}) {
    if (pattern->empty()) continue;
    auto re = CompilePattern("conflicts.rows", *pattern, macros, v1::RULE_LANGUAGE_EN);
    if (!re.ok()) return re.status();
    *out = *std::move(re);
  }
  return made;
}

void WholeConflicts::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  std::map<int32_t, std::set<std::string>> read;  // by page
  for (const v1::Holder& holder : brief.holders()) {
    for (const v1::Evidence& e : holder.evidence()) {
      if (e.document() == analyzed.document_id) read[e.page()];
    }
  }
  for (auto& [page, figures] : read) figures = Impl::Read(analyzed, brief, page);
  for (size_t t = 0; t < analyzed.tables.size(); ++t) {
    const auto figures = read.find(analyzed.tables[t].page);
    if (figures == read.end()) continue;
    impl_->FindInTable(analyzed, t, figures->second, brief);
  }
}

}  // namespace filing_review::classify
