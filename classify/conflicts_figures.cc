#include "classify/conflicts_figures.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "classify/filing_documents.h"
#include "classify/fold.h"
#include "classify/regimes_operand.h"

namespace filing_review::classify {

namespace {

constexpr int kPlacesOfValue = 2;

// Words of `text` that a qualifier pattern finds, in order.
std::string Qualifiers(const re2::RE2* pattern, const std::string& text) {
  std::string found;
  if (pattern == nullptr) return found;
  const std::string folded = FoldText(text);
  re2::StringPiece input(folded), word;
  size_t at = 0;
  while (at < folded.size() &&
         pattern->Match(input, at, input.size(), re2::RE2::UNANCHORED, &word, 1) && !word.empty()) {
    absl::StrAppend(&found, std::string(word), "/");
    at = static_cast<size_t>(word.data() - input.data()) + word.size();
  }
  return found;
}

// Document and page, in the order of the filing.
using Page = std::pair<int, int>;

Page PageOf(const v1::Evidence& evidence, const v1::ReviewBrief& brief) {
  return {DocumentOrder(brief, evidence.document()), evidence.page()};
}

// Evidence of the mentions by page.
std::map<Page, const v1::Evidence*> PagesOf(const std::vector<const v1::UserCount*>& mentions,
                                            const v1::ReviewBrief& brief) {
  std::map<Page, const v1::Evidence*> pages;
  for (const v1::UserCount* mention : mentions) {
    for (const v1::Evidence& evidence : mention->evidence()) {
      pages.try_emplace(PageOf(evidence, brief), &evidence);
    }
  }
  return pages;
}

bool Meet(const std::map<Page, const v1::Evidence*>& a,
          const std::map<Page, const v1::Evidence*>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& page) { return b.count(page.first) > 0; });
}

// Metric, value and start of the period.
using Measure = std::tuple<std::string, int64_t, std::string>;

// True where two neighbouring digits changed places: 61,800 and 68,100.
bool DigitsChangedPlaces(int64_t a, int64_t b) {
  const std::string x = std::to_string(a), y = std::to_string(b);
  if (x.size() != y.size()) return false;
  const size_t at =
      static_cast<size_t>(std::mismatch(x.begin(), x.end(), y.begin()).first - x.begin());
  return at + 1 < x.size() && x[at] == y[at + 1] && x[at + 1] == y[at] &&
         x.compare(at + 2, std::string::npos, y, at + 2, std::string::npos) == 0;
}

// Digits without the zeros at the end.
int SignificantDigits(int64_t value) {
  while (value != 0 && value % 10 == 0) value /= 10;
  return static_cast<int>(std::to_string(value).size());
}

// True where two exact figures that seem to be of one fact are apart by more than rounding.
bool Differ(const v1::ConflictRules& rules, const v1::UserCount& x, const v1::UserCount& y) {
  // The start of a period may go unsaid ("in the six months ended …", a column of a table).
  if (x.period_start() != y.period_start() && x.has_period_start() && y.has_period_start())
    return false;
  int digits_x = 0, digits_y = 0;
  const double rounding = std::max(PrintedPrecision(x.value_text(), x.value(), digits_x),
                                   PrintedPrecision(y.value_text(), y.value(), digits_y));
  const auto apart = static_cast<double>(std::abs(x.value() - y.value()));
  const auto larger = static_cast<double>(std::max(x.value(), y.value()));
  if (apart <= rounding) return false;
  if (x.metric() == y.metric() && std::min(digits_x, digits_y) >= rules.digits_needed() &&
      apart <= rules.same_fact_spread() * larger)
    return true;
  // Digits that changed places betray one figure even where one place names its measure vaguely.
  const bool same_measure = x.metric() == y.metric() || x.metric() == rules.vague_metric() ||
                            y.metric() == rules.vague_metric();
  return same_measure && DigitsChangedPlaces(x.value(), y.value()) &&
         std::min(SignificantDigits(x.value()), SignificantDigits(y.value())) >=
             rules.changed_digits_needed() &&
         apart <= rules.changed_digits_spread() * larger;
}

void AddPlaces(const std::vector<const v1::UserCount*>& mentions, v1::Conflict& conflict) {
  int places = 0;
  for (const v1::UserCount* mention : mentions) {
    for (const v1::Evidence& evidence : mention->evidence()) {
      if (evidence.role() != v1::EVIDENCE_ROLE_FIGURE || places == kPlacesOfValue) continue;
      ++places;
      *conflict.add_evidence() = evidence;
    }
  }
}

}  // namespace

double PrintedPrecision(const std::string& value_text, int64_t value, int& digits) {
  digits = 0;
  bool leading = true;
  for (size_t at = 0; at < value_text.size();) {
    const char32_t c = Fold(NextCodePoint(value_text, at));
    if (c < '0' || c > '9') {
      // A second number (the end of a range) does not add digits.
      if (digits > 0 && c != '.' && c != ',' && c != ' ') break;
      continue;
    }
    leading = leading && c == '0';
    if (!leading) ++digits;
  }
  if (digits == 0 || value <= 0) return 0;
  const double magnitude = std::floor(std::log10(static_cast<double>(value)));
  return 0.5 * std::pow(10.0, magnitude + 1 - digits);
}

void FindDifferentFigures(const v1::ConflictRules& rules, const re2::RE2* qualifiers,
                          v1::ReviewBrief& brief) {
  if (rules.same_fact_spread() <= 0) return;
  // Subject, date and qualifiers: figures that differ in one of them are of different facts.
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, std::map<Measure, std::vector<const v1::UserCount*>>> facts;
  for (const v1::UserCount& count : brief.user_counts()) {
    if (count.attribution() != v1::ATTRIBUTION_ISSUER || count.bound() != v1::BOUND_EXACT ||
        !count.has_as_of())
      continue;
    facts[{FoldText(count.subject()), count.as_of(), Qualifiers(qualifiers, count.metric_text())}]
         [{count.metric(), count.value(), count.period_start()}]
             .push_back(&count);
  }
  std::vector<v1::Conflict> found;
  for (const auto& [key, measures] : facts) {
    for (auto a = measures.begin(); a != measures.end(); ++a) {
      for (auto b = std::next(a); b != measures.end(); ++b) {
        const v1::UserCount &x = *a->second.front(), &y = *b->second.front();
        if (!Differ(rules, x, y)) continue;
        const bool places_agree = x.region() == y.region() || x.region() == v1::REGION_UNSTATED ||
                                  y.region() == v1::REGION_UNSTATED;
        // A page that carries both sets two measures side by side; it knows that they differ.
        const auto pages_a = PagesOf(a->second, brief), pages_b = PagesOf(b->second, brief);
        if (!places_agree || Meet(pages_a, pages_b)) continue;
        v1::Conflict conflict;
        conflict.set_kind("DIFFERENT_FIGURES");
        conflict.set_explanation(absl::StrCat(
            "The filing gives ", WithCommas(x.value()), " on ", PageWords(*pages_a.begin()->second),
            " and ", WithCommas(y.value()), " on ", PageWords(*pages_b.begin()->second),
            " for the same fact: ", x.metric(), x.subject().empty() ? "" : " of ", x.subject(),
            " as of ", x.as_of(), "."));
        AddPlaces(a->second, conflict);
        AddPlaces(b->second, conflict);
        found.push_back(std::move(conflict));
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const v1::Conflict& a, const v1::Conflict& b) {
    return PageOf(a.evidence(0), brief) < PageOf(b.evidence(0), brief);
  });
  for (v1::Conflict& conflict : found) *brief.add_conflicts() = std::move(conflict);
}

}  // namespace filing_review::classify
