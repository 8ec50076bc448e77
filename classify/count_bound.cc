#include "classify/count_bound.h"

#include <algorithm>

namespace filing_review::classify {

v1::Bound FindBound(std::string_view text, size_t begin, size_t end, size_t unit_end, bool more,
                    const CountWords& words, size_t& full_begin, size_t& full_end) {
  for (const CountWords::BoundRule& rule : words.bounds()) {
    if (rule.before != nullptr) {
      const size_t at = MatchAtEnd(rule.before, text.substr(0, begin));
      if (at != std::string_view::npos) {
        full_begin = at;
        while (full_begin < begin && text[full_begin] == ' ') ++full_begin;
        return rule.rule->bound();
      }
    }
    if (rule.after != nullptr) {
      for (const size_t from : {end, unit_end}) {
        const size_t length = MatchAtStart(rule.after, text.substr(from));
        if (length > 0) {
          full_end = std::max(full_end, from + length);
          return rule.rule->bound();
        }
      }
    }
  }
  return more ? v1::BOUND_MORE_THAN : v1::BOUND_EXACT;
}

}  // namespace filing_review::classify
