#include "classify/count_table_fact.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

#include "classify/count_attribution.h"
#include "classify/count_head_dates.h"
#include "classify/count_table_subject.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

constexpr size_t kLongestRowQuote = 400;  // bytes
constexpr double kMostPeople = 5e10;      // more is money or a slip
// Digits from here on tell one figure from another.
constexpr int64_t kTelling = 10000;
// A row that names the metric itself is seldom one of a list of companies.
constexpr double kNamesMetric = -0.6;

// In a table of money, a row such as "Devices" or "Accounts" is a line of revenue.
bool IsLineOfMoney(const TableContext& context, const TableFigure& figure,
                   const std::string& head) {
  const CountTablePatterns& table = context.words.table();
  if (figure.by_column) return false;
  const auto counted = [&](const std::string& text) { return Finds(table.counted, text); };
  if (Finds(table.other_unit, context.grid.units) &&
      !Finds(table.people_unit, context.grid.units) && !counted(figure.label) && !counted(head) &&
      ScaleOf(figure.label, context.words) == 0) {
    return true;
  }
  return table.weak_metrics.count(figure.metric.metric) > 0 && !counted(figure.label) &&
         !counted(head) && !counted(context.caption) && !Finds(table.operating, context.lead);
}

double ScaleOfFigure(const TableContext& context, const TableFigure& figure,
                     const std::string& head) {
  for (const std::string* text :
       std::initializer_list<const std::string*>{&figure.label, &head, &figure.group}) {
    if (const double scale = ScaleOf(*text, context.words); scale != 0) return scale;
  }
  return context.scale != 0 ? context.scale : 1;
}

void SetDate(const TableContext& context, const TableFigure& figure, const std::string& head,
             const std::string& head_text, CountFact& fact) {
  const CountTablePatterns& table = context.words.table();
  const DateMention date =
      context.dates.Of(figure.cell->cell->column, figure.label, figure.group, fact.metric);
  fact.as_of = date.as_of;
  fact.period_start = date.start;
  if (fact.as_of.empty()) return;
  for (const std::string* text : std::initializer_list<const std::string*>{
           &figure.label, &head, &head_text, &context.caption}) {
    if (!Finds(table.period_end, *text)) continue;
    fact.as_of = LastDay(fact.as_of);
    fact.period_start.clear();
    return;
  }
}

void SetAttribution(const TableContext& context, const TableFigure& figure,
                    const std::string& head_text, CountFact& fact) {
  CountPlace place;
  place.row = figure.label;
  const std::string table_text =
      context.caption + " " + context.grid.title + " " + head_text + " " + figure.group;
  place.table = table_text;
  place.section = context.section;
  place.metric = fact.metric;
  place.as_of = fact.as_of;
  place.filing_date = context.filing_date;
  if (!figure.by_column && MetricOf(figure.label, context.words)) {
    place.subject_is_other = kNamesMetric;
  }
  const AttributionResult whose = TellAttribution(place, context.words);
  fact.attribution = whose.attribution;
  fact.confidence = 0.9 * whose.confidence;
  // In a list of companies, the row with the issuer's own figure is the issuer's.
  const CountFact* own = context.known.Find(fact.value);
  if (own != nullptr && own->metric == fact.metric &&
      (fact.attribution == v1::ATTRIBUTION_OTHER_COMPANY ||
       fact.attribution == v1::ATTRIBUTION_INDUSTRY)) {
    fact.attribution = v1::ATTRIBUTION_ISSUER;
  }
  const std::string& market = context.words.grammar().market_metric;
  fact.market = whose.market && fact.attribution == whose.attribution;
  if (fact.market && fact.metric == "USERS" && !market.empty()) {
    fact.metric = market;
  }
  if (fact.attribution == v1::ATTRIBUTION_OTHER_COMPANY) {
    fact.as_of = context.dates.OfOthers(figure.metric.metric, fact.as_of);
  }
}

void SetPlace(const TableContext& context, const TableFigure& figure, const std::string& head,
              CountFact& fact) {
  // A law's threshold is of nobody's product, nowhere.
  if (fact.attribution == v1::ATTRIBUTION_REGULATION) return;
  const std::string caption = context.grid.title + " " + context.caption;
  const TablePlace place{
      context.analyzed,   context.names, context.words, context.table, figure.row,
      *figure.cell->cell, figure.label,  figure.group,  head,          caption};
  SaidRegion region = FindTableRegion(place);
  if (region.region == v1::REGION_UNSTATED) region = context.columns;
  if (region.region == v1::REGION_UNSTATED) {
    region = context.regions.BeforeTable(context.passage, OwnerOf(fact));
  }
  fact.region = region.region;
  fact.region_text = region.text;
  // What a market's figure speaks of is the market.
  const CountSubject subject = FindTableSubject(place);
  if (fact.attribution != v1::ATTRIBUTION_INDUSTRY || subject.kind != SubjectKind::kLine) {
    fact.subject = subject.text;
  }
  if (fact.subject.empty() && fact.attribution == v1::ATTRIBUTION_ISSUER &&
      context.names.principal() != nullptr) {
    fact.subject = context.names.principal()->original;
  }
}

void SetEvidence(const TableContext& context, const TableFigure& figure, CountFact& fact) {
  size_t length = 0;
  for (const GridCell& c : context.grid.rows[figure.row]) length += c.text.size() + 1;
  if (length <= kLongestRowQuote) {
    AddRowEvidence(context.analyzed, context.table, figure.row, v1::EVIDENCE_ROLE_FIGURE,
                   fact.evidence);
  } else {
    AddCellEvidence(context.analyzed, context.table, *figure.cell->cell, v1::EVIDENCE_ROLE_FIGURE,
                    fact.evidence);
  }
  const size_t column = figure.cell->cell->column;
  if (column < context.grid.heads.size() && context.grid.heads[column].cell != nullptr) {
    AddCellEvidence(context.analyzed, context.table, *context.grid.heads[column].cell,
                    v1::EVIDENCE_ROLE_HEADER, fact.evidence);
  }
}

}  // namespace

KnownFigures::KnownFigures(const std::vector<CountFact>& found) {
  for (const CountFact& fact : found) {
    if (fact.attribution != v1::ATTRIBUTION_ISSUER || fact.range) continue;
    int64_t digits = std::llround(fact.value);
    while (digits != 0 && digits % 10 == 0) digits /= 10;
    if (digits < kTelling) continue;
    CountFact& known = facts_[std::round(fact.value)];
    known.metric = fact.metric;
    known.rule_id = fact.rule_id;
  }
}

const CountFact* KnownFigures::Find(double value) const {
  const auto found = facts_.find(std::round(value));
  return found == facts_.end() ? nullptr : &found->second;
}

double ScaleOfTable(const CountGrid& grid, const std::string& caption, const std::string& lead,
                    const CountWords& words) {
  const std::string corner = grid.Head(0);
  for (const std::string* text : std::initializer_list<const std::string*>{
           &grid.units, &grid.title, &corner, &caption, &lead}) {
    if (const double scale = ScaleOf(*text, words); scale != 0) return scale;
  }
  return 0;
}

std::optional<CountFact> TableFact(const TableContext& context, const TableFigure& figure) {
  const GridCell& cell = *figure.cell;
  const std::string head = context.grid.Head(cell.cell->column);
  const auto none = [&](const char* why) {
    if (Tracing()) TraceStopped(figure.metric.rule_id, cell.text + ": " + why);
    return std::nullopt;
  };
  if (IsLineOfMoney(context, figure, head)) return none("a line of money");
  const double scale = ScaleOfFigure(context, figure, head);
  CountFact fact;
  fact.value = cell.figure * scale;
  // Nobody counts a part of a person.
  if (std::fabs(fact.value - std::round(fact.value)) > 1e-6 * fact.value + 1e-9) {
    return none("a part of a person");
  }
  fact.value = std::round(fact.value);
  if (fact.value < static_cast<double>(figure.metric.min_value) && !(scale > 1)) {
    return none("smaller than the min_value of its noun");
  }
  if (IsYearFigure(cell.figure, cell.text) && scale == 1) return none("a year");
  if (fact.value > kMostPeople) return none("more than there are people");
  fact.upper = fact.value;
  fact.table = context.analyzed.passages[context.passage].table;
  fact.row = figure.row;
  fact.metric = figure.metric.metric;
  fact.rule_id = figure.metric.rule_id;
  fact.value_text = cell.text;
  fact.metric_text = figure.by_column ? head : figure.label;
  std::string head_text;
  for (size_t r = 0; r < context.grid.body; ++r) {
    for (const GridCell& c : context.grid.rows[r]) head_text += c.text + " ";
  }
  SetDate(context, figure, head, head_text, fact);
  SetAttribution(context, figure, head_text, fact);
  SetPlace(context, figure, head, fact);
  SetEvidence(context, figure, fact);
  return fact;
}

}  // namespace filing_review::classify
