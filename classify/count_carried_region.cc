#include "classify/count_carried_region.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "classify/count_region.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Sentences that a place is carried over; before a table stand captions and notes of units too.
constexpr size_t kSentences = 4, kBeforeTable = 5;
// A shorter passage before a table is a caption or a note of units, bytes.
constexpr size_t kProse = 60;
// Figures of a market that must say the same place, of all that say one.
constexpr int kLeastSaid = 2;
constexpr double kShareSaid = 0.8;

// The places of a text where the issuer does its business; none where they are in several regions.
std::vector<RegionMention> OwnPlaces(std::string_view text, const CountWords& words) {
  std::vector<RegionMention> own;
  for (const RegionMention& place : FindRegions(text, words, false)) {
    if (MatchAtEnd(words.grammar().own_place, text.substr(0, place.begin)) ==
        std::string_view::npos) {
      continue;
    }
    if (!own.empty() && own.front().region != place.region) return {};
    own.push_back(place);
  }
  return own;
}

}  // namespace

RegionOwner OwnerOf(const CountFact& fact) {
  if (fact.attribution == v1::ATTRIBUTION_ISSUER) return RegionOwner::kIssuer;
  return fact.attribution == v1::ATTRIBUTION_OTHER_COMPANY ? RegionOwner::kOtherCompany
                                                           : RegionOwner::kMarket;
}

SaidRegion CarriedRegion::Search(size_t end, size_t passage, size_t most, RegionOwner owner) const {
  const int32_t section = analyzed_.passages[passage].section;
  const auto places_of = [&](std::string_view text, const CountWords& words) {
    return owner == RegionOwner::kIssuer ? OwnPlaces(text, words) : FindRegions(text, words, false);
  };
  size_t read = 0, lead = passage;
  for (size_t i = end; i-- > 0 && read < most;) {
    const Sentence& s = analyzed_.sentences[i];
    const Passage& before = analyzed_.passages[s.passage];
    if (before.section != section) break;
    if (owner == RegionOwner::kOtherCompany && lead != passage && s.passage != lead) break;
    if (before.table >= 0) {
      if (s.passage != passage) ++read;
      continue;
    }
    ++read;
    if (before.text.size() > kProse) lead = s.passage;
    const std::string_view text = analyzed_.Text(s);
    const CountWords& words = before.script == Script::kChinese ? chinese_ : english_;
    const std::vector<RegionMention> places = places_of(text, words);
    if (places.empty()) continue;
    const RegionMention& place = places.back();
    return {place.region,
            OriginalText(analyzed_, s.passage, s.begin + place.begin, s.begin + place.end)};
  }
  if (section < 0) return {};
  const std::string& title = analyzed_.sections[static_cast<size_t>(section)].title;
  const std::string folded = FoldText(title);
  const CountWords& words =
      analyzed_.passages[passage].script == Script::kChinese ? chinese_ : english_;
  if (owner != RegionOwner::kIssuer) {
    const v1::Region region = HeadRegion(folded, words).region;
    return region == v1::REGION_UNSTATED ? SaidRegion() : SaidRegion{region, title};
  }
  const std::vector<RegionMention> own = OwnPlaces(folded, words);
  return own.empty() ? SaidRegion() : SaidRegion{own.back().region, title};
}

SaidRegion CarriedRegion::Before(size_t index, RegionOwner owner) const {
  const uint32_t passage = analyzed_.sentences[index].passage;
  const bool issuer = owner == RegionOwner::kIssuer;
  const bool first = index == 0 || analyzed_.sentences[index - 1].passage != passage;
  // The issuer's own only from the sentence right before in the same paragraph.
  return Search(index, passage, issuer ? (first ? 0 : 1) : kSentences, owner);
}

SaidRegion CarriedRegion::BeforeTable(size_t passage, RegionOwner owner) const {
  const auto first =
      std::lower_bound(analyzed_.sentences.begin(), analyzed_.sentences.end(), passage,
                       [](const Sentence& s, size_t p) { return s.passage < p; });
  return Search(static_cast<size_t>(first - analyzed_.sentences.begin()), passage, kBeforeTable,
                owner);
}

void ShareMarketRegion(std::vector<CountFact>& facts) {
  std::map<v1::Region, int> said;
  int all = 0;
  for (const CountFact& fact : facts) {
    if (!fact.market || fact.region == v1::REGION_UNSTATED) continue;
    ++said[fact.region];
    ++all;
  }
  const auto most = std::max_element(
      said.begin(), said.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (all < kLeastSaid || most->second < kShareSaid * all) return;
  for (CountFact& fact : facts) {
    if (fact.market && fact.region == v1::REGION_UNSTATED) fact.region = most->first;
  }
}

}  // namespace filing_review::classify
