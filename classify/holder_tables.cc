#include "classify/holder_tables.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_chart.h"
#include "classify/holder_columns.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_caption.h"
#include "classify/holder_table_heads.h"
#include "classify/holder_table_row.h"

namespace filing_review::classify {

namespace {

class TableHolders {
 public:
  TableHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon, FilingPhase phase)
      : analyzed_(analyzed), lexicon_(lexicon), phase_(phase), spans_(TableSpans(analyzed)) {}

  std::vector<HolderMention> Run() {
    for (size_t t = 0; t < analyzed_.tables.size(); ++t) {
      if (spans_[t].first != SIZE_MAX) ReadTable(t);
    }
    return std::move(out_);
  }

 private:
  // Cheap: a percent sign or a word for it, or the table before was one of holders.
  bool WorthReading(size_t t) const {
    if (last_.has_value() && t <= last_table_ + 3) return true;
    for (size_t i = spans_[t].first; i <= spans_[t].last && i < spans_[t].first + 6; ++i) {
      const std::string& text = analyzed_.passages[i].text;
      if (lexicon_.Has(v1::HOLDER_CUE_PERCENT_HEAD, text) ||
          lexicon_.Has(v1::HOLDER_CUE_VOTES_HEAD, text)) {
        return true;
      }
    }
    return false;
  }

  void ReadTable(size_t t) {
    const extract::Table& table = analyzed_.tables[t];
    if (table.column_x.size() < 2 || !WorthReading(t)) return;
    const TableText text = ReadTableText(analyzed_, table);
    HolderTable found;
    found.columns = ReadHolderColumns(table, text, lexicon_);
    found.caption = ReadTableCaption(analyzed_, spans_[t], table.page);
    const bool goes_on = last_.has_value() && t <= last_table_ + 3 && table.page <= last_page_ + 1;
    if (ReadHolderChart(analyzed_, table, spans_[t], text, found.caption, lexicon_, phase_, out_))
      return;
    const bool no_head = text.first_row == 0 || !HeadsSpeak(lexicon_, found.columns);
    const bool next =
        goes_on && last_table_ + 1 == t && (table.page == last_page_ + 1 || table.continues);
    if (goes_on && no_head && InheritColumns(last_->columns, next ? 4000 : 500, found.columns)) {
      HolderTable same = *last_;
      same.columns = std::move(found.columns);
      Emit(t, text, same);
      return;
    }
    const bool beside = last_.has_value() && last_table_ + 1 == t && table.page <= last_page_ + 1 &&
                        found.caption.text.empty();
    if ((beside || (next && table.continues)) && SameRoles(last_->columns, found.columns)) {
      // Heads are repeated, the lead-in is on the page before.
      found.caption = last_->caption;
      found.cornerstone = last_->cornerstone;
      found.pre_ipo = last_->pre_ipo;
      found.directors = last_->directors;
    } else if (!IssuerHolders(lexicon_, found.columns, found.caption)) {
      return;
    }
    const std::string about = found.caption.nearest + ' ' + found.caption.section;
    found.cornerstone = found.cornerstone || lexicon_.Has(v1::HOLDER_CUE_CORNERSTONE, about);
    found.pre_ipo = found.pre_ipo || lexicon_.Has(v1::HOLDER_CUE_PRE_IPO, about);
    DateColumns(lexicon_, phase_, found);
    Emit(t, text, found);
  }

  void Emit(size_t t, const TableText& text, const HolderTable& found) {
    const extract::Table& table = analyzed_.tables[t];
    last_ = found;
    last_table_ = t;
    last_page_ = table.page;
    size_t name_column = SIZE_MAX;
    for (size_t c = 0; c < found.columns.size(); ++c) {
      if (found.columns[c].role == HolderColumnRole::kName) name_column = c;
    }
    if (name_column == SIZE_MAX) return;
    const bool total =
        std::any_of(found.columns.begin(), found.columns.end(), [](const HolderColumn& c) {
          return c.role == HolderColumnRole::kPercent && c.basis == v1::PERCENT_BASIS_TOTAL;
        });
    // One mention a stage: the figure of all shares where there is one, before any option.
    std::vector<v1::HoldingStage> stages;
    for (const HolderColumn& c : found.columns) {
      if (c.role != HolderColumnRole::kPercent && c.role != HolderColumnRole::kVotes) continue;
      // Beside shares of all, shares of a class or of the offer say nothing more.
      if (total && c.role == HolderColumnRole::kPercent && c.basis != v1::PERCENT_BASIS_TOTAL)
        continue;
      if (std::find(stages.begin(), stages.end(), c.stage) == stages.end())
        stages.push_back(c.stage);
    }
    bool any_mark = false;
    for (size_t r = text.first_row; r < table.rows.size(); ++r) {
      any_mark = any_mark || text.cells[r][name_column].find_first_of("()") != std::string::npos ||
                 text.cells[r][name_column].find("ote") != std::string::npos;
    }
    FootnoteText notes;
    if (any_mark) notes = FootnotesBelow(analyzed_, spans_[t].last);
    bool directors = found.directors;
    for (size_t r = text.first_row; r < table.rows.size(); ++r) {
      const std::vector<std::string>& row = text.cells[r];
      size_t filled = 0;
      for (const std::string& cell : row) filled += cell.empty() ? 0 : 1;
      if (filled == 1 && !row[name_column].empty()) {
        // A label of a group of rows.
        directors = lexicon_.Has(v1::HOLDER_CUE_DIRECTORS, row[name_column]);
        continue;
      }
      const extract::TableCell* name_cell = CellAt(table.rows[r], name_column);
      if (name_cell == nullptr) continue;
      HolderMention base;
      if (!ReadTableName(lexicon_, CellOriginal(analyzed_, *name_cell), base)) continue;
      base.page = table.page;
      base.director = directors || base.group;
      for (size_t c = 0; c < found.columns.size(); ++c) {
        if (found.columns[c].role == HolderColumnRole::kOrigin) base.stated += ' ' + row[c];
      }
      AddTableNotes(lexicon_, notes, base);
      base.table = static_cast<int32_t>(t);
      for (const v1::HoldingStage stage : stages)
        AddRowHolding(analyzed_, table, r, text, found, stage, base, out_);
    }
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  const FilingPhase phase_;
  const std::vector<TableSpan> spans_;
  std::vector<HolderMention> out_;
  std::optional<HolderTable> last_;  // the last table of holders
  size_t last_table_ = 0;
  int32_t last_page_ = 0;
};

}  // namespace

std::vector<HolderMention> FindTableHolders(const AnalyzedDocument& analyzed,
                                            const HolderLexicon& lexicon, FilingPhase phase) {
  return TableHolders(analyzed, lexicon, phase).Run();
}

}  // namespace filing_review::classify
