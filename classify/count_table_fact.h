// Makes a fact of one figure of a table: scale, date, whose it is, where, and its evidence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_carried_region.h"
#include "classify/count_fact.h"
#include "classify/count_grid.h"
#include "classify/count_heads.h"
#include "classify/count_names.h"
#include "classify/count_table_dates.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// The issuer's figures that the sentences of the filing give with so many digits that the same
// digits in a table are no chance.
class KnownFigures {
 public:
  // Of the facts in `found`; they are copied.
  explicit KnownFigures(const std::vector<CountFact>& found);
  // Null where `value` is not known.
  const CountFact* Find(double value) const;

 private:
  std::map<double, CountFact> facts_;
};

// A table and what is said around it.
struct TableContext {
  const AnalyzedDocument& analyzed;
  const extract::Table& table;
  const CountGrid& grid;
  const CountWords& words;
  const TableDates& dates;
  const KnownFigures& known;
  const FilingNames& names;
  const CarriedRegion& regions;
  size_t passage = 0;       // of the first row
  SaidRegion columns;       // of the columns of a table that is torn from its heads
  std::string caption;      // the words right before the table
  std::string paragraph;    // the passage right before it
  std::string lead;         // the passages before it
  std::string section;      // headings above, folded
  std::string filing_date;  // empty: not known
  double scale = 0;         // of the whole table or its section; 0: not said
};

// A figure with the words that say what it is.
struct TableFigure {
  size_t row = 0;
  const GridCell* cell = nullptr;
  HeadMetric metric;
  bool by_column = false;  // the column's head names the metric
  std::string label;       // head of the row
  std::string group;       // a row without figures above
};

// The factor that is said of a whole table; 0 where none is.
double ScaleOfTable(const CountGrid& grid, const std::string& caption, const std::string& lead,
                    const CountWords& words);

// Nothing where the figure is none of users after all: a fraction of a person, a line of money.
std::optional<CountFact> TableFact(const TableContext& context, const TableFigure& figure);

}  // namespace filing_review::classify
