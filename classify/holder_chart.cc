#include "classify/holder_chart.h"

#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_row.h"

namespace filing_review::classify {

bool ReadHolderChart(const AnalyzedDocument& analyzed, const extract::Table& table,
                     const TableSpan& span, const TableText& text, const TableCaption& caption,
                     const HolderLexicon& lexicon, FilingPhase phase,
                     std::vector<HolderMention>& out) {
  if (text.first_row == 0 || text.cells.size() != text.first_row + 1) return false;
  const std::vector<std::string>& row = text.cells.back();
  if (row.size() < 3) return false;
  double sum = 0;
  for (const std::string& cell : row) {
    const std::optional<double> number = CellNumber(cell);
    if (!number.has_value() || cell.find('%') == std::string::npos) return false;
    sum += *number;
  }
  if (sum < 98 || sum > 102) return false;
  if (!lexicon.Has(v1::HOLDER_CUE_CHART, caption.text) &&
      !lexicon.Has(v1::HOLDER_CUE_CHART, caption.section)) {
    return false;
  }
  v1::HoldingStage stage = StageOfCaption(lexicon, caption.nearest, true);
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED || phase == FilingPhase::kPeriodic) {
    stage = DefaultStage(phase);
  }
  const FootnoteText notes = FootnotesBelow(analyzed, span.last);
  for (const extract::TableCell& cell : table.rows.back().cells) {
    std::string name;
    for (size_t r = 0; r < text.first_row; ++r) {
      for (const extract::TableCell& head : table.rows[r].cells) {
        if (head.column <= cell.column && cell.column < head.column_end) {
          name += CellOriginal(analyzed, head);
        }
      }
    }
    HolderMention mention;
    if (!ReadTableName(lexicon, name, mention)) continue;
    mention.page = table.page;
    const std::string printed = CellOriginal(analyzed, cell);
    mention.holder.set_percent(*CellNumber(FoldText(printed)));
    mention.holder.set_percent_text(printed);
    mention.holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
    mention.holder.set_stage(stage);
    mention.holder.set_rule_id("holders.chart");
    AddTableNotes(lexicon, notes, mention);
    for (size_t r = 0; r < text.first_row; ++r) {
      for (const extract::TableCell& head : table.rows[r].cells) {
        if (head.column <= cell.column && cell.column < head.column_end) {
          AddCellEvidence(analyzed, table, head, v1::EVIDENCE_ROLE_HEADER,
                          *mention.holder.mutable_evidence());
        }
      }
    }
    AddCellEvidence(analyzed, table, cell, v1::EVIDENCE_ROLE_FIGURE,
                    *mention.holder.mutable_evidence());
    out.push_back(std::move(mention));
  }
  return true;
}

}  // namespace filing_review::classify
