#include "classify/holder_chart.h"

#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_row.h"

namespace filing_review::classify {

namespace {

// Whether the row below the names has percentages that make a whole, and nothing else.
bool WholeBelowNames(const TableText& text) {
  if (text.first_row == 0 || text.cells.size() <= text.first_row) return false;
  double sum = 0;
  int shares = 0;
  for (const std::string& cell : text.cells[text.first_row]) {
    if (cell.empty()) continue;
    const std::optional<double> number = CellNumber(cell);
    if (!number.has_value() || cell.find('%') == std::string::npos) return false;
    sum += *number;
    ++shares;
  }
  return shares >= 3 && sum >= 98 && sum <= 102;
}

// Whether `below` goes on with the chart that `level` belongs to: no words on another one between.
bool GoesOnBelow(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                 const ChartLevel& level, const ChartLevel& below) {
  if (below.table == nullptr || !WholeBelowNames(ReadTableText(analyzed, *below.table))) {
    return false;
  }
  for (size_t i = level.span.last + 1; i < below.span.first; ++i) {
    if (lexicon.Has(v1::HOLDER_CUE_CHART, analyzed.passages[i].text)) return false;
  }
  return true;
}

// Whether a text is a place in brackets and nothing else.
bool IsPlaceLine(const HolderLexicon& lexicon, const std::string& text) {
  if (text.size() < 4 || text.front() != '(' || text.back() != ')') return false;
  const std::vector<PlaceHit> hits = lexicon.Places(text);
  return hits.size() == 1 && hits[0].begin == 1 && hits[0].end + 1 == text.size();
}

// The name in a box; a last line that is a place goes to `place`.
std::string NameInBox(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                      extract::TableCell box, std::string& place) {
  if (box.pieces.size() > 1) {
    extract::TableCell last = box;
    last.pieces = {box.pieces.back()};
    const std::string text = FoldText(CellOriginal(analyzed, last));
    if (IsPlaceLine(lexicon, text)) {
      place = text;
      box.pieces.pop_back();
    }
  }
  return CellOriginal(analyzed, box);
}

}  // namespace

bool ReadHolderChart(const AnalyzedDocument& analyzed, const ChartLevel& level,
                     const ChartLevel& below, const TableText& text, const TableCaption& caption,
                     const HolderLexicon& lexicon, FilingPhase phase,
                     std::vector<HolderMention>& out) {
  const extract::Table& table = *level.table;
  if (!WholeBelowNames(text)) return false;
  if (!lexicon.Has(v1::HOLDER_CUE_CHART, caption.text) &&
      !lexicon.Has(v1::HOLDER_CUE_CHART, caption.section)) {
    return false;
  }
  if (GoesOnBelow(analyzed, lexicon, level, below)) return true;
  v1::HoldingStage stage = StageOfCaption(lexicon, caption.nearest, true);
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED || phase == FilingPhase::kPeriodic) {
    stage = DefaultStage(phase);
  }
  const FootnoteText notes = FootnotesBelow(analyzed, level.span.last);
  for (const extract::TableCell& cell : table.rows[text.first_row].cells) {
    std::string name, place;
    for (size_t r = 0; r < text.first_row; ++r) {
      for (const extract::TableCell& head : table.rows[r].cells) {
        if (head.column <= cell.column && cell.column < head.column_end) {
          name += NameInBox(analyzed, lexicon, head, place);
        }
      }
    }
    HolderMention mention;
    if (!ReadTableName(lexicon, name, mention)) continue;
    mention.stated = place;
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
