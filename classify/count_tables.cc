#include "classify/count_tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "classify/count_attribution.h"
#include "classify/count_subject.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Passages before a table that may lead into it.
constexpr int kLeadIn = 3;
constexpr size_t kLongestRowQuote = 400;  // bytes
constexpr size_t kLongestLeadIn = 600;    // bytes
constexpr size_t kLongestUnitNote = 60;   // bytes

// A cell that is one figure; nan where it is none.
double FigureOf(const std::string& text) {
  static const RE2* const re = new RE2(
      " ?(?:约|~)? ?([0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?) "
      "?(?:\\([0-9a-z]\\))? ?");
  std::string digits;
  if (!RE2::FullMatch(text, *re, &digits)) return std::nan("");
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return std::strtod(digits.c_str(), nullptr);
}

bool IsYear(double value, const std::string& text) {
  return value >= 1949 && value <= 2060 && value == std::floor(value) &&
         text.find(',') == std::string::npos;
}

// Metric that a head names, with the rule that says so.
struct HeadMetric {
  std::string metric, rule_id;
  int64_t min_value = 0;
  bool noun = false;  // a noun stands there, of users or not
  explicit operator bool() const { return !metric.empty(); }
};

HeadMetric MetricOf(const std::string& head, const CountWords& words) {
  HeadMetric result;
  for (const NounMatch& noun : words.Nouns(head)) {
    result.noun = true;
    if (noun.rule->metric().empty() || MatchAtStart(words.grammar().noun_in_compound,
                                                    std::string_view(head).substr(noun.end)) > 0) {
      continue;
    }
    result.metric = noun.rule->metric();
    result.rule_id = noun.rule->id();
    result.min_value = noun.rule->min_value();
  }
  if (!result.metric.empty()) {
    if (const v1::CountMetric* narrow = words.Narrow(head, result.metric)) {
      if (!narrow->metric().empty()) result.metric = narrow->metric();
      result.rule_id = narrow->id();
      if (narrow->has_min_value()) result.min_value = narrow->min_value();
    }
  }
  return result;
}

// Factor that a head or a note states; 0 where it states none.
double ScaleOf(const std::string& text, const CountWords& words) {
  static const RE2* const kMoney = new RE2("(?i)rmb|us\\$|hk\\$|元");
  for (const Compiled<v1::CountScale>& scale : words.scales()) {
    if (!Finds(scale.match, text)) continue;
    if (!scale.rule->of_people() && RE2::PartialMatch(text, *kMoney) &&
        text.find("except") == std::string::npos && text.find("users") == std::string::npos) {
      continue;
    }
    return scale.rule->factor();
  }
  return 0;
}

struct Grid {
  struct Cell {
    const extract::TableCell* cell = nullptr;
    std::string text;
    double figure = std::nan("");
  };
  std::vector<std::vector<Cell>> rows;
  std::vector<bool> head;
};

class TableReader {
 public:
  TableReader(const TableSearch& search, std::vector<CountFact>& found)
      : search_(search), analyzed_(search.analyzed), found_(found) {}

  void Run() {
    std::vector<const Passage*> lead;
    int32_t current = -1;
    for (size_t p = 0; p < analyzed_.passages.size(); ++p) {
      const Passage& passage = analyzed_.passages[p];
      if (passage.table < 0) {
        NoteSectionScale(passage);
        lead.push_back(&passage);
        if (lead.size() > kLeadIn) lead.erase(lead.begin());
        continue;
      }
      if (passage.table == current) continue;
      current = passage.table;
      // The rows of a table follow each other.
      size_t end = p;
      bool counts = false;
      while (end < analyzed_.passages.size() && analyzed_.passages[end].table == current) {
        const Passage& row = analyzed_.passages[end];
        counts = counts || !Words(row.script).Nouns(row.text).empty();
        ++end;
      }
      lead_text_.clear();
      for (const Passage* l : lead) {
        if (passage.first_page - l->first_page > 1 || l->text.size() > kLongestLeadIn) continue;
        lead_text_ += l->text + "\n";
      }
      const CountWords& words = Words(passage.script);
      // The caption; a note of the units may stand between it and the table.
      last_lead_.clear();
      for (auto l = lead.rbegin(); l != lead.rend() && (*l)->text.size() <= kLongestLeadIn; ++l) {
        if (passage.first_page - (*l)->first_page > 1) break;
        last_lead_ = last_lead_.empty() ? (*l)->text : (*l)->text + " " + last_lead_;
        if (ScaleOf((*l)->text, words) == 0 || (*l)->text.size() > kLongestUnitNote) break;
      }
      if (counts || MetricOf(last_lead_, words)) {
        Read(analyzed_.tables[static_cast<size_t>(current)], passage, words);
      } else {
        heads_.clear();
      }
    }
  }

 private:
  const CountWords& Words(Script script) const {
    return script == Script::kChinese ? search_.chinese : search_.english;
  }

  // "All numbers of users in this section are in thousands."
  void NoteSectionScale(const Passage& passage) {
    if (passage.kind == PassageKind::kHeading && section_scale_ != 0 &&
        passage.first_page > section_scale_page_ + 3) {
      section_scale_ = 0;
    }
    static const RE2* const kNote = new RE2(
        "(?i)(?:除另有|本节|下表|人数|用户数)[^。]{0,40}(?:以|按)[^。]{0,6}(?:千|万|百万)|"
        "(?:user|operating|operational|numbers?|figures?|data)[^.]{0,60}\\bin "
        "(?:thousands|millions)\\b");
    if (passage.kind != PassageKind::kParagraph || passage.text.size() > kLongestLeadIn ||
        !RE2::PartialMatch(passage.text, *kNote)) {
      return;
    }
    if (const double scale = ScaleOf(passage.text, Words(passage.script)); scale != 0) {
      section_scale_ = scale;
      section_scale_page_ = passage.first_page;
    }
  }

  void Read(const extract::Table& table, const Passage& first, const CountWords& words) {
    grid_ = {};
    for (const extract::TableRow& row : table.rows) {
      std::vector<Grid::Cell> cells;
      for (const extract::TableCell& cell : row.cells) {
        Grid::Cell c;
        c.cell = &cell;
        c.text = CellText(analyzed_, cell);
        c.figure = FigureOf(c.text);
        cells.push_back(std::move(c));
      }
      grid_.rows.push_back(std::move(cells));
    }
    const size_t body = BodyBegin(table);
    std::vector<std::string> heads(table.column_x.size() + 1);
    std::vector<const extract::TableCell*> head_cells(heads.size(), nullptr);
    for (size_t r = 0; r < body; ++r) {
      for (const Grid::Cell& cell : grid_.rows[r]) {
        // A note of the units of the table stands over one column and speaks of all.
        static const RE2* const kUnitNote =
            new RE2("(?i)\\(?单位:[^ )]*\\)?|\\(in (?:thousands|millions)[^)]*\\)");
        std::string text = cell.text;
        RE2::Replace(&text, *kUnitNote, "");
        if (text.find_first_not_of(' ') == std::string::npos) continue;
        for (size_t c = cell.cell->column; c < cell.cell->column_end && c < heads.size(); ++c) {
          heads[c] += (heads[c].empty() ? "" : " ") + text;
          head_cells[c] = cell.cell;
        }
      }
    }
    if (body == 0 && table.continues && !heads_.empty()) heads = heads_;
    heads_ = heads;
    std::string head_text;
    for (size_t r = 0; r < body; ++r) {
      for (const Grid::Cell& cell : grid_.rows[r]) head_text += cell.text + " ";
    }

    const std::string section = FoldText(analyzed_.SectionPath(first.section));
    const HeadMetric corner = heads.empty() ? HeadMetric() : MetricOf(heads[0], words);
    HeadMetric lead = MetricOf(last_lead_, words);
    if (Finds(words.not_users(), last_lead_)) lead = {};
    if (!lead) lead = CaptionOverOneColumn(heads, words);
    HeadMetric group, previous;
    std::string group_text, previous_subject;
    bool inherited = false;
    for (size_t r = body; r < grid_.rows.size(); ++r) {
      const std::vector<Grid::Cell>& row = grid_.rows[r];
      size_t first_figure = 0;
      std::string label;
      while (first_figure < row.size() && std::isnan(row[first_figure].figure)) {
        if (row[first_figure].text.find_first_not_of("-/ ") != std::string::npos) {
          label += (label.empty() ? "" : " ") + row[first_figure].text;
        }
        ++first_figure;
        if (first_figure == 1 && row.size() > 1 && !std::isnan(row[1].figure)) break;
      }
      // A year as the head of a row.
      if (first_figure == 0 && row.size() > 1 && IsYear(row[0].figure, row[0].text)) {
        label = row[0].text;
        first_figure = 1;
      }
      const HeadMetric own = MetricOf(label, words);
      if (first_figure >= row.size()) {
        group = own;
        group_text = label;
        previous = {};
        inherited = false;
        continue;
      }
      // A row of companies or shops counts by its column's head only.
      const bool other_noun = own.noun && !own;
      if (Finds(words.not_users(), label)) {
        previous = {};
        inherited = false;
        continue;
      }
      static const RE2* const kPart = new RE2("(?i)^(?:其中|-|·|of which|including|thereof)");
      const bool part = RE2::PartialMatch(label, *kPart) || inherited;
      HeadMetric row_metric = own;
      inherited = false;
      if (!row_metric && part && previous) {
        row_metric = previous;
        inherited = true;
      }
      if (own) previous = own;
      for (size_t i = first_figure; i < row.size(); ++i) {
        const Grid::Cell& cell = row[i];
        if (std::isnan(cell.figure) || cell.figure <= 0) continue;
        const size_t column = cell.cell->column;
        const std::string head = column < heads.size() ? heads[column] : std::string();
        if (column > 0 && Finds(words.not_users(), head)) continue;
        HeadMetric metric = row_metric;
        if (!metric) metric = column > 0 || label.empty() ? MetricOf(head, words) : HeadMetric();
        const bool by_column = !row_metric && metric;
        if (!metric && other_noun) continue;
        if (!metric && group && !Finds(words.not_users(), group_text)) metric = group;
        if (!metric && corner && !Finds(words.not_users(), heads[0])) metric = corner;
        if (!metric && lead && !label.empty() && HasDate(head, label)) metric = lead;
        if (!metric) continue;
        Add(table, r, cell, metric, label, head, group_text, head_text, section, words, by_column,
            column < head_cells.size() ? head_cells[column] : nullptr);
      }
    }
  }

  // A caption set to the right stands over the last column and speaks of all: the metric of the one
  // head that names one, where all heads are dates.
  HeadMetric CaptionOverOneColumn(const std::vector<std::string>& heads,
                                  const CountWords& words) const {
    HeadMetric caption;
    for (size_t c = 1; c < heads.size(); ++c) {
      if (heads[c].empty()) continue;
      if (DateOf(heads[c]).as_of.empty()) return {};
      const HeadMetric metric = MetricOf(heads[c], words);
      if (!metric) continue;
      if (caption || Finds(words.not_users(), heads[c])) return {};
      caption = metric;
    }
    return caption;
  }

  // The first row below the heads: rows marked as heads, and rows without a figure or of years
  // only.
  size_t BodyBegin(const extract::Table& table) const {
    size_t body = 0;
    while (body < grid_.rows.size()) {
      bool figures = false, years = false;
      for (const Grid::Cell& cell : grid_.rows[body]) {
        if (std::isnan(cell.figure)) continue;
        (IsYear(cell.figure, cell.text) ? years : figures) = true;
      }
      const bool year_row =
          years && !grid_.rows[body].empty() && !std::isnan(grid_.rows[body][0].figure) && figures;
      if (figures || year_row) break;
      if (years && grid_.rows[body].size() > 1 && std::isnan(grid_.rows[body].back().figure)) break;
      if (!table.rows[body].head && body > 2 && !years) break;
      ++body;
    }
    return body == grid_.rows.size() ? 0 : body;
  }

  bool HasDate(const std::string& head, const std::string& label) const {
    return !DateOf(head).as_of.empty() || !DateOf(label).as_of.empty();
  }

  DateMention DateOf(const std::string& text) const {
    static const RE2* const kYear = new RE2("(?:^|[ ,])((?:19|20)[0-9]{2})(?:$|[ (])");
    const Script script =
        text.find("年") != std::string::npos || text.find("期末") != std::string::npos
            ? Script::kChinese
            : Script::kEnglish;
    DateMention last;
    // "As of December 31, 2021 2022" over several columns: the last year is the column's own.
    for (const DateMention& date : FindDates(text, script, {})) {
      if (!date.as_of.empty()) last = date;
    }
    std::string year;
    if (last.as_of.empty() && RE2::PartialMatch(text, *kYear, &year)) {
      last.as_of = year;
      // "Year ended December 31," above "2021".
      static const RE2* const kDay =
          new RE2("(?i)(ended|as of|as at|at)[^0-9]{0,12} ([A-Z][a-z]+ [0-9]{1,2}),?");
      std::string kind, day;
      if (RE2::PartialMatch(text, *kDay, &kind, &day)) {
        for (const DateMention& date : FindDates(day + ", " + year, Script::kEnglish, {})) {
          last.as_of = date.as_of;
        }
      }
    }
    return last;
  }

  void Add(const extract::Table& table, size_t row, const Grid::Cell& cell,
           const HeadMetric& metric, const std::string& label, const std::string& head,
           const std::string& group, const std::string& head_text, const std::string& section,
           const CountWords& words, bool by_column, const extract::TableCell* head_cell) {
    // In a table of money, a row such as "Devices" or "Accounts" is a line of revenue.
    static const RE2* const kCounted =
        new RE2("(?i)number|active|registered|unique|paying|period end|users|数|活跃|注册|期末");
    static const RE2* const kOperating =
        new RE2("(?i)operat(?:ing|ional) (?:data|metrics)|(?:运营|营运|经营)(?:数据|指标)");
    static const RE2* const kWeak =
        new RE2("DEVICES|ACCOUNTS|SUPPLY_SIDE|SUBSCRIBERS|CUSTOMERS|DOWNLOADS|FOLLOWERS");
    if (!by_column && RE2::FullMatch(metric.metric, *kWeak) &&
        !RE2::PartialMatch(label, *kCounted) && !RE2::PartialMatch(head, *kCounted) &&
        !RE2::PartialMatch(last_lead_, *kCounted) && !RE2::PartialMatch(lead_text_, *kOperating)) {
      return;
    }
    double scale = 0;
    for (const std::string* text : std::initializer_list<const std::string*>{
             &label, &head, &group, &head_text, &last_lead_, &lead_text_}) {
      if (scale == 0) scale = ScaleOf(*text, words);
    }
    const bool noted = scale == 0 && section_scale_ != 0 && table.page <= section_scale_page_ + 3;
    if (noted) scale = section_scale_;
    if (scale == 0) scale = 1;
    CountFact fact;
    fact.value = cell.figure * scale;
    if (std::fabs(fact.value - std::round(fact.value)) > 1e-6 * fact.value + 1e-9) return;
    fact.value = std::round(fact.value);
    if (fact.value < static_cast<double>(metric.min_value) && !(scale > 1)) return;
    if (IsYear(cell.figure, cell.text) && scale == 1) return;
    if (fact.value > 5e10) return;
    fact.upper = fact.value;
    fact.metric = metric.metric;
    fact.rule_id = metric.rule_id;
    fact.value_text = cell.text;
    fact.metric_text = by_column ? head : label;
    DateMention date = DateOf(head);
    if (date.as_of.empty()) date = DateOf(label);
    if (date.as_of.empty()) {
      for (const DateMention& d : FindDates(last_lead_, Script::kChinese, {})) date = d;
    }
    fact.as_of = date.as_of;
    fact.period_start = date.start;
    if (!fact.as_of.empty() &&
        (Finds(words.period_end(), label) || Finds(words.period_end(), head) ||
         Finds(words.period_end(), head_text) || Finds(words.period_end(), last_lead_))) {
      fact.as_of = LastDay(fact.as_of);
      fact.period_start.clear();
    }
    CountPlace place;
    place.row = label;
    const std::string table_text = last_lead_ + " " + head_text + " " + group;
    place.table = table_text;
    place.section = section;
    place.metric = fact.metric;
    place.as_of = fact.as_of;
    place.filing_date = search_.filing_date;
    // A row that names the metric itself is seldom a list of companies.
    if (!by_column && MetricOf(label, words)) place.subject_is_other = -0.6;
    const AttributionResult whose = TellAttribution(place, words);
    fact.attribution = whose.attribution;
    if (fact.attribution == v1::ATTRIBUTION_INDUSTRY && fact.metric == "USERS" &&
        !words.grammar().market_metric.empty()) {
      fact.metric = words.grammar().market_metric;
    }
    fact.confidence = 0.9 * whose.confidence;
    size_t b = 0, e = 0;
    for (const std::string* text :
         std::initializer_list<const std::string*>{&label, &group, &head, &last_lead_}) {
      fact.region = FindRegion(*text, 0, text->size(), words, b, e);
      if (fact.region != v1::REGION_UNSTATED) {
        fact.region_text = text->substr(b, e - b);
        break;
      }
    }
    // Cells that name no metric name a product or a company.
    const extract::TableRow& cells = table.rows[row];
    if (MetricOf(label, words).metric.empty() && !cells.cells.empty() &&
        &cells.cells[0] != cell.cell && DateOf(label).as_of.empty()) {
      fact.subject = CellOriginal(analyzed_, cells.cells[0]);
    } else if (!group.empty() && group.size() < 60) {
      fact.subject = group;
    }
    std::string row_text;
    for (const Grid::Cell& c : grid_.rows[row]) row_text += c.text + " ";
    if (row_text.size() <= kLongestRowQuote) {
      AddRowEvidence(analyzed_, table, row, v1::EVIDENCE_ROLE_FIGURE, fact.evidence);
    } else {
      AddCellEvidence(analyzed_, table, *cell.cell, v1::EVIDENCE_ROLE_FIGURE, fact.evidence);
    }
    if (head_cell != nullptr) {
      AddCellEvidence(analyzed_, table, *head_cell, v1::EVIDENCE_ROLE_HEADER, fact.evidence);
    }
    found_.push_back(std::move(fact));
  }

  const TableSearch& search_;
  const AnalyzedDocument& analyzed_;
  std::vector<CountFact>& found_;
  Grid grid_;
  std::vector<std::string> heads_;  // of the table before, for one that goes on
  std::string lead_text_, last_lead_;
  double section_scale_ = 0;
  int section_scale_page_ = 0;
};

}  // namespace

void FindTableCounts(const TableSearch& search, std::vector<CountFact>& found) {
  TableReader(search, found).Run();
}

}  // namespace filing_review::classify
