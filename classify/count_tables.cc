#include "classify/count_tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "classify/count_grid.h"
#include "classify/count_heads.h"
#include "classify/count_table_dates.h"
#include "classify/count_table_lead.h"
#include "classify/count_table_rows.h"
#include "classify/count_table_subject.h"
#include "classify/fold.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// Passages before a table that may lead into it, and behind one that may hold its notes.
constexpr size_t kLeadIn = 3, kNotes = 5;
constexpr size_t kLongestUnitNote = 60;  // bytes
constexpr size_t kLongestNote = 1500;    // bytes
constexpr size_t kLongestLegend = 200;   // bytes
// A sentence at least this long between two tables ends what was said of the first, bytes.
constexpr size_t kProse = 60;
constexpr int kSectionScalePages = 3;
// Rows that may hold the heads of a table, and how many heads tell that it goes on elsewhere.
constexpr size_t kHeadRows = 2;
constexpr int kSameHeads = 4;
// Fewer columns have no heads of places alone.
constexpr size_t kLeastPlaces = 3;

class TableReader {
 public:
  TableReader(const CountSearch& search, std::vector<CountFact>& found)
      : search_(search), analyzed_(search.analyzed), known_(found), found_(found) {}

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
      const Script script = ScriptOfTable(p);
      while (end < analyzed_.passages.size() && analyzed_.passages[end].table == current_) {
        const Passage& row = analyzed_.passages[end];
        counts = counts || !search_.Words(row.script).Nouns(row.text).empty();
        ++end;
      }
      ReadTable(p, end, script, counts);
      fresh_lead_ = false;
    }
  }

 private:
  // Rows of bare figures are in the script of the words before them.
  Script ScriptOfTable(size_t index) const {
    const int32_t table = analyzed_.passages[index].table;
    bool letters = false;
    for (size_t p = index; p < analyzed_.passages.size() && analyzed_.passages[p].table == table;
         ++p) {
      const Passage& row = analyzed_.passages[p];
      if (row.script == Script::kChinese) return Script::kChinese;
      letters = letters || std::any_of(row.text.begin(), row.text.end(), [](char c) {
                  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                });
    }
    return letters || index == 0 ? Script::kEnglish : analyzed_.passages[index - 1].script;
  }

  void NoteLeadIn(size_t index) {
    const Passage& passage = analyzed_.passages[index];
    lead_.push_back(index);
    if (lead_.size() > kLeadIn) lead_.erase(lead_.begin());
    fresh_lead_ = true;
    if (EndsWithColon(passage.text)) {
      intro_ = LeadOf(passage);
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
    const CountWords& words = search_.Words(passage.script);
    if (passage.kind != PassageKind::kParagraph || passage.text.size() > kLongestLead ||
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
    // Tables that follow directly are parts of this one.
    while (index < analyzed_.passages.size() && analyzed_.passages[index].table >= 0) ++index;
    for (size_t p = index; p < analyzed_.passages.size() && p < index + kNotes; ++p) {
      const Passage& passage = analyzed_.passages[p];
      if (passage.table >= 0 || passage.kind != PassageKind::kParagraph ||
          passage.first_page > page + 1) {
        break;
      }
      if (passage.text.size() > kLongestNote) continue;
      const CountWords& words = search_.Words(passage.script);
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

  // The rows are passages [index, end).
  void ReadTable(size_t index, size_t end, Script script, bool counts) {
    const Passage& first = analyzed_.passages[index];
    const int page = first.first_page;
    const extract::Table& table = analyzed_.tables[static_cast<size_t>(current_)];
    const CountWords& words = search_.Words(script);
    std::string lead, caption;
    for (const size_t l : lead_) {
      if (page - analyzed_.passages[l].first_page <= 1)
        lead += LeadOf(analyzed_.passages[l]) + "\n";
    }
    // A note of the units may stand between the caption and the table.
    for (auto l = lead_.rbegin(); l != lead_.rend(); ++l) {
      const Passage& passage = analyzed_.passages[*l];
      const std::string part = CaptionOf(passage, search_.Words(passage.script));
      if (part.empty() || page - passage.first_page > 1) break;
      caption = caption.empty() ? part : part + " " + caption;
      if (part.size() > kLongestUnitNote) break;
      if (!Finds(words.table().unit_note, part) && ScaleOf(part, words) == 0) break;
    }
    KeepIntro(index, page);
    const std::string units = UnitsOf(lead, words);
    if (NotePlaces(table)) {
      Say(RuleNote::Kind::kSign, "heads of places for the table that follows");
      return;
    }
    if (!counts && !MetricOf(caption, words) && !Finds(words.table().people_unit, units) &&
        !MayBeChart(end, words)) {
      heads_.clear();
      unread_ = current_;
      Say(RuleNote::Kind::kMissing, "no table of users: no noun in its rows, caption or units");
      return;
    }
    CountGrid grid = ReadGrid(analyzed_, table, words);
    const std::string before = lead_.empty() ? "" : LeadOf(analyzed_.passages[lead_.back()]);
    if (fresh_lead_) {
      TakeHeadsFrom(before, grid);
      TakeLabelFrom(analyzed_, before, grid);
    }
    if (grid.body == 0 && !grid.chart && (table.continues || !fresh_lead_)) {
      if (heads_.empty() && unread_ >= 0 && unread_ + 1 == current_) {
        heads_ = ReadGrid(analyzed_, analyzed_.tables[static_cast<size_t>(unread_)], words).heads;
      }
      if (grid.heads.size() == heads_.size()) grid.heads = heads_;
    }
    heads_ = grid.heads;
    if (grid.body > 0) places_ = {};
    if (grid.chart && !MetricOf(caption, words)) caption += " " + LegendAt(end);
    grid.units += units;
    const TableSurroundings around{search_.periods, caption, intro_ == caption ? "" : intro_,
                                   NotesFrom(end, table.page), script};
    const TableDates dates(grid, around, words);
    const double scale = ScaleOfTable(grid, caption, lead, words);
    const bool scaled =
        section_scale_ != 0 && table.page <= section_scale_page_ + kSectionScalePages;
    if (analyzed_.trace != nullptr) {
      Say(RuleNote::Kind::kSign, "read as a table of users; caption: \"" + caption + "\"");
    }
    ReadRows(
        {analyzed_, table, grid, words, dates, known_, search_.names, search_.regions, index,
         PlacesOf(table), caption, before, lead, FoldText(analyzed_.SectionPath(first.section)),
         search_.filing_date, scale == 0 && scaled ? section_scale_ : scale},
        found_);
  }

  // Of the table as a whole, in a trace.
  void Say(RuleNote::Kind kind, const std::string& what) const {
    const TraceScope scope(analyzed_, current_, 0, "user_counts");
    if (Tracing()) TraceNote("", kind, what);
  }

  // Heads of columns that are places may be torn from the rows below them. True where the table is
  // such heads alone.
  bool NotePlaces(const extract::Table& table) {
    if (table.column_x.size() < kLeastPlaces) return false;
    for (const extract::TableRow& row : table.rows) {
      for (const extract::TableCell& cell : row.cells) {
        if (!std::isnan(FigureOf(CellText(analyzed_, cell)))) return false;
      }
    }
    SaidRegion region = RegionOfHeads(analyzed_, table, search_.chinese);
    if (region.region == v1::REGION_UNSTATED) {
      region = RegionOfHeads(analyzed_, table, search_.english);
    }
    if (region.region == v1::REGION_UNSTATED) return false;
    places_ = std::move(region);
    places_page_ = table.page;
    places_columns_ = table.column_x.size();
    return true;
  }

  // The region of such heads above a table; the column of labels may be lost.
  SaidRegion PlacesOf(const extract::Table& table) const {
    const size_t columns = table.column_x.size();
    const bool same = columns == places_columns_ || columns + 1 == places_columns_;
    return same && table.page <= places_page_ + 1 ? places_ : SaidRegion();
  }

  // The words of the legend of a chart, below it; empty where there is none.
  std::string LegendAt(size_t end) const {
    if (end >= analyzed_.passages.size() || analyzed_.passages[end].table >= 0) return "";
    const std::string& text = analyzed_.passages[end].text;
    return text.size() > kLongestLegend ? "" : text.substr(0, text.find('\t'));
  }

  // A cheap test: the last row starts with a year, and a legend below names what is counted.
  bool MayBeChart(size_t end, const CountWords& words) const {
    const std::string& last = analyzed_.passages[end - 1].text;
    return (last.starts_with("20") || last.starts_with("19")) && MetricOf(LegendAt(end), words);
  }

  // The last note of units in the words before a table.
  static std::string UnitsOf(const std::string& lead, const CountWords& words) {
    std::string units;
    re2::StringPiece note;
    for (size_t at = 0;
         words.table().unit_note != nullptr && at < lead.size() &&
         words.table().unit_note->Match(Piece(lead), at, lead.size(), RE2::UNANCHORED, &note, 1);) {
      units = note.as_string();
      at = static_cast<size_t>(note.data() - lead.data()) + std::max<size_t>(note.size(), 1);
    }
    return units;
  }

  // What was said of several tables holds until prose follows, and again where a table repeats the
  // heads of the first of them. The rows of the table are passages from `index` on.
  void KeepIntro(size_t index, int page) {
    if (page - intro_page_ > 1) intro_.clear();
    if (intro_.empty() && series_.empty()) return;
    std::set<std::string> heads;
    for (size_t p = index; p < analyzed_.passages.size() && p < index + kHeadRows; ++p) {
      if (analyzed_.passages[p].table != current_) break;
      for (const absl::string_view head : absl::StrSplit(analyzed_.passages[p].text, '\t')) {
        if (!head.empty() && !absl::ascii_isdigit(static_cast<unsigned char>(head[0]))) {
          heads.emplace(head);
        }
      }
    }
    if (!intro_.empty()) {
      if (series_intro_ != intro_) series_ = heads;
      series_intro_ = intro_;
      intro_page_ = page;
      return;
    }
    const auto same = std::count_if(heads.begin(), heads.end(), [&](const std::string& head) {
      return series_.count(head) > 0;
    });
    if (same >= kSameHeads && static_cast<size_t>(same) * 2 >= series_.size()) {
      intro_ = series_intro_;
      intro_page_ = page;
    }
  }

  const CountSearch& search_;
  const AnalyzedDocument& analyzed_;
  const KnownFigures known_;  // of the sentences
  std::vector<CountFact>& found_;
  int32_t current_ = -1;
  std::vector<size_t> lead_;  // the last passages, nearest last
  bool fresh_lead_ = true;    // a passage stands between this table and the one before
  std::string intro_;         // the last sentence that announces tables
  int intro_page_ = 0;
  std::string series_intro_;      // of the tables that it announced last
  std::set<std::string> series_;  // heads of the first of them
  int32_t unread_ = -1;           // the last table that was not read
  SaidRegion places_;             // of the heads of columns that stand alone
  int places_page_ = 0;
  size_t places_columns_ = 0;
  std::vector<ColumnHead> heads_;  // of the table before, for one that goes on
  double section_scale_ = 0;
  int section_scale_page_ = 0;
};

}  // namespace

void FindTableCounts(const CountSearch& search, std::vector<CountFact>& found) {
  TableReader(search, found).Run();
}

}  // namespace filing_review::classify
