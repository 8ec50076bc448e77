#include "classify/count_table_dates.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "classify/count_head_dates.h"
#include "classify/count_heads.h"

namespace filing_review::classify {

namespace {

// True where a line of the head is a date and nothing else: it may stand over several columns.
bool DateStandsApart(const ColumnHead& head) {
  for (const HeadPart& part : head.parts) {
    if (!DateOfHead(part.text).as_of.empty() && WithoutDate(part.text).empty()) return true;
  }
  return false;
}

std::string YearOf(const std::string& date) { return date.substr(0, 4); }

// `date` in the form of `like`: a day, a month or a year.
std::string InForm(const std::string& date, const std::string& like) {
  return date.substr(0, std::min(date.size(), std::max<size_t>(4, like.size())));
}

// Dates over the first of several columns are of the columns behind it too, up to the next date or
// to where the heads begin anew. Groups without a date at the end go on in the filing's periods.
void FillGroups(const CountGrid& grid, const std::vector<std::string>& ends,
                std::vector<DateMention>& dates) {
  std::vector<std::string> signatures;  // of the group
  DateMention group;
  bool missing = false;
  std::vector<std::string> order;  // the groups' dates
  std::vector<std::vector<size_t>> open;
  for (size_t c = 0; c < grid.heads.size(); ++c) {
    if (grid.heads[c].parts.empty()) continue;
    const std::string signature = WithoutDate(grid.Head(c));
    if (!dates[c].as_of.empty()) {
      if (!open.empty()) return;  // a gap in the middle is no row of periods
      missing = false;
      signatures = {signature};
      group = DateStandsApart(grid.heads[c]) ? dates[c] : DateMention();
      if (order.empty() || order.back() != dates[c].as_of) order.push_back(dates[c].as_of);
      continue;
    }
    if (order.empty()) continue;
    const bool anew =
        std::find(signatures.begin(), signatures.end(), signature) != signatures.end();
    if (anew) {
      missing = true;
      signatures = {signature};
      open.push_back({c});
    } else {
      signatures.push_back(signature);
      if (missing) {
        open.back().push_back(c);
      } else {
        dates[c] = group;
      }
    }
  }
  if (open.empty() || order.size() < 2) return;
  const int step = order[1] < order[0] ? -1 : 1;
  const auto find = [&](const std::string& date) {
    for (size_t i = 0; i < ends.size(); ++i) {
      if (YearOf(ends[i]) == YearOf(date) &&
          (date.size() < 7 || ends[i].substr(0, 7) == date.substr(0, 7))) {
        return static_cast<int>(i);
      }
    }
    return -1000;
  };
  int at = find(order[0]);
  for (size_t i = 1; i < order.size(); ++i) {
    if (at + step != find(order[i])) return;
    at += step;
  }
  for (const std::vector<size_t>& columns : open) {
    at += step;
    if (at < 0 || at >= static_cast<int>(ends.size())) return;
    for (const size_t c : columns) {
      dates[c].as_of = InForm(ends[static_cast<size_t>(at)], order.back());
    }
  }
}

}  // namespace

void ReadDateNotes(std::string_view sentence, const CountWords& words, Script script,
                   std::vector<DateNote>& notes) {
  const CountTablePatterns& table = words.table();
  const bool of_others = Finds(table.note_of_others, sentence);
  size_t begin = 0;
  while (begin < sentence.size()) {
    size_t end = sentence.find_first_of(",;", begin);
    // A comma of an English date belongs to it.
    while (script == Script::kEnglish && end != std::string_view::npos && sentence[end] == ',') {
      end = sentence.find_first_of(",;", end + 1);
    }
    if (end == std::string_view::npos) end = sentence.size();
    const std::string_view clause = sentence.substr(begin, end - begin);
    begin = end + 1;
    const bool quarter = Finds(table.last_quarter_note, clause);
    if (!quarter && !Finds(table.date_note, clause)) continue;
    // The metric stands before the date.
    const std::vector<DateMention> dates = FindDates(clause, script, {});
    const size_t until = quarter || dates.empty() ? clause.size() : dates.back().begin;
    DateNote note;
    note.metric = MetricOf(clause.substr(0, until), words).metric;
    note.of_others = of_others;
    note.last_quarter = quarter;
    if (!quarter && !dates.empty()) note.as_of = dates.back().as_of;
    if (!note.metric.empty() && (quarter || !note.as_of.empty())) notes.push_back(note);
  }
}

TableDates::TableDates(const CountGrid& grid, const TableSurroundings& around,
                       const CountWords& words)
    : around_(around), columns_(grid.heads.size()) {
  for (size_t c = 0; c < columns_.size(); ++c) columns_[c] = DateOfHead(grid.Head(c));
  FillGroups(grid, around.periods.ends, columns_);
  for (const std::string* text : {&grid.title, &around.before, &around.intro}) {
    if (!before_.as_of.empty() || text->empty()) continue;
    std::vector<DateMention> dates = FindDates(*text, around.script, {});
    if (Finds(words.table().each_period, *text)) continue;
    // Several dates are those of the columns.
    if (!dates.empty() && dates.back().list < 0) before_ = dates.back();
  }
}

DateMention TableDates::Of(size_t column, const std::string& label, const std::string& group,
                           const std::string& metric) const {
  const DateMention own = DateOfHead(label);
  if (!own.as_of.empty() && WithoutDate(label).empty()) return own;
  DateMention date;
  if (column < columns_.size()) date = columns_[column];
  if (date.as_of.empty()) date = own;
  if (date.as_of.empty()) date = DateOfHead(group);
  for (const DateNote& note : around_.notes) {
    if (note.metric != metric || note.of_others) continue;
    if (note.last_quarter && date.as_of.size() == 4) {
      date.as_of += "Q4";
      date.start.clear();
      return date;
    }
    if (date.as_of.empty() && !note.last_quarter) date.as_of = note.as_of;
  }
  return date.as_of.empty() ? before_ : date;
}

std::string TableDates::OfOthers(const std::string& metric, const std::string& as_of) const {
  for (const DateNote& note : around_.notes) {
    if (note.of_others && note.metric == metric && YearOf(note.as_of) == YearOf(as_of) &&
        LastDay(note.as_of) < LastDay(as_of)) {
      return note.as_of;
    }
  }
  return as_of;
}

bool TableDates::HasHeadDate(size_t column, const std::string& label) const {
  return (column < columns_.size() && !columns_[column].as_of.empty()) ||
         !DateOfHead(label).as_of.empty();
}

}  // namespace filing_review::classify
