#include "classify/count_tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "classify/count_grid.h"
#include "classify/count_head_dates.h"
#include "classify/count_heads.h"
#include "classify/count_table_dates.h"
#include "classify/count_table_fact.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Passages before a table that may lead into it, and behind one that may hold its notes.
constexpr size_t kLeadIn = 3, kNotes = 5;
constexpr size_t kLongestLeadIn = 600;   // bytes; of a longer passage only its last sentence leads
constexpr size_t kLongestUnitNote = 60;  // bytes
constexpr size_t kLongestNote = 1500;    // bytes
// A sentence at least this long between two tables ends what was said of the first, bytes.
constexpr size_t kProse = 60;
constexpr int kSectionScalePages = 3;

bool EndsSentence(const std::string& text) {
  return text.ends_with("。") || text.ends_with(".") || text.ends_with(";");
}

bool EndsWithColon(const std::string& text) {
  const size_t last = text.find_last_not_of(' ');
  return last != std::string::npos && text[last] == ':';
}

class TableReader {
 public:
  TableReader(const TableSearch& search, std::vector<CountFact>& found)
      : search_(search), analyzed_(search.analyzed), found_(found) {}

  void Run() {
    for (size_t p = 0; p < analyzed_.passages.size(); ++p) {
      const Passage& passage = analyzed_.passages[p];
      if (passage.table < 0) {
        NoteSectionScale(passage);
        NoteLeadIn(p);
        continue;
      }
      if (passage.table == current_) continue;
      current_ = passage.table;
      // The rows of a table follow each other.
      size_t end = p;
      bool counts = false;
      while (end < analyzed_.passages.size() && analyzed_.passages[end].table == current_) {
        const Passage& row = analyzed_.passages[end];
        counts = counts || !Words(row.script).Nouns(row.text).empty();
        ++end;
      }
      ReadTable(passage, end, counts);
      fresh_lead_ = false;
    }
  }

 private:
  const CountWords& Words(Script script) const {
    return script == Script::kChinese ? search_.chinese : search_.english;
  }

  // The words of a passage that may lead into a table; empty where it is none.
  std::string LeadOf(size_t index) const {
    const Passage& passage = analyzed_.passages[index];
    if (passage.text.size() <= kLongestLeadIn) return passage.text;
    if (!EndsWithColon(passage.text)) return "";
    const size_t at = passage.script == Script::kChinese ? passage.text.rfind("。")
                                                         : passage.text.rfind(". ");
    std::string last = at == std::string::npos ? passage.text : passage.text.substr(at + 1);
    while (!last.empty() && (static_cast<unsigned char>(last[0]) & 0xC0) == 0x80) last.erase(0, 1);
    return last.size() <= kLongestLeadIn ? last : "";
  }

  void NoteLeadIn(size_t index) {
    const Passage& passage = analyzed_.passages[index];
    lead_.push_back({LeadOf(index), passage.first_page});
    if (lead_.size() > kLeadIn) lead_.erase(lead_.begin());
    fresh_lead_ = true;
    if (EndsWithColon(passage.text)) {
      intro_ = LeadOf(index);
      intro_page_ = passage.first_page;
    } else if (passage.kind == PassageKind::kParagraph && passage.text.size() > kProse &&
               EndsSentence(passage.text)) {
      intro_.clear();
    }
  }

  // "All numbers of users in this section are in thousands."
  void NoteSectionScale(const Passage& passage) {
    if (passage.kind == PassageKind::kHeading && section_scale_ != 0 &&
        passage.first_page > section_scale_page_ + kSectionScalePages) {
      section_scale_ = 0;
    }
    const CountWords& words = Words(passage.script);
    if (passage.kind != PassageKind::kParagraph || passage.text.size() > kLongestLeadIn ||
        !Finds(words.table().section_scale, passage.text)) {
      return;
    }
    if (const double scale = ScaleOf(passage.text, words); scale != 0) {
      section_scale_ = scale;
      section_scale_page_ = passage.first_page;
    }
  }

  // What the passages behind a table say of its dates.
  std::vector<DateNote> NotesFrom(size_t index, int page) const {
    std::vector<DateNote> notes;
    for (size_t p = index; p < analyzed_.passages.size() && p < index + kNotes; ++p) {
      const Passage& passage = analyzed_.passages[p];
      if (passage.table >= 0 || passage.kind != PassageKind::kParagraph ||
          passage.first_page > page + 1) {
        break;
      }
      if (passage.text.size() > kLongestNote) continue;
      const CountWords& words = Words(passage.script);
      const CountTablePatterns& table = words.table();
      if (!Finds(table.date_note, passage.text) && !Finds(table.last_quarter_note, passage.text)) {
        continue;
      }
      const std::string_view stop = passage.script == Script::kChinese ? "。" : ". ";
      for (size_t b = 0; b < passage.text.size();) {
        size_t e = passage.text.find(stop, b);
        if (e == std::string::npos) e = passage.text.size();
        ReadDateNotes(std::string_view(passage.text).substr(b, e - b), words, passage.script,
                      notes);
        b = e + stop.size();
      }
    }
    return notes;
  }

  void ReadTable(const Passage& first, size_t end, bool counts) {
    const extract::Table& table = analyzed_.tables[static_cast<size_t>(current_)];
    const CountWords& words = Words(first.script);
    std::string lead, caption;
    for (const Lead& l : lead_) {
      if (first.first_page - l.page <= 1) lead += l.text + "\n";
    }
    // A note of the units may stand between the caption and the table.
    for (auto l = lead_.rbegin(); l != lead_.rend() && !l->text.empty(); ++l) {
      if (first.first_page - l->page > 1) break;
      caption = caption.empty() ? l->text : l->text + " " + caption;
      if (!Finds(words.table().unit_note, l->text) && ScaleOf(l->text, words) == 0) break;
      if (l->text.size() > kLongestUnitNote) break;
    }
    if (first.first_page - intro_page_ > 1) intro_.clear();
    CountGrid grid = ReadGrid(analyzed_, table, words);
    if (grid.body == 0 && !grid.chart && !heads_.empty() &&
        (table.continues || !fresh_lead_) && grid.heads.size() == heads_.size()) {
      grid.heads = heads_;
    }
    heads_ = grid.heads;
    // The legend of a chart stands below it.
    if (grid.chart && !MetricOf(caption, words) && end < analyzed_.passages.size() &&
        analyzed_.passages[end].table < 0) {
      const std::string& legend = analyzed_.passages[end].text;
      caption += " " + legend.substr(0, legend.find('\t'));
    }
    if (!counts && !MetricOf(caption, words)) return;
    grid.units += UnitsOf(caption, words);
    const TableSurroundings around{search_.periods, caption, intro_ == caption ? "" : intro_,
                                   NotesFrom(end, table.page), first.script};
    const TableDates dates(grid, around, words);
    const bool scaled = section_scale_ != 0 && table.page <= section_scale_page_ + kSectionScalePages;
    ReadRows({analyzed_, table, grid, words, dates, caption, lead,
              FoldText(analyzed_.SectionPath(first.section)), search_.filing_date,
              scaled ? section_scale_ : 0});
  }

  static std::string UnitsOf(const std::string& caption, const CountWords& words) {
    re2::StringPiece note;
    if (words.table().unit_note == nullptr ||
        !words.table().unit_note->Match(Piece(caption), 0, caption.size(), RE2::UNANCHORED, &note,
                                        1)) {
      return "";
    }
    return note.as_string();
  }

  // The head of a row: its words up to the first figure; `figure` is where that stands.
  static std::string LabelOf(const std::vector<GridCell>& row, const CountWords& words,
                             size_t& figure) {
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

  void ReadRows(const TableContext& context) {
    const CountGrid& grid = context.grid;
    const CountWords& words = context.words;
    const HeadMetric corner = IsNotOfUsers(grid.Head(0), words) ? HeadMetric()
                                                                : MetricOf(grid.Head(0), words);
    HeadMetric caption = MetricOf(context.caption, words);
    if (IsNotOfUsers(context.caption, words)) caption = {};
    if (!caption) caption = MetricOf(grid.title, words);
    if (!caption) caption = CaptionOverOneColumn(grid, words);
    HeadMetric group, above;
    std::string group_text;
    bool inherited = false;
    for (size_t r = grid.body; r < grid.rows.size(); ++r) {
      const std::vector<GridCell>& row = grid.rows[r];
      size_t first_figure = 0;
      const std::string label = LabelOf(row, words, first_figure);
      const HeadMetric own = MetricOf(label, words);
      if (first_figure >= row.size()) {
        group = IsNotOfUsers(label, words) ? HeadMetric() : own;
        group_text = label;
        above = {};
        inherited = false;
        continue;
      }
      const bool other_row = IsNotOfUsers(label, words) || CountsOtherUnits(row, words);
      HeadMetric by_row = own;
      inherited = !by_row && above && (inherited || Finds(words.table().part, label));
      if (inherited) by_row = above;
      if (other_row) by_row = above = {};
      if (other_row) inherited = false;
      if (by_row && own) above = own;
      for (size_t i = first_figure; i < row.size(); ++i) {
        if (!row[i].IsFigure() || row[i].figure <= 0) continue;
        const size_t column = row[i].cell->column;
        const std::string head = grid.Head(column);
        if (column > 0 && IsNotOfUsers(head, words)) continue;
        TableFigure figure{r, &row[i], by_row, false, label, group_text};
        const HeadMetric of_head =
            column > 0 || label.empty() ? MetricOf(head, words) : HeadMetric();
        if (other_row) {
          // Under a head of people over all columns every row is of people, but for money.
          if (!of_head || !grid.heads[column].spanning || Finds(words.table().money, label)) continue;
        }
        if (!figure.metric) {
          figure.metric = of_head;
          figure.by_column = static_cast<bool>(of_head);
        }
        // A row of companies or shops counts by its column's head only.
        if (!figure.metric && own.noun && !own) continue;
        if (!figure.metric) figure.metric = group;
        if (!figure.metric) figure.metric = corner;
        if (!figure.metric && (grid.chart || (!label.empty() &&
                                              context.dates.HasHeadDate(column, label)))) {
          figure.metric = caption;
        }
        if (!figure.metric) continue;
        if (std::optional<CountFact> fact = TableFact(context, figure)) {
          found_.push_back(*std::move(fact));
        }
      }
    }
  }

  // A column of units says that the row counts metres or sets.
  static bool CountsOtherUnits(const std::vector<GridCell>& row, const CountWords& words) {
    return std::any_of(row.begin(), row.end(), [&](const GridCell& cell) {
      return Matches(words.table().other_unit_cell, cell.text);
    });
  }

  // A caption set to the right stands over the last column and speaks of all: the metric of the one
  // head that names one, where all heads are dates.
  static HeadMetric CaptionOverOneColumn(const CountGrid& grid, const CountWords& words) {
    HeadMetric caption;
    for (size_t c = 1; c < grid.heads.size(); ++c) {
      const std::string head = grid.Head(c);
      if (head.empty()) continue;
      if (DateOfHead(head).as_of.empty()) return {};
      const HeadMetric metric = MetricOf(head, words);
      if (!metric) continue;
      if (caption || IsNotOfUsers(head, words)) return {};
      caption = metric;
    }
    return caption;
  }

  struct Lead {
    std::string text;
    int page = 0;
  };

  const TableSearch& search_;
  const AnalyzedDocument& analyzed_;
  std::vector<CountFact>& found_;
  int32_t current_ = -1;
  std::vector<Lead> lead_;         // the last passages, nearest last
  bool fresh_lead_ = true;         // a passage stands between this table and the one before
  std::string intro_;              // the last sentence that announces tables
  int intro_page_ = 0;
  std::vector<ColumnHead> heads_;  // of the table before, for one that goes on
  double section_scale_ = 0;
  int section_scale_page_ = 0;
};

}  // namespace

void FindTableCounts(const TableSearch& search, std::vector<CountFact>& found) {
  TableReader(search, found).Run();
}

}  // namespace filing_review::classify
