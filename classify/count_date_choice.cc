// Which date of a sentence a figure is of.
#include <algorithm>

#include "classify/count_mentions.h"

namespace filing_review::classify {

namespace {

// "5.6 million members, up from 5.0 million at the end of 2022": the date behind is of the other
// figure alone.
bool ComparesWithNext(std::string_view sentence, const std::vector<CountMention>& mentions,
                      size_t i, const DateMention& date, const CountWords& words) {
  if (i + 1 >= mentions.size() || mentions[i + 1].begin >= date.begin) return false;
  const size_t from = mentions[i].end, to = mentions[i + 1].begin;
  return to > from && Finds(words.lists().compared, sentence.substr(from, to - from));
}

}  // namespace

std::vector<int> AssignDates(std::string_view sentence, const std::vector<CountMention>& mentions,
                             const std::vector<DateMention>& dates, Script script,
                             const CountWords& words) {
  std::vector<int> result(mentions.size(), -1);
  const bool listed = Finds(words.lists().one_by_one, sentence);
  for (size_t i = 0; i < mentions.size(); ++i) {
    if (result[i] >= 0) continue;
    const CountMention& m = mentions[i];
    // A list of figures of one noun matched to the list of dates before (or, in English, behind).
    if (listed) {
      size_t last = i;
      // The same noun before them, or behind them.
      while (last + 1 < mentions.size() && (mentions[last + 1].phrase_begin == m.phrase_begin ||
                                            mentions[last + 1].phrase_end == m.phrase_end)) {
        ++last;
      }
      const size_t count = last - i + 1;
      int first_date = -1;
      for (size_t d = 0; d < dates.size(); ++d) {
        if (dates[d].list < 0 || dates[d].relative) continue;
        size_t length = 1;
        while (d + length < dates.size() && dates[d + length].list == dates[d].list) ++length;
        if (length == count && (dates[d].begin < m.begin || first_date < 0)) {
          first_date = static_cast<int>(d);
        }
        d += length - 1;
      }
      if (count > 1 && first_date >= 0) {
        for (size_t k = 0; k < count; ++k) result[i + k] = first_date + static_cast<int>(k);
        continue;
      }
    }
    int before = -1, behind = -1;
    for (size_t d = 0; d < dates.size(); ++d) {
      if (dates[d].end <= m.begin) before = static_cast<int>(d);
      if (behind < 0 && dates[d].begin >= m.end && !dates[d].of_next) behind = static_cast<int>(d);
    }
    if (script == Script::kEnglish && behind >= 0) {
      // Right behind the figure, with no other figure in between.
      const size_t from = std::max(m.full_end, m.phrase_end > m.begin ? m.phrase_end : m.full_end);
      const size_t to = dates[static_cast<size_t>(behind)].begin;
      const bool next_first = i + 1 < mentions.size() && mentions[i + 1].begin < to;
      if (!next_first && to >= from && to - from < 70 &&
          sentence.substr(from, to - from).find(';') == std::string_view::npos &&
          (before < 0 || sentence.substr(from, to - from).find(',') == std::string_view::npos)) {
        result[i] = behind;
        continue;
      }
    }
    if (before >= 0) {
      result[i] = before;
    } else if (behind >= 0 && script == Script::kEnglish &&
               !ComparesWithNext(sentence, mentions, i, dates[static_cast<size_t>(behind)],
                                 words)) {
      result[i] = behind;
    }
  }
  return result;
}

}  // namespace filing_review::classify
