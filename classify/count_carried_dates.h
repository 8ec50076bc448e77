// Dates that a sentence takes from those before it.
//
//   std::vector<DateMention> dates = FindDates(text, script, periods);
//   carried.Resolve(index, words, dates, text);
//   …
//   carried.Remember(index, fact.as_of, fact.period_start);
//
// Sentences are gone through in order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_dates.h"
#include "classify/count_words.h"

namespace filing_review::classify {

class CarriedDates {
 public:
  // Everything given outlives it. `filing_date` may be empty.
  CarriedDates(const AnalyzedDocument& analyzed, const ReportPeriods& periods,
               const std::string& filing_date)
      : analyzed_(analyzed), periods_(periods), filing_date_(filing_date) {}

  // Resolves the relative dates of sentence `index`, part of which is `text`, by the sentences
  // before it ("on that date"), and drops those that nothing resolves. A sentence without a date
  // that goes on with the one before ("of them") gets its last date.
  void Resolve(size_t index, const CountWords& words, std::vector<DateMention>& dates,
               std::string_view text) const;

  // The date of the last figure of the sentence before, in the same paragraph: that of this one too
  // where it says no date. Null where there is none.
  const DateMention* Before(size_t index) const;

  // Keeps the date of a figure of sentence `index`.
  void Remember(size_t index, const std::string& as_of, const std::string& start);

 private:
  // What a sentence says of the future is no date for the next.
  std::vector<DateMention> PastDates(size_t index) const;

  const AnalyzedDocument& analyzed_;
  const ReportPeriods& periods_;
  const std::string& filing_date_;
  // Of the last sentence with a dated figure, and of the one before it.
  size_t sentence_ = static_cast<size_t>(-2), earlier_sentence_ = static_cast<size_t>(-2);
  DateMention date_, earlier_;
};

}  // namespace filing_review::classify
