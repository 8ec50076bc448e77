#include "classify/holder_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_chart.h"
#include "classify/holder_columns.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_caption.h"
#include "classify/holder_table_heads.h"
#include "classify/holder_table_repair.h"
#include "classify/holder_table_row.h"
#include "classify/rule_trace.h"

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
    AddLateNotes();
    return std::move(out_);
  }

 private:
  // The notes of a table that goes on over pages stand below its last part.
  void AddLateNotes() {
    std::map<size_t, FootnoteText> notes;  // by table
    for (HolderMention& m : out_) {
      if (m.table < 0 || m.name.marks.empty() || !m.footnote.empty()) continue;
      const auto chain = chains_.find(static_cast<size_t>(m.table));
      if (chain == chains_.end()) continue;
      const size_t last = chain_ends_[chain->second];
      if (last == static_cast<size_t>(m.table)) continue;
      const auto [at, made] = notes.try_emplace(last);
      if (made) at->second = FootnotesBelow(analyzed_, spans_[last].last);
      AddTableNotes(lexicon_, at->second, m);
    }
  }

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
    if (table.column_x.size() < 2 || !WorthReading(t)) {
      Say(t, RuleNote::Kind::kMissing, "no table of holders: no percentages or votes in its heads");
      return;
    }
    const TableText text = ReadTableText(analyzed_, table);
    HolderTable found;
    found.columns = ReadHolderColumns(table, text, lexicon_);
    found.caption = ReadTableCaption(analyzed_, spans_[t], table.page);
    const bool goes_on = last_.has_value() && t <= last_table_ + 3 && table.page <= last_page_ + 1;
    if (ReadHolderChart(analyzed_, table, spans_[t], text, found.caption, lexicon_, phase_, out_)) {
      Say(t, RuleNote::Kind::kFired, "read as a chart of the shareholding");
      return;
    }
    const bool no_head = text.first_row == 0 || !HeadsSpeak(lexicon_, found.columns);
    const bool next =
        goes_on && last_table_ + 1 == t && (table.page == last_page_ + 1 || table.continues);
    if (goes_on && no_head && InheritColumns(last_->columns, next ? 4000 : 500, found.columns)) {
      HolderTable same = *last_;
      same.columns = std::move(found.columns);
      Chain(t, true);
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
      Chain(t, true);
    } else if (const std::string_view why = NotOfHolders(lexicon_, found.columns, found.caption);
               !why.empty()) {
      Say(t, RuleNote::Kind::kStopped, why);
      return;
    } else {
      Chain(t, false);
    }
    const std::string about = found.caption.nearest + ' ' + found.caption.section;
    found.cornerstone = found.cornerstone || lexicon_.Has(v1::HOLDER_CUE_CORNERSTONE, about);
    found.pre_ipo = found.pre_ipo || lexicon_.Has(v1::HOLDER_CUE_PRE_IPO, about);
    DateColumns(lexicon_, phase_, found);
    Emit(t, text, found);
  }

  // Of the table as a whole, in a trace.
  void Say(size_t t, RuleNote::Kind kind, std::string_view what) const {
    const TraceScope scope(analyzed_, static_cast<int32_t>(t), 0, "holders");
    if (Tracing()) TraceNote("", kind, std::string(what));
  }

  // Tables that go on from one another are a chain, named by its first.
  void Chain(size_t t, bool goes_on) {
    const auto before = chains_.find(last_table_);
    const size_t chain = goes_on && before != chains_.end() ? before->second : t;
    chains_[t] = chain;
    chain_ends_[chain] = t;
  }

  // Gives the rest of a cut name to the mentions from `first` on.
  void AddNameRest(const std::string& rest, size_t first) {
    for (size_t i = first; i < out_.size(); ++i) {
      HolderMention whole = out_[i];
      if (!ReadTableName(lexicon_, whole.holder.name() + ' ' + rest, whole)) continue;
      whole.stated = out_[i].stated;
      whole.name.marks.insert(whole.name.marks.begin(), out_[i].name.marks.begin(),
                              out_[i].name.marks.end());
      out_[i] = std::move(whole);
    }
  }

  // A name whose last line the layout took for a paragraph below the table.
  void ReadNameBelow(size_t t, size_t first) {
    const size_t next = spans_[t].last + 1;
    if (first >= out_.size() || next >= analyzed_.passages.size()) return;
    const Passage& p = analyzed_.passages[next];
    if (p.table >= 0 || p.first_page != analyzed_.tables[t].page ||
        !lexicon_.Has(v1::HOLDER_CUE_NAME_REST, p.text) ||
        lexicon_.Has(v1::HOLDER_CUE_NAME_REST, LastWord(out_.back().holder.name()))) {
      return;
    }
    const uint32_t passage = static_cast<uint32_t>(next);
    AddNameRest(OriginalText(analyzed_, passage, 0, p.text.size()), first);
    for (size_t i = first; i < out_.size(); ++i) {
      AddEvidence(analyzed_, passage, 0, p.text.size(), v1::EVIDENCE_ROLE_FIGURE,
                  *out_[i].holder.mutable_evidence());
    }
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

  static bool AnyPercent(const std::vector<std::string>& row,
                         const std::vector<HolderColumn>& columns) {
    for (size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].role == HolderColumnRole::kPercent && !row[c].empty()) return true;
    }
    return false;
  }

  static std::string LastWord(const std::string& name) {
    const size_t space = name.rfind(' ');
    return FoldText(space == std::string::npos ? name : name.substr(space + 1));
  }

  void Emit(size_t t, const TableText& read, const HolderTable& found) {
    last_ = found;
    last_table_ = t;
    last_page_ = analyzed_.tables[t].page;
    size_t name_column = SIZE_MAX;
    for (size_t c = 0; c < found.columns.size(); ++c) {
      if (found.columns[c].role == HolderColumnRole::kName) name_column = c;
    }
    Say(t, RuleNote::Kind::kSign, "read as a table of holders");
    if (name_column == SIZE_MAX) return Say(t, RuleNote::Kind::kStopped, "no column of names");
    extract::Table table = analyzed_.tables[t];
    const bool repaired =
        JoinCutNames(analyzed_, lexicon_, found.columns, name_column, read.first_row, table);
    const TableText text = repaired ? ReadTableText(analyzed_, table) : read;
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
    for (size_t r = 0; r < text.first_row; ++r) {
      // A label of the first group of rows, right below the heads.
      if (table.rows[r].cells.size() == 1 && table.rows[r].cells[0].column == name_column) {
        directors = directors || lexicon_.Has(v1::HOLDER_CUE_DIRECTORS, text.cells[r][name_column]);
      }
    }
    size_t row_begin = out_.size();  // mentions of the last row
    std::string ahead;               // the first part of a name that goes on in the next row
    for (size_t r = text.first_row; r < table.rows.size(); ++r) {
      const TraceScope scope(analyzed_, static_cast<int32_t>(t), r, "holders");
      const std::vector<std::string>& row = text.cells[r];
      size_t filled = 0;
      for (const std::string& cell : row) filled += cell.empty() ? 0 : 1;
      const extract::TableCell* rest = CellAt(table.rows[r], name_column);
      if (rest != nullptr && row_begin < out_.size() && !AnyPercent(row, found.columns) &&
          lexicon_.Has(v1::HOLDER_CUE_NAME_REST, row[name_column])) {
        AddNameRest(CellOriginal(analyzed_, *rest), row_begin);
        for (size_t i = row_begin; i < out_.size(); ++i) {
          AddRowEvidence(analyzed_, table, r, v1::EVIDENCE_ROLE_FIGURE,
                         *out_[i].holder.mutable_evidence());
        }
        continue;
      }
      if (filled == 1 && !row[name_column].empty()) {
        if (lexicon_.Has(v1::HOLDER_CUE_NAME_GOES_ON, row[name_column])) {
          ahead = CellOriginal(analyzed_, table.rows[r].cells.front()) + ' ';
          continue;
        }
        // A label of a group of rows.
        if (Tracing()) TraceSign("", "head of the rows below");
        directors = lexicon_.Has(v1::HOLDER_CUE_DIRECTORS, row[name_column]);
        continue;
      }
      const extract::TableCell* name_cell = CellAt(table.rows[r], name_column);
      if (name_cell == nullptr) continue;
      HolderMention base;
      const std::string printed = std::exchange(ahead, "") + CellOriginal(analyzed_, *name_cell);
      if (!ReadTableName(lexicon_, printed, base)) {
        if (Tracing()) TraceStopped("", "\"" + printed + "\" is no name of a holder");
        continue;
      }
      base.page = table.page;
      base.director = directors || base.group;
      for (size_t c = 0; c < found.columns.size(); ++c) {
        if (found.columns[c].role == HolderColumnRole::kOrigin) base.stated += ' ' + row[c];
      }
      AddTableNotes(lexicon_, notes, base);
      base.table = static_cast<int32_t>(t);
      row_begin = out_.size();
      for (const v1::HoldingStage stage : stages)
        AddRowHolding(analyzed_, table, r, text, found, stage, base, out_);
      if (Tracing()) TraceRow(row_begin, base.name.name);
    }
    ReadNameBelow(t, row_begin);
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  const FilingPhase phase_;
  const std::vector<TableSpan> spans_;
  std::vector<HolderMention> out_;
  std::map<size_t, size_t> chains_;      // of each table
  std::map<size_t, size_t> chain_ends_;  // the last table of each
  std::optional<HolderTable> last_;      // the last table of holders
  size_t last_table_ = 0;
  int32_t last_page_ = 0;
};

}  // namespace

std::vector<HolderMention> FindTableHolders(const AnalyzedDocument& analyzed,
                                            const HolderLexicon& lexicon, FilingPhase phase) {
  return TableHolders(analyzed, lexicon, phase).Run();
}

}  // namespace filing_review::classify
