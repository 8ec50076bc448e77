#include "classify/count_attribution.h"

#include <algorithm>
#include <array>

#include "classify/count_dates.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// A cue that stands nearer to the figure than all others counts this much more.
constexpr double kNearest = 0.3;
// Inhabitants and the like are a market's unless much speaks against it.
constexpr double kPopulation = 1.2;
constexpr double kFuture = 3, kPast = 1;
// Longest text behind a figure that still speaks of it, bytes.
constexpr size_t kBehind = 160;

// Start of the last match of `re` in `text`; npos where there is none.
size_t LastMatch(const re2::RE2& re, std::string_view text) {
  size_t last = std::string_view::npos, at = 0;
  re2::StringPiece group;
  while (at < text.size() && re.Match(Piece(text), at, text.size(), RE2::UNANCHORED, &group, 1)) {
    last = static_cast<size_t>(group.data() - text.data()) + group.size();
    at = std::max(last, at + 1);
  }
  return last;
}

void TraceCue(const v1::CountCue& cue) {
  TraceSign(cue.id(), "speaks for " + v1::Attribution_Name(cue.attribution()).substr(12) +
                          ", weight " + std::to_string(cue.weight()).substr(0, 4));
}

}  // namespace

AttributionResult TellAttribution(const CountPlace& place, const CountWords& words) {
  std::array<double, 8> weight{};
  bool said = place.subject_is_other != 0;
  const Compiled<v1::CountCue>* nearest = nullptr;
  size_t nearest_at = 0;
  const std::string_view before = place.sentence.substr(0, place.begin);
  const std::string_view after = place.sentence.substr(
      std::min(place.end, place.sentence.size()),
      std::min(kBehind, place.sentence.size() - std::min(place.end, place.sentence.size())));
  for (const Compiled<v1::CountCue>& cue : words.cues()) {
    bool found = false;
    switch (cue.rule->scope()) {
      case v1::CUE_SCOPE_SENTENCE:
        found = Finds(cue.match, place.sentence);
        break;
      case v1::CUE_SCOPE_BEFORE: {
        const size_t at = LastMatch(*cue.match, before);
        found = at != std::string_view::npos;
        if (found && (nearest == nullptr || at > nearest_at)) {
          nearest = &cue;
          nearest_at = at;
        }
        break;
      }
      case v1::CUE_SCOPE_AFTER:
        found = Finds(cue.match, after);
        break;
      case v1::CUE_SCOPE_PREVIOUS:
        found = Finds(cue.match, place.previous);
        break;
      case v1::CUE_SCOPE_SECTION:
        found = Finds(cue.match, place.section);
        break;
      case v1::CUE_SCOPE_PHRASE:
        found = Finds(cue.match, place.sentence.substr(place.phrase_begin,
                                                       place.phrase_end - place.phrase_begin));
        break;
      case v1::CUE_SCOPE_ROW:
        found = Finds(cue.match, place.row);
        break;
      case v1::CUE_SCOPE_TABLE:
        found = Finds(cue.match, place.table);
        break;
      default:
        break;
    }
    if (found) weight[static_cast<size_t>(cue.rule->attribution())] += cue.rule->weight();
    if (found && Tracing()) TraceCue(*cue.rule);
    said = said || found;
  }
  if (nearest != nullptr) weight[static_cast<size_t>(nearest->rule->attribution())] += kNearest;
  weight[v1::ATTRIBUTION_OTHER_COMPANY] += place.subject_is_other;
  if (place.metric == "POPULATION") weight[v1::ATTRIBUTION_INDUSTRY] += kPopulation;
  if (!place.as_of.empty() && !place.filing_date.empty()) {
    // A figure of a year after the filing is no fact yet; one of a day before it is no goal, though
    // one may stand beside it ("from 5 million in 2022 to 8 million in 2027").
    if (place.as_of.substr(0, 4) > place.filing_date.substr(0, 4)) {
      weight[v1::ATTRIBUTION_TARGET] += kFuture;
    } else if (LastDay(std::string(place.as_of)) <= LastDay(std::string(place.filing_date))) {
      weight[v1::ATTRIBUTION_TARGET] -= kPast;
    }
  }
  // What counts as the issuer's where nothing is said.
  weight[v1::ATTRIBUTION_ISSUER] += 0.5;
  size_t best = v1::ATTRIBUTION_ISSUER;
  double second = 0;
  for (size_t i = 1; i < weight.size(); ++i) {
    if (weight[i] > weight[best]) best = i;
  }
  for (size_t i = 1; i < weight.size(); ++i) {
    if (i != best) second = std::max(second, weight[i]);
  }
  AttributionResult result;
  result.attribution = static_cast<v1::Attribution>(best);
  result.said = said;
  const double market = weight[v1::ATTRIBUTION_INDUSTRY];
  result.market = best == v1::ATTRIBUTION_INDUSTRY ||
                  (best == v1::ATTRIBUTION_TARGET && market > weight[v1::ATTRIBUTION_ISSUER] &&
                   market >= weight[v1::ATTRIBUTION_OTHER_COMPANY]);
  result.confidence = std::clamp(0.5 + 0.3 * (weight[best] - second), 0.4, 0.95);
  return result;
}

}  // namespace filing_review::classify
