#include "classify/holder_table_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_lines.h"
#include "classify/holder_table_repair.h"
#include "classify/holder_table_row.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

std::string LastWord(const std::string& name) {
  const size_t space = name.rfind(' ');
  return FoldText(space == std::string::npos ? name : name.substr(space + 1));
}

// One mention a stage: the figure of all shares where there is one, before any option.
std::vector<v1::HoldingStage> StagesOf(const std::vector<HolderColumn>& columns) {
  const bool total = std::any_of(columns.begin(), columns.end(), [](const HolderColumn& c) {
    return c.role == HolderColumnRole::kPercent && c.basis == v1::PERCENT_BASIS_TOTAL;
  });
  std::vector<v1::HoldingStage> stages;
  for (const HolderColumn& c : columns) {
    if (c.role != HolderColumnRole::kPercent && c.role != HolderColumnRole::kVotes) continue;
    // Beside shares of all, shares of a class or of the offer say nothing more.
    if (total && c.role == HolderColumnRole::kPercent && c.basis != v1::PERCENT_BASIS_TOTAL) {
      continue;
    }
    if (std::find(stages.begin(), stages.end(), c.stage) == stages.end()) {
      stages.push_back(c.stage);
    }
  }
  return stages;
}

// Gives the rest of a cut name to the mentions from `first` on.
void AddNameRest(const HolderLexicon& lexicon, const std::string& rest, size_t first,
                 std::vector<HolderMention>& out) {
  for (size_t i = first; i < out.size(); ++i) {
    HolderMention whole = out[i];
    if (!ReadTableName(lexicon, whole.holder.name() + ' ' + rest, whole)) continue;
    whole.stated = out[i].stated;
    whole.name.marks.insert(whole.name.marks.begin(), out[i].name.marks.begin(),
                            out[i].name.marks.end());
    out[i] = std::move(whole);
  }
}

// Gives the rest of a name that stands on the next page to the mentions of the last row.
void AddPageRest(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                 const extract::Table& table, const extract::TableCell& rest,
                 std::vector<HolderMention>& out) {
  size_t first = out.size();
  while (first > 0 && out[first - 1].key == out.back().key &&
         out[first - 1].table == out.back().table) {
    --first;
  }
  AddNameRest(lexicon, CellOriginal(analyzed, rest), first, out);
  for (size_t i = first; i < out.size(); ++i) {
    AddCellEvidence(analyzed, table, rest, v1::EVIDENCE_ROLE_HEADER,
                    *out[i].holder.mutable_evidence());
  }
}

class RowReader {
 public:
  RowReader(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
            const HolderTablePlace& place, const extract::Table& table, const TableText& text,
            const HolderTable& heads, size_t name_column, std::vector<HolderMention>& out)
      : analyzed_(analyzed),
        lexicon_(lexicon),
        place_(place),
        table_(table),
        text_(text),
        heads_(heads),
        name_column_(name_column),
        stages_(StagesOf(heads.columns)),
        out_(out),
        row_begin_(out.size()) {
    for (const HolderColumn& c : heads.columns) {
      several_rows_ = several_rows_ || lexicon.Has(v1::HOLDER_CUE_CAPACITY_HEAD, c.head);
    }
  }

  void Read() {
    ReadNotes();
    directors_ = heads_.directors;
    for (size_t r = 0; r < text_.first_row; ++r) {
      // A label of the first group of rows, right below the heads.
      if (table_.rows[r].cells.size() == 1 && table_.rows[r].cells[0].column == name_column_) {
        directors_ = directors_ || lexicon_.Has(v1::HOLDER_CUE_DIRECTORS, Name(r));
      }
    }
    for (size_t r = text_.first_row; r < table_.rows.size(); ++r) ReadRow(r);
    ReadNameBelow();
  }

 private:
  const std::string& Name(size_t r) const { return text_.cells[r][name_column_]; }

  void ReadNotes() {
    bool any_mark = false;
    for (size_t r = text_.first_row; r < table_.rows.size(); ++r) {
      any_mark = any_mark || Name(r).find_first_of("()") != std::string::npos ||
                 Name(r).find("ote") != std::string::npos;
    }
    if (any_mark) notes_ = FootnotesBelow(analyzed_, place_.last_passage);
  }

  bool AnyPercent(size_t r) const {
    for (size_t c = 0; c < heads_.columns.size(); ++c) {
      if (heads_.columns[c].role == HolderColumnRole::kPercent && !text_.cells[r][c].empty()) {
        return true;
      }
    }
    return false;
  }

  // Shares sold short or lent are no holding.
  bool NotHeld(size_t r) const {
    for (size_t c = 0; c < heads_.columns.size(); ++c) {
      if (c != name_column_ && lexicon_.Has(v1::HOLDER_CUE_NOT_HELD, text_.cells[r][c])) {
        return true;
      }
    }
    return false;
  }

  void ReadRow(size_t r) {
    const TraceScope scope(analyzed_, static_cast<int32_t>(place_.table),
                           r - std::min(r, place_.heads_above), "holders");
    const std::vector<std::string>& row = text_.cells[r];
    const extract::TableCell* name = CellAt(table_.rows[r], name_column_);
    if (name != nullptr && row_begin_ < out_.size() && !AnyPercent(r) &&
        lexicon_.Has(v1::HOLDER_CUE_NAME_REST, Name(r))) {
      AddNameRest(lexicon_, CellOriginal(analyzed_, *name), row_begin_, out_);
      for (size_t i = row_begin_; i < out_.size(); ++i) {
        AddRowEvidence(analyzed_, table_, r, v1::EVIDENCE_ROLE_FIGURE,
                       *out_[i].holder.mutable_evidence());
      }
      return;
    }
    const auto filled = std::count_if(row.begin(), row.end(),
                                      [](const std::string& cell) { return !cell.empty(); });
    if (filled == 1 && !Name(r).empty()) {
      if (lexicon_.Has(v1::HOLDER_CUE_NAME_GOES_ON, Name(r))) {
        ahead_ = CellOriginal(analyzed_, table_.rows[r].cells.front()) + ' ';
        return;
      }
      // A label of a group of rows.
      if (Tracing()) TraceSign("", "head of the rows below");
      directors_ = lexicon_.Has(v1::HOLDER_CUE_DIRECTORS, Name(r));
      return;
    }
    if (name == nullptr) {
      ReadMoreOf(r);
      return;
    }
    HolderMention base;
    const std::string printed = std::exchange(ahead_, "") + CellOriginal(analyzed_, *name);
    named_.reset();
    if (!ReadTableName(lexicon_, printed, base)) {
      if (Tracing()) TraceStopped("", "\"" + printed + "\" is no name of a holder");
      return;
    }
    base.page = table_.page;
    base.director = directors_ || base.group;
    base.lead = heads_.caption.lead;
    for (size_t c = 0; c < heads_.columns.size(); ++c) {
      if (heads_.columns[c].role == HolderColumnRole::kOrigin) base.stated += ' ' + row[c];
    }
    AddTableNotes(lexicon_, notes_, base);
    base.table = static_cast<int32_t>(place_.table);
    row_begin_ = out_.size();
    if (several_rows_) {
      named_ = base;
      name_cell_ = name;
      if (NotHeld(r)) return;
    }
    for (const v1::HoldingStage stage : stages_) {
      AddRowHolding(analyzed_, table_, r, text_, heads_, stage, base, out_);
    }
    if (Tracing()) TraceRow(row_begin_, base.name.name);
  }

  // Says what became of a row; its mentions begin at `first`.
  void TraceRow(size_t first, const std::string& name) const {
    if (first == out_.size()) TraceStopped("holders.table", "\"" + name + "\" has no figure");
    for (size_t i = first; i < out_.size(); ++i) {
      const v1::Holder& holder = out_[i].holder;
      TraceFired(holder.rule_id(), "holder " + holder.name() + ", " + holder.percent_text() + ", " +
                                       v1::HoldingStage_Name(holder.stage()).substr(14));
    }
  }

  // A row without a name, of a table that has one for each capacity: the holder is the one above.
  void ReadMoreOf(size_t r) {
    if (!named_.has_value() || !AnyPercent(r) || NotHeld(r)) return;
    const size_t first = out_.size();
    for (const v1::HoldingStage stage : stages_) {
      AddRowHolding(analyzed_, table_, r, text_, heads_, stage, *named_, out_);
    }
    for (size_t i = first; i < out_.size(); ++i) {
      AddCellEvidence(analyzed_, table_, *name_cell_, v1::EVIDENCE_ROLE_HEADER,
                      *out_[i].holder.mutable_evidence());
    }
  }

  // A name whose last line the layout took for a paragraph below the table.
  void ReadNameBelow() {
    const size_t next = place_.last_passage + 1;
    if (row_begin_ >= out_.size() || next >= analyzed_.passages.size()) return;
    const Passage& p = analyzed_.passages[next];
    if (p.table >= 0 || p.first_page != table_.page ||
        !lexicon_.Has(v1::HOLDER_CUE_NAME_REST, p.text) ||
        lexicon_.Has(v1::HOLDER_CUE_NAME_REST, LastWord(out_.back().holder.name()))) {
      return;
    }
    const uint32_t passage = static_cast<uint32_t>(next);
    AddNameRest(lexicon_, OriginalText(analyzed_, passage, 0, p.text.size()), row_begin_, out_);
    for (size_t i = row_begin_; i < out_.size(); ++i) {
      AddEvidence(analyzed_, passage, 0, p.text.size(), v1::EVIDENCE_ROLE_FIGURE,
                  *out_[i].holder.mutable_evidence());
    }
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  const HolderTablePlace place_;
  const extract::Table& table_;
  const TableText& text_;
  const HolderTable& heads_;
  const size_t name_column_;
  const std::vector<v1::HoldingStage> stages_;
  std::vector<HolderMention>& out_;
  FootnoteText notes_;
  bool several_rows_ = false;           // a holder may have, one for each capacity
  bool directors_ = false;              // the rows are of directors
  size_t row_begin_;                    // mentions of the last row
  std::string ahead_;                   // the first part of a name that goes on in the next row
  std::optional<HolderMention> named_;  // the holder above
  const extract::TableCell* name_cell_ = nullptr;
};

}  // namespace

void ReadTableRows(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                   const HolderTablePlace& place, extract::Table table, const TableText& text,
                   const HolderTable& heads, std::vector<HolderMention>& out) {
  size_t name_column = SIZE_MAX;
  for (size_t c = 0; c < heads.columns.size(); ++c) {
    if (heads.columns[c].role == HolderColumnRole::kName) name_column = c;
  }
  if (name_column == SIZE_MAX) {
    const TraceScope scope(analyzed, static_cast<int32_t>(place.table), 0, "holders");
    if (Tracing()) TraceStopped("", "no column of names");
    return;
  }
  bool repaired = JoinSpacedNames(analyzed, heads.columns, name_column, text.first_row, table);
  repaired = TakeLinesBelow(analyzed, name_column, table) || repaired;
  extract::TableCell rest;
  if (place.goes_on && !out.empty()) {
    rest = CutNameRest(analyzed, lexicon, out.back().holder.name(), name_column, text.first_row,
                       table);
    if (!rest.pieces.empty()) AddPageRest(analyzed, lexicon, table, rest, out);
  }
  repaired = JoinCutNames(analyzed, lexicon, heads.columns, name_column, text.first_row, table) ||
             repaired || !rest.pieces.empty();
  const TableText whole = repaired ? ReadTableText(analyzed, table) : text;
  RowReader(analyzed, lexicon, place, table, whole, heads, name_column, out).Read();
}

}  // namespace filing_review::classify
