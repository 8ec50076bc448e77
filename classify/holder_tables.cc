#include "classify/holder_tables.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "classify/holder_chart.h"
#include "classify/holder_columns.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_table_caption.h"
#include "classify/holder_table_heads.h"
#include "classify/holder_table_row.h"
#include "classify/holder_table_rows.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// Columns of one table stand at one place, within this; 1/100 point.
constexpr int32_t kSameColumn = 200;
// Passages between heads and rows: a label of the first group.
constexpr size_t kMostBetween = 2;

class TableHolders {
 public:
  TableHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
               const IssuerNames& issuer, FilingPhase phase)
      : analyzed_(analyzed),
        lexicon_(lexicon),
        issuer_(issuer),
        phase_(phase),
        spans_(TableSpans(analyzed)) {}

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
    if (analyzed_.tables[t].column_x.size() < 2 || !WorthReading(t)) {
      Say(t, RuleNote::Kind::kMissing, "no table of holders: no percentages or votes in its heads");
      return;
    }
    TableSpan span = spans_[t];
    const extract::Table table = WithHeads(t, span);
    const TableText text = ReadTableText(analyzed_, table);
    HolderTable found;
    found.columns = ReadHolderColumns(table, text, lexicon_);
    found.caption = ReadTableCaption(analyzed_, span, table.page, issuer_);
    const bool goes_on = last_.has_value() && t <= last_table_ + 3 && table.page <= last_page_ + 1;
    ChartLevel below;
    if (t + 1 < analyzed_.tables.size() && analyzed_.tables[t + 1].page == table.page) {
      below = {&analyzed_.tables[t + 1], spans_[t + 1]};
    }
    if (ReadHolderChart(analyzed_, {&table, spans_[t]}, below, text, found.caption, lexicon_,
                        phase_, out_)) {
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
      Emit(t, table, text, same);
      return;
    }
    const bool beside = last_.has_value() && last_table_ + 1 == t && table.page <= last_page_ + 1 &&
                        found.caption.text.empty();
    // Parts of a table on two pages may differ in columns, where one of them runs into another.
    if ((beside && table.continues &&
         NotOfHolders(lexicon_, found.columns, last_->caption).empty()) ||
        ((beside || (next && table.continues)) && SameRoles(last_->columns, found.columns))) {
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
    Emit(t, table, text, found);
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

  // The table with the heads above it that the layout took for a table of their own.
  extract::Table WithHeads(size_t t, TableSpan& span) const {
    extract::Table table = analyzed_.tables[t];
    if (t == 0) return table;
    const extract::Table& above = analyzed_.tables[t - 1];
    const bool alike = std::equal(
        above.column_x.begin(), above.column_x.end(), table.column_x.begin(), table.column_x.end(),
        [](int32_t a, int32_t b) { return std::abs(a - b) <= kSameColumn; });
    if (above.page != table.page || !alike || spans_[t - 1].last + kMostBetween + 1 < span.first ||
        ReadTableText(analyzed_, above).first_row < above.rows.size()) {
      return table;
    }
    table.rows.insert(table.rows.begin(), above.rows.begin(), above.rows.end());
    for (size_t r = 0; r < above.rows.size(); ++r) table.rows[r].head = true;
    span.first = spans_[t - 1].first;
    return table;
  }

  void Emit(size_t t, const extract::Table& table, const TableText& text,
            const HolderTable& found) {
    last_ = found;
    last_table_ = t;
    last_page_ = table.page;
    Say(t, RuleNote::Kind::kSign, "read as a table of holders");
    const auto chain = chains_.find(t);
    const bool goes_on = chain != chains_.end() && chain->second != t;
    const size_t heads_above = table.rows.size() - analyzed_.tables[t].rows.size();
    ReadTableRows(analyzed_, lexicon_, {t, spans_[t].last, heads_above, goes_on}, table, text,
                  found, out_);
  }

  const AnalyzedDocument& analyzed_;
  const HolderLexicon& lexicon_;
  const IssuerNames& issuer_;
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
                                            const HolderLexicon& lexicon, const IssuerNames& issuer,
                                            FilingPhase phase) {
  return TableHolders(analyzed, lexicon, issuer, phase).Run();
}

}  // namespace filing_review::classify
