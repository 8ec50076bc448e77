// Tells whose figure a user count is: the issuer's, a market's, another company's, a law's, or a
// goal. Cues are rule data; their weights are summed, the greatest sum wins, ISSUER where none
// reaches it.
//
// Thread-safe after it is made.
#pragma once

#include <string>
#include <string_view>

#include "classify/count_mentions.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// Where a figure stands, folded text.
struct CountPlace {
  std::string_view sentence;
  size_t begin = 0, end = 0;                // the figure in the sentence
  size_t phrase_begin = 0, phrase_end = 0;  // the words of the metric
  std::string_view previous;                // sentence before, same paragraph
  std::string_view section;                 // headings, outermost first
  std::string_view row, table;              // heads of a table; empty in prose
  std::string_view metric;
  std::string_view as_of;        // of the figure; empty: not known
  std::string_view filing_date;  // of the filing; empty: not known
  double subject_is_other = 0;   // weight: the subject is a name the filing seldom uses
};

struct AttributionResult {
  v1::Attribution attribution = v1::ATTRIBUTION_ISSUER;
  double confidence = 0;
  bool said = false;  // some words speak for it; false: nothing is said, and ISSUER is assumed
  // A market's figure, or the forecast of one.
  bool market = false;
};

AttributionResult TellAttribution(const CountPlace& place, const CountWords& words);

}  // namespace filing_review::classify
