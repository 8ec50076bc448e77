// Of which date the figures of a table are: by the heads of their columns and rows, the notes below
// the table and what is said before it.
//
//   TableDates dates(grid, {periods, before, notes}, words);
//   DateMention date = dates.Of(column, row_label, metric);
//
// Thread-safe after construction; everything given outlives it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/count_dates.h"
#include "classify/count_grid.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// A note below a table: of which date its figures of a metric are.
struct DateNote {
  std::string metric;
  std::string as_of;          // empty: see last_quarter
  bool of_others = false;     // of other companies' figures only
  bool last_quarter = false;  // yearly figures are those of the year's last quarter
};

// Reads a sentence of a note; appends what it says.
void ReadDateNotes(std::string_view sentence, const CountWords& words, Script script,
                   std::vector<DateNote>& notes);

struct TableSurroundings {
  const ReportPeriods& periods;
  std::string before;  // the lead-in, the nearest words last
  std::string intro;   // an earlier sentence that announces this table and others
  std::vector<DateNote> notes;
  Script script = Script::kEnglish;
};

class TableDates {
 public:
  TableDates(const CountGrid& grid, const TableSurroundings& around, const CountWords& words);

  // Of a figure; as_of is empty where nothing says it.
  DateMention Of(size_t column, const std::string& label, const std::string& group,
                 const std::string& metric) const;
  // What the notes say of a figure of another company whose column says `as_of`.
  std::string OfOthers(const std::string& metric, const std::string& as_of) const;
  // True where a head of the column or the row says a date.
  bool HasHeadDate(size_t column, const std::string& label) const;

 private:
  const TableSurroundings& around_;
  std::vector<DateMention> columns_;
  DateMention before_;  // of all figures
};

}  // namespace filing_review::classify
