#include "classify/conflicts_figures.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>
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
  // Mentions of one fact by value: metric, subject, date, start of the period, qualifiers.
  using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;
  std::map<Key, std::map<int64_t, std::vector<const v1::UserCount*>>> facts;
  for (const v1::UserCount& count : brief.user_counts()) {
    if (count.attribution() != v1::ATTRIBUTION_ISSUER || count.bound() != v1::BOUND_EXACT ||
        !count.has_as_of())
      continue;
    facts[{count.metric(), FoldText(count.subject()), count.as_of(), count.period_start(),
           Qualifiers(qualifiers, count.metric_text())}][count.value()]
        .push_back(&count);
  }
  std::vector<v1::Conflict> found;
  for (const auto& [key, values] : facts) {
    for (auto a = values.begin(); a != values.end(); ++a) {
      for (auto b = std::next(a); b != values.end(); ++b) {
        const v1::UserCount &x = *a->second.front(), &y = *b->second.front();
        int digits_x = 0, digits_y = 0;
        const double rounding = std::max(PrintedPrecision(x.value_text(), x.value(), digits_x),
                                         PrintedPrecision(y.value_text(), y.value(), digits_y));
        const auto apart = static_cast<double>(b->first - a->first);
        if (std::min(digits_x, digits_y) < rules.digits_needed() || apart <= rounding) continue;
        if (apart > rules.same_fact_spread() * static_cast<double>(b->first)) continue;
        const bool places_agree = x.region() == y.region() || x.region() == v1::REGION_UNSTATED ||
                                  y.region() == v1::REGION_UNSTATED;
        // A page that carries both sets two measures side by side; it knows that they differ.
        const auto pages_a = PagesOf(a->second, brief), pages_b = PagesOf(b->second, brief);
        if (!places_agree || Meet(pages_a, pages_b)) continue;
        v1::Conflict conflict;
        conflict.set_kind("DIFFERENT_FIGURES");
        conflict.set_explanation(absl::StrCat(
            "The filing gives ", WithCommas(a->first), " on ", PageWords(*pages_a.begin()->second),
            " and ", WithCommas(b->first), " on ", PageWords(*pages_b.begin()->second),
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
