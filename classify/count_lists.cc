#include "classify/count_lists.h"

#include <re2/re2.h>

#include <algorithm>

#include "classify/count_nouns.h"

namespace filing_review::classify {

FigureRow RowOf(std::string_view sentence, const std::vector<CountMention>& mentions, size_t k,
                Script script, const CountWords& words) {
  const CountListPatterns& lists = words.lists();
  const bool listed = script == Script::kChinese
                          ? Finds(lists.one_by_one, sentence.substr(0, mentions[k].begin))
                          : Finds(lists.one_by_one, sentence.substr(mentions[k].end));
  FigureRow row{k, k};
  if (!listed) return row;
  const auto joined = [&](size_t a, size_t b) {
    const size_t end = mentions[a].end, begin = mentions[b].begin;
    return begin > end && Matches(lists.figure_joint, sentence.substr(end, begin - end));
  };
  while (row.first > 0 && joined(row.first - 1, row.first)) --row.first;
  while (row.last + 1 < mentions.size() && joined(row.last, row.last + 1)) ++row.last;
  return row;
}

RegionMention ListedRegion(std::string_view sentence, const std::vector<CountMention>& mentions,
                           size_t k, Script script, const CountWords& words) {
  const FigureRow row = RowOf(sentence, mentions, k, script, words);
  if (row.size() < 2) return {};
  const std::vector<RegionMention> places = FindRegions(sentence, words, /*head=*/true);
  for (size_t first = 0; first + row.size() <= places.size(); ++first) {
    size_t length = 1;
    while (first + length < places.size()) {
      const size_t from = places[first + length - 1].end, to = places[first + length].begin;
      if (to < from || !Matches(words.lists().place_joint, sentence.substr(from, to - from))) break;
      ++length;
    }
    if (length == row.size()) return places[first + k - row.first];
    first += length - 1;
  }
  return {};
}

void TellListedNouns(std::string_view sentence, const FigureRow& row,
                     const std::vector<NounMatch>& nouns, const CountWords& words,
                     std::vector<CountMention>& mentions) {
  const std::unique_ptr<LazyPattern>& joint = words.lists().noun_joint;
  if (joint == nullptr) return;
  const size_t before = mentions[row.first].full_begin;
  std::vector<const NounMatch*> list;  // the last first
  for (auto noun = nouns.rbegin(); noun != nouns.rend() && list.size() < row.size(); ++noun) {
    if (noun->end > before) continue;
    if (noun->rule->metric().empty()) return;
    list.push_back(&*noun);
  }
  if (list.size() < row.size() || list.front()->end != mentions[row.first].phrase_end) return;
  std::reverse(list.begin(), list.end());
  std::vector<size_t> begins{PhraseBegin(sentence, list.front()->begin, words)};
  for (size_t i = 1; i < list.size(); ++i) {
    const size_t from = list[i - 1]->end;
    re2::StringPiece modifiers;
    if (!RE2::FullMatch(Piece(sentence.substr(from, list[i]->begin - from)), *joint, &modifiers)) {
      return;
    }
    begins.push_back(static_cast<size_t>(modifiers.data() - sentence.data()));
  }
  for (size_t i = 0; i < list.size(); ++i) {
    CountMention& m = mentions[row.first + i];
    m.phrase_begin = begins[i];
    m.phrase_end = list[i]->end;
    m.metric = list[i]->rule->metric();
    m.rule_id = list[i]->rule->id();
    const v1::CountMetric* narrow =
        words.Narrow(sentence.substr(m.phrase_begin, m.phrase_end - m.phrase_begin), m.metric);
    if (narrow == nullptr) continue;
    if (!narrow->metric().empty()) m.metric = narrow->metric();
    m.rule_id = narrow->id();
  }
}

void TellListedBounds(const FigureRow& row, std::vector<CountMention>& mentions) {
  const CountMention& first = mentions[row.first];
  if (first.bound != v1::BOUND_APPROX && first.bound != v1::BOUND_MORE_THAN) return;
  if (first.full_begin == first.begin) return;  // "5.3 million+"
  for (size_t k = row.first + 1; k <= row.last; ++k) {
    if (mentions[k].bound != v1::BOUND_EXACT) return;
    mentions[k].bound = first.bound;
  }
}

}  // namespace filing_review::classify
