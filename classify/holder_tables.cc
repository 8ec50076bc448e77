#include "classify/holder_tables.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_columns.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_origin.h"

namespace filing_review::classify {

namespace {

// Words above a table that tell whose it is, bytes.
constexpr size_t kCaptionBytes = 700;
// Of its last sentence.
constexpr size_t kNearestBytes = 450;
// A name that long stands for one holder only, bytes.
constexpr size_t kTellingName = 12;
// Passages that a caption may take.
constexpr size_t kCaptionPassages = 4;

// Passages of each table's rows.
struct TableSpan {
  size_t first = SIZE_MAX, last = 0;
};

std::vector<TableSpan> SpansOf(const AnalyzedDocument& analyzed) {
  std::vector<TableSpan> spans(analyzed.tables.size());
  for (size_t i = 0; i < analyzed.passages.size(); ++i) {
    const int32_t table = analyzed.passages[i].table;
    if (table < 0) continue;
    TableSpan& span = spans[static_cast<size_t>(table)];
    span.first = std::min(span.first, i);
    span.last = std::max(span.last, i);
  }
  return spans;
}

// What is said of a table above it.
struct Caption {
  std::string text;     // passages right above, the nearest last
  std::string nearest;  // the last of them that is a sentence or heading
  std::string section;  // headings, folded
};

std::string LastBytes(const std::string& text, size_t most) {
  return text.size() > most ? text.substr(text.size() - most) : text;
}

Caption ReadCaption(const AnalyzedDocument& analyzed, const TableSpan& span, int32_t page) {
  Caption caption;
  std::vector<const Passage*> above;
  size_t bytes = 0;
  for (size_t i = span.first; i > 0 && above.size() < kCaptionPassages && bytes < kCaptionBytes;) {
    const Passage& p = analyzed.passages[--i];
    if (p.table >= 0 || p.first_page + 1 < page) break;
    above.push_back(&p);
    bytes += p.text.size();
  }
  for (auto it = above.rbegin(); it != above.rend(); ++it) {
    std::string_view text = (*it)->text;
    if (text.size() > kCaptionBytes) text.remove_prefix(text.size() - kCaptionBytes);
    caption.text += text;
    caption.text += '\n';
  }
  for (const Passage* p : above) {
    if (p->text.size() < 12 && p->kind != PassageKind::kHeading) continue;  // units and the like
    caption.nearest = LastBytes(p->text, kNearestBytes);
    break;
  }
  const int32_t section = analyzed.passages[span.first].section;
  if (section >= 0) caption.section = FoldText(analyzed.SectionPath(section));
  return caption;
}

// What is known of a table once it was found to be one of holders.
struct HolderTable {
  std::vector<HolderColumn> columns;
  Caption caption;
  bool cornerstone = false, pre_ipo = false, directors = false;
};

// The stage that a caption gives to a table; unspecified where it gives none.
v1::HoldingStage StageOfCaption(const HolderLexicon& lexicon, const std::string& text,
                                bool first_wins) {
  size_t before = 0, after = 0, end = 0;
  const bool has_before = lexicon.Find(v1::HOLDER_CUE_BEFORE, text, before, end);
  if (lexicon.Find(v1::HOLDER_CUE_AFTER, text, after, end)) {
    size_t past = 0, past_end = 0;
    // "After that capital increase" is of the past.
    if (lexicon.Find(v1::HOLDER_CUE_HISTORICAL, text, past, past_end) && past <= after &&
        end <= past_end) {
      return v1::HOLDING_STAGE_HISTORICAL;
    }
    if (!has_before) return v1::HOLDING_STAGE_AFTER;
    // A lead-in that names both dates a chart by the first, and a table's columns by neither.
    if (!first_wins) return v1::HOLDING_STAGE_UNSPECIFIED;
    return after < before ? v1::HOLDING_STAGE_AFTER : v1::HOLDING_STAGE_BEFORE;
  }
  if (lexicon.Has(v1::HOLDER_CUE_HISTORICAL, text)) return v1::HOLDING_STAGE_HISTORICAL;
  if (has_before) return v1::HOLDING_STAGE_BEFORE;
  return v1::HOLDING_STAGE_UNSPECIFIED;
}

void DateColumns(const HolderLexicon& lexicon, FilingPhase phase, HolderTable& table) {
  std::vector<HolderColumn*> totals, votes;
  for (HolderColumn& c : table.columns) {
    if (c.role == HolderColumnRole::kVotes) votes.push_back(&c);
    if (c.role == HolderColumnRole::kPercent) totals.push_back(&c);
  }
  v1::HoldingStage stage = StageOfCaption(lexicon, table.caption.nearest, false);
  if (stage == v1::HOLDING_STAGE_HISTORICAL && phase == FilingPhase::kPeriodic) {
    stage = v1::HOLDING_STAGE_UNSPECIFIED;
  }
  // Cornerstone investors hold nothing before the offering.
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED && table.cornerstone) stage = v1::HOLDING_STAGE_AFTER;
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED) stage = DefaultStage(phase);
  if (phase == FilingPhase::kPeriodic) stage = v1::HOLDING_STAGE_CURRENT;
  if (phase == FilingPhase::kAllotment) stage = v1::HOLDING_STAGE_AFTER;
  const auto date = [&](std::vector<HolderColumn*>& columns) {
    // Two columns alike, the second without a word of its own: before and after.
    const bool both = columns.size() == 2 && columns[0]->basis == columns[1]->basis &&
                      columns[0]->over_allotment == columns[1]->over_allotment &&
                      columns[1]->stage == v1::HOLDING_STAGE_UNSPECIFIED &&
                      (columns[0]->stage == v1::HOLDING_STAGE_BEFORE ||
                       (columns[0]->stage == v1::HOLDING_STAGE_UNSPECIFIED &&
                        lexicon.Has(v1::HOLDER_CUE_BEFORE_AND_AFTER,
                                    table.caption.text + table.caption.section)));
    // Heads that the layout ran into one, with both words in each.
    const auto of_both = [&](const HolderColumn* c) {
      return lexicon.Has(v1::HOLDER_CUE_BEFORE, c->head) &&
             lexicon.Has(v1::HOLDER_CUE_AFTER, c->head);
    };
    if (both || (columns.size() == 2 && of_both(columns[0]) && of_both(columns[1]))) {
      columns[0]->stage = v1::HOLDING_STAGE_BEFORE;
      columns[1]->stage = v1::HOLDING_STAGE_AFTER;
    }
    for (HolderColumn* c : columns) {
      if (c->stage == v1::HOLDING_STAGE_UNSPECIFIED || phase == FilingPhase::kPeriodic) {
        c->stage = stage;
      }
    }
  };
  date(totals);
  date(votes);
}

bool HasRole(const std::vector<HolderColumn>& columns, HolderColumnRole role) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const HolderColumn& c) { return c.role == role; });
}

// Whether heads and caption speak of the issuer's holders.
bool IssuerHolders(const HolderLexicon& lexicon, const std::vector<HolderColumn>& columns,
                   const Caption& caption) {
  if (!HasRole(columns, HolderColumnRole::kPercent) &&
      !HasRole(columns, HolderColumnRole::kVotes)) {
    return false;
  }
  bool name_head = false, shares_head = false, holders_head = false;
  std::string heads;
  for (const HolderColumn& c : columns) {
    if (lexicon.Has(v1::HOLDER_CUE_OTHER_HEAD, c.head) &&
        !(c.role == HolderColumnRole::kPercent || c.role == HolderColumnRole::kShares) &&
        !lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, c.head)) {
      // A remark on office or kin beside names and figures does no harm; any other head does.
      if (!lexicon.Has(v1::HOLDER_CUE_DIRECTORS, c.head) &&
          c.head.find("任职") == std::string::npos && c.head.find("亲属") == std::string::npos &&
          c.head.find("身份证") == std::string::npos) {
        return false;
      }
    }
    if (lexicon.Has(v1::HOLDER_CUE_CAPITAL_HEAD, c.head)) return false;
    name_head = name_head || (c.role == HolderColumnRole::kName &&
                              lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, c.head));
    shares_head = shares_head || lexicon.Has(v1::HOLDER_CUE_SHARES_HEAD, c.head);
    heads += c.head;
    heads += ' ';
  }
  holders_head = lexicon.Has(v1::HOLDER_CUE_HOLDERS, heads);
  if (lexicon.Has(v1::HOLDER_CUE_OTHER_COMPANY, caption.nearest)) return false;
  const bool holders_caption = lexicon.Has(v1::HOLDER_CUE_HOLDERS, caption.text) ||
                               lexicon.Has(v1::HOLDER_CUE_HOLDERS, caption.section);
  const bool issuer =
      lexicon.Has(v1::HOLDER_CUE_ISSUER, caption.text) || lexicon.Has(v1::HOLDER_CUE_ISSUER, heads);
  const int words = (name_head ? 1 : 0) + (shares_head ? 1 : 0) + (holders_head ? 1 : 0) +
                    (holders_caption ? 1 : 0);
  return words >= 2 && (issuer || (name_head && shares_head)) && (holders_head || holders_caption);
}

// Columns of a table that goes on without heads, by the places of those before it.
// `near`: how far a column may have moved, 1/100 point.
bool Inherit(const std::vector<HolderColumn>& above, int32_t near,
             std::vector<HolderColumn>& columns) {
  bool percent = false;
  for (HolderColumn& c : columns) {
    const HolderColumn* nearest = nullptr;
    for (const HolderColumn& a : above) {
      if (std::abs(a.x - c.x) > near) continue;
      if (nearest == nullptr || std::abs(a.x - c.x) < std::abs(nearest->x - c.x)) nearest = &a;
    }
    if (nearest == nullptr) continue;
    const int32_t x = c.x;
    c = *nearest;
    c.x = x;
    percent = percent || c.role == HolderColumnRole::kPercent;
  }
  return percent;
}

class TableHolders {
 public:
  TableHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon, FilingPhase phase)
      : analyzed_(analyzed), lexicon_(lexicon), phase_(phase), spans_(SpansOf(analyzed)) {}

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
    found.caption = ReadCaption(analyzed_, spans_[t], table.page);
    const bool goes_on = last_.has_value() && t <= last_table_ + 3 && table.page <= last_page_ + 1;
    if (Chart(t, text, found)) return;
    const bool no_head = text.first_row == 0 || !HeadsSpeak(found.columns);
    const bool next =
        goes_on && last_table_ + 1 == t && (table.page == last_page_ + 1 || table.continues);
    if (goes_on && no_head && Inherit(last_->columns, next ? 4000 : 500, found.columns)) {
      HolderTable same = *last_;
      same.columns = std::move(found.columns);
      Emit(t, text, same);
      return;
    }
    const bool beside = last_.has_value() && last_table_ + 1 == t && table.page <= last_page_ + 1 &&
                        found.caption.text.empty();
    if ((beside || (next && table.continues)) && SameHeads(last_->columns, found.columns)) {
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

  bool HeadsSpeak(const std::vector<HolderColumn>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const HolderColumn& c) {
      return lexicon_.Has(v1::HOLDER_CUE_PERCENT_HEAD, c.head) ||
             lexicon_.Has(v1::HOLDER_CUE_SHARES_HEAD, c.head) ||
             lexicon_.Has(v1::HOLDER_CUE_NAME_HEAD, c.head);
    });
  }

  static bool SameHeads(const std::vector<HolderColumn>& a, const std::vector<HolderColumn>& b) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
      if (a[i].role != b[i].role) return false;
    }
    return true;
  }

  // A chart: names in the heads, one row of percentages that make a whole.
  bool Chart(size_t t, const TableText& text, const HolderTable& found) {
    const extract::Table& table = analyzed_.tables[t];
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
    if (!lexicon_.Has(v1::HOLDER_CUE_CHART, found.caption.text) &&
        !lexicon_.Has(v1::HOLDER_CUE_CHART, found.caption.section)) {
      return false;
    }
    v1::HoldingStage stage = StageOfCaption(lexicon_, found.caption.nearest, true);
    if (stage == v1::HOLDING_STAGE_UNSPECIFIED || phase_ == FilingPhase::kPeriodic) {
      stage = DefaultStage(phase_);
    }
    const FootnoteText notes = FootnotesBelow(analyzed_, spans_[t].last);
    for (const extract::TableCell& cell : table.rows.back().cells) {
      std::string name;
      for (size_t r = 0; r < text.first_row; ++r) {
        for (const extract::TableCell& head : table.rows[r].cells) {
          if (head.column <= cell.column && cell.column < head.column_end) {
            name += CellOriginal(analyzed_, head);
          }
        }
      }
      HolderMention mention;
      if (!ReadName(name, mention)) continue;
      mention.page = table.page;
      const std::string printed = CellOriginal(analyzed_, cell);
      mention.holder.set_percent(*CellNumber(FoldText(printed)));
      mention.holder.set_percent_text(printed);
      mention.holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
      mention.holder.set_stage(stage);
      mention.holder.set_rule_id("holders.chart");
      AddNotes(notes, mention);
      for (size_t r = 0; r < text.first_row; ++r) {
        for (const extract::TableCell& head : table.rows[r].cells) {
          if (head.column <= cell.column && cell.column < head.column_end) {
            AddCellEvidence(analyzed_, table, head, v1::EVIDENCE_ROLE_HEADER,
                            *mention.holder.mutable_evidence());
          }
        }
      }
      AddCellEvidence(analyzed_, table, cell, v1::EVIDENCE_ROLE_FIGURE,
                      *mention.holder.mutable_evidence());
      out_.push_back(std::move(mention));
    }
    return true;
  }

  // False where the cell names no holder.
  bool ReadName(const std::string& original, HolderMention& mention) const {
    mention.name = ReadHolderName(original);
    const std::string folded = FoldText(mention.name.name);
    mention.key = HolderKey(mention.name.name);
    if (mention.key.size() < 2 || mention.name.name.size() > 300) return false;
    if (lexicon_.Has(v1::HOLDER_CUE_TOTAL_ROW, folded) ||
        lexicon_.Has(v1::HOLDER_CUE_PUBLIC_ROW, folded) ||
        lexicon_.Has(v1::HOLDER_CUE_NOT_A_NAME, folded)) {
      return false;
    }
    mention.group = lexicon_.Has(v1::HOLDER_CUE_GROUP_ROW, folded);
    mention.holder.set_name(mention.name.name);
    for (const std::string& other : mention.name.other_names) mention.holder.add_other_names(other);
    mention.stated = FoldText(mention.name.rest);
    return true;
  }

  void AddNotes(const FootnoteText& notes, HolderMention& mention) const {
    const std::string folded = FoldText(mention.name.name);
    for (const int mark : mention.name.marks) {
      auto note = notes.find(mark);
      // Some filings count their notes wrong: the one that names the holder is meant.
      if (folded.size() >= kTellingName &&
          (note == notes.end() || note->second.text.find(folded) == std::string::npos)) {
        const auto named = std::find_if(notes.begin(), notes.end(), [&](const auto& n) {
          const std::string_view text = n.second.text;
          const size_t at = text.find(folded);
          return at != std::string_view::npos &&
                 SaysWhatItIs(lexicon_, text.substr(at + folded.size()));
        });
        if (named != notes.end()) note = named;
      }
      if (note == notes.end()) continue;
      mention.footnote += note->second.text;
      mention.footnote += ' ';
      mention.remarks.push_back(note->second.remark);
    }
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
      if (!ReadName(CellOriginal(analyzed_, *name_cell), base)) continue;
      base.page = table.page;
      base.director = directors || base.group;
      for (size_t c = 0; c < found.columns.size(); ++c) {
        if (found.columns[c].role == HolderColumnRole::kOrigin) base.stated += ' ' + row[c];
      }
      AddNotes(notes, base);
      base.table = static_cast<int32_t>(t);
      for (const v1::HoldingStage stage : stages) EmitStage(table, r, text, found, stage, base);
    }
  }

  static const extract::TableCell* CellAt(const extract::TableRow& row, size_t column) {
    for (const extract::TableCell& cell : row.cells) {
      if (cell.column <= column && column < cell.column_end) return &cell;
    }
    return nullptr;
  }

  void EmitStage(const extract::Table& table, size_t r, const TableText& text,
                 const HolderTable& found, v1::HoldingStage stage, const HolderMention& base) {
    const std::vector<std::string>& row = text.cells[r];
    size_t percent = SIZE_MAX, votes = SIZE_MAX;
    int best = 99;
    for (size_t c = 0; c < found.columns.size(); ++c) {
      const HolderColumn& column = found.columns[c];
      if (column.stage != stage) continue;
      if (column.role == HolderColumnRole::kVotes && votes == SIZE_MAX) votes = c;
      if (column.role != HolderColumnRole::kPercent) continue;
      const int rank = (column.over_allotment == v1::OVER_ALLOTMENT_WITH ? 10 : 0) +
                       static_cast<int>(column.basis);
      if (rank < best) {
        best = rank;
        percent = c;
      }
    }
    HolderMention mention = base;
    v1::Holder& holder = mention.holder;
    holder.set_stage(stage);
    holder.set_rule_id("holders.table");
    holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
    holder.set_over_allotment(v1::OVER_ALLOTMENT_UNSTATED);
    if (percent != SIZE_MAX) {
      const HolderColumn& column = found.columns[percent];
      holder.set_percent_basis(column.basis);
      holder.set_over_allotment(column.over_allotment);
      const std::string& cell = row[percent];
      if (cell.find('<') == std::string::npos) {
        const std::optional<double> number = CellNumber(cell);
        if (number.has_value() && *number <= 100) holder.set_percent(*number);
      }
      if (const extract::TableCell* printed = CellAt(table.rows[r], percent); printed != nullptr) {
        holder.set_percent_text(CellOriginal(analyzed_, *printed));
      }
    }
    if (votes != SIZE_MAX) {
      const std::optional<double> number = CellNumber(row[votes]);
      if (number.has_value() && *number <= 100) holder.set_votes_percent(*number);
    }
    // A row that is no holder's: nothing at all in its figures.
    if (percent != SIZE_MAX && row[percent].empty() && !holder.has_votes_percent()) return;
    if (found.cornerstone) {
      holder.set_kind(v1::HOLDER_KIND_CORNERSTONE);
    } else if (mention.director) {
      holder.set_kind(v1::HOLDER_KIND_DIRECTOR_OFFICER);
    } else if (found.pre_ipo) {
      holder.set_kind(v1::HOLDER_KIND_PRE_IPO_INVESTOR);
    } else {
      holder.set_kind(v1::HOLDER_KIND_PRINCIPAL);
    }
    AddRowEvidence(analyzed_, table, r, v1::EVIDENCE_ROLE_FIGURE, *holder.mutable_evidence());
    out_.push_back(std::move(mention));
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
