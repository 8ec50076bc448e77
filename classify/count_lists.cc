#include "classify/count_lists.h"

#include <re2/re2.h>

namespace filing_review::classify {

FigureRow RowOf(std::string_view sentence, const std::vector<CountMention>& mentions, size_t k,
                Script script) {
  static const RE2* const kEnglish = new RE2("[^0-9.;]{0,30}(?:,|and) [^0-9.;]{0,20}");
  static const RE2* const kChinese = new RE2("[^0-9。;,]{0,24}?(?:、|及|和|与)[^0-9。;,]{0,8}");
  const bool chinese = script == Script::kChinese;
  const bool listed =
      chinese ? sentence.substr(0, mentions[k].begin).find("分别") != std::string_view::npos
              : sentence.find("respectively", mentions[k].end) != std::string_view::npos;
  FigureRow row{k, k};
  if (!listed) return row;
  const auto joined = [&](size_t a, size_t b) {
    const size_t end = mentions[a].end, begin = mentions[b].begin;
    return begin > end && RE2::FullMatch(Piece(sentence.substr(end, begin - end)),
                                         chinese ? *kChinese : *kEnglish);
  };
  while (row.first > 0 && joined(row.first - 1, row.first)) --row.first;
  while (row.last + 1 < mentions.size() && joined(row.last, row.last + 1)) ++row.last;
  return row;
}

RegionMention ListedRegion(std::string_view sentence, const std::vector<CountMention>& mentions,
                           size_t k, Script script, const CountWords& words) {
  static const RE2* const kJoint =
      new RE2("(?:,|、)? ?(?:and |及|和|与|以及)?(?:in |于|在)?(?:the )?");
  const FigureRow row = RowOf(sentence, mentions, k, script);
  if (row.size() < 2) return {};
  const std::vector<RegionMention> places = FindRegions(sentence, words, /*head=*/true);
  for (size_t first = 0; first + row.size() <= places.size(); ++first) {
    size_t length = 1;
    while (first + length < places.size()) {
      const size_t from = places[first + length - 1].end, to = places[first + length].begin;
      if (to < from || !RE2::FullMatch(Piece(sentence.substr(from, to - from)), *kJoint)) break;
      ++length;
    }
    if (length == row.size()) return places[first + k - row.first];
    first += length - 1;
  }
  return {};
}

}  // namespace filing_review::classify
