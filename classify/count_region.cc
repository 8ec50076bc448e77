#include "classify/count_region.h"

#include <re2/re2.h>

#include <algorithm>

namespace filing_review::classify {

namespace {

// A place further behind the figure than this speaks of something else, bytes.
constexpr size_t kBehind = 60;

bool IsClauseEnd(std::string_view text, size_t at) {
  const char c = text[at];
  if (c == ';' || c == ':') return true;
  if (c == ',') {
    // Not the comma inside a number.
    return !(at > 0 && at + 1 < text.size() && text[at - 1] >= '0' && text[at - 1] <= '9' &&
             text[at + 1] >= '0' && text[at + 1] <= '9');
  }
  return text.substr(at, 3) == "。";
}

}  // namespace

std::vector<RegionMention> FindRegions(std::string_view text, const CountWords& words, bool head) {
  std::vector<RegionMention> found;
  for (const CountWords::RegionRule& rule : words.regions()) {
    const std::unique_ptr<LazyPattern>& re = head ? rule.head : rule.prose;
    if (re == nullptr) continue;
    size_t at = 0;
    re2::StringPiece group;
    while (at < text.size() &&
           re->Match(Piece(text), at, text.size(), RE2::UNANCHORED, &group, 1)) {
      const size_t b = static_cast<size_t>(group.data() - text.data());
      found.push_back({rule.region, b, b + group.size()});
      at = std::max(b + group.size(), at + 1);
    }
  }
  if (found.empty()) return found;
  std::vector<RegionMention> masks;
  if (words.region_mask() != nullptr) {
    size_t at = 0;
    re2::StringPiece group;
    while (at < text.size() &&
           words.region_mask()->Match(Piece(text), at, text.size(), RE2::UNANCHORED, &group, 1)) {
      const size_t b = static_cast<size_t>(group.data() - text.data());
      masks.push_back({v1::REGION_UNSTATED, b, b + group.size()});
      at = std::max(b + group.size(), at + 1);
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const RegionMention& a, const RegionMention& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<RegionMention> kept;
  for (const RegionMention& r : found) {
    if (!kept.empty() && r.begin < kept.back().end) continue;
    const bool masked = std::any_of(masks.begin(), masks.end(), [&](const RegionMention& mask) {
      return r.begin >= mask.begin && r.end <= mask.end;
    });
    if (!masked) kept.push_back(r);
  }
  return kept;
}

RegionMention GoverningRegion(std::string_view sentence, size_t begin, size_t end,
                              const CountWords& words) {
  const std::vector<RegionMention> places = FindRegions(sentence, words, false);
  if (places.empty()) return {};
  size_t clause_begin = 0, clause_end = sentence.size();
  for (size_t i = 0; i < std::min(begin, sentence.size()); ++i) {
    if (IsClauseEnd(sentence, i)) clause_begin = i + 1;
  }
  for (size_t i = end; i < sentence.size(); ++i) {
    if (!IsClauseEnd(sentence, i)) continue;
    clause_end = i;
    break;
  }
  // Of the clause, before the figure; then behind it; then of the clauses before it.
  const RegionMention* before = nullptr;
  const RegionMention* behind = nullptr;
  const RegionMention* earlier = nullptr;
  for (const RegionMention& place : places) {
    if (place.begin >= clause_begin && place.begin < begin) before = &place;
    if (place.begin >= begin && place.begin < clause_end && behind == nullptr) behind = &place;
    if (place.end <= clause_begin) earlier = &place;
  }
  // "12 million users in Brazil" is nearer than "in China, … had 12 million users in Brazil".
  if (behind != nullptr && behind->begin < end + kBehind &&
      !Finds(words.lists().part,
             sentence.substr(end, behind->begin - std::min(end, behind->begin)))) {
    const size_t gap = behind->begin > end ? behind->begin - end : 0;
    if (before == nullptr || gap < begin - std::min(begin, before->end)) return *behind;
  }
  if (before != nullptr) return *before;
  if (earlier != nullptr) {
    const std::string_view between = sentence.substr(earlier->end, begin - earlier->end);
    const std::string_view head =
        sentence.substr(earlier->begin - std::min(earlier->begin, size_t{60}),
                        std::min(earlier->begin, size_t{60}));
    // A place of a part, with another total behind it, governs the part alone; a full clause
    // between speaks of something else.
    if ((!Finds(words.lists().part, head) || Finds(words.lists().part, between)) &&
        between.find(';') == std::string_view::npos) {
      return *earlier;
    }
  }
  return {};
}

RegionMention HeadRegion(std::string_view head, const CountWords& words) {
  const std::vector<RegionMention> places = FindRegions(head, words, true);
  for (const RegionMention& place : places) {
    if (place.region != places.front().region) return {};
  }
  return places.empty() ? RegionMention() : places.front();
}

}  // namespace filing_review::classify
