#include "service/compare/figure_facts.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "classify/holder_name.h"

namespace filing_review::compare {

namespace {

// A number of fewer digits is not what a longer one is rounded to.
constexpr int kRoundedDigits = 3;

// Metric and whose it is.
std::string Measure(const v1::UserCount& c) {
  return absl::StrCat(c.metric(), "|", c.attribution());
}

std::string Period(const v1::UserCount& c) {
  return absl::StrCat(c.as_of(), "|", c.period_start());
}

// The day that a date or period ends with: "2025" and "2025-12-31" agree.
std::string EndOf(const std::string& date) {
  static constexpr const char* kLastDay[] = {"31", "28", "31", "30", "31", "30",
                                             "31", "31", "30", "31", "30", "31"};
  if (date.size() == 4) return date + "-12-31";
  int month = 0;
  if (date.size() == 6 && date[4] == 'Q') month = 3 * (date[5] - '0');
  if (date.size() == 7) month = std::atoi(date.c_str() + 5);
  if (month < 1 || month > 12) return date;
  const std::string number = std::to_string(month);
  return absl::StrCat(date.substr(0, 4), "-", month < 10 ? "0" : "", number, "-",
                      kLastDay[month - 1]);
}

}  // namespace

std::string Number(const v1::UserCount& c) {
  return absl::StrCat(c.value(), "-", c.has_upper_value() ? c.upper_value() : -1);
}

std::vector<Fact> FactsOf(const v1::ReviewBrief& brief) {
  std::vector<Fact> facts;
  const double pages = std::max(1, brief.coverage().pages_total());
  for (int i = 0; i < v1::Attribution_ARRAYSIZE; ++i) {
    // The issuer's first, those without attribution last.
    const auto attribution = static_cast<v1::Attribution>((i + 1) % v1::Attribution_ARRAYSIZE);
    for (render::FigureFact& figure : render::FiguresOf(brief, attribution)) {
      Fact& fact = facts.emplace_back();
      fact.fact = std::move(figure);
      fact.subject = classify::NameKey(fact.count().subject());
      fact.measure = Measure(fact.count());
      fact.end = EndOf(fact.count().as_of());
      for (const v1::Evidence& evidence : fact.count().evidence()) {
        absl::StrAppend(&fact.words, evidence.quote(), " ");
      }
      if (const v1::Evidence* main = render::MainEvidence(fact.count().evidence())) {
        fact.place = main->page() / pages;
      }
    }
  }
  return facts;
}

bool SameUpper(const Fact& x, const Fact& y) {
  return x.count().has_upper_value() == y.count().has_upper_value() &&
         x.count().upper_value() == y.count().upper_value();
}

std::string Thing(const Fact& f) {
  return absl::StrCat(f.measure, "|", Period(f.count()), "|", f.subject, "|", f.count().region());
}

bool SameNumber(int64_t a, int64_t b) {
  if (a == b) return true;
  if (a <= 0 || b <= 0) return false;
  const auto unit = [](int64_t n) {
    int64_t power = 1;
    while (n % 10 == 0) n /= 10, power *= 10;
    return power;
  };
  const int64_t coarse = std::max(unit(a), unit(b));
  const int64_t rounded = unit(a) > unit(b) ? a : b, full = unit(a) > unit(b) ? b : a;
  int digits = 0;
  for (int64_t n = rounded / coarse; n > 0; n /= 10) ++digits;
  return digits >= kRoundedDigits && std::abs(rounded - full) <= coarse / 2;
}

}  // namespace filing_review::compare
