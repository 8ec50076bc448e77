#include "classify/count_carried_dates.h"

#include <utility>

namespace filing_review::classify {

namespace {

// Sentences that "that date" may look back over.
constexpr size_t kLookBack = 3;

}  // namespace

std::vector<DateMention> CarriedDates::PastDates(size_t index) const {
  const Sentence& s = analyzed_.sentences[index];
  std::vector<DateMention> dates =
      FindDates(analyzed_.Text(s), analyzed_.passages[s.passage].script, periods_);
  std::erase_if(dates, [&](const DateMention& date) {
    return !filing_date_.empty() && date.as_of.substr(0, 4) > filing_date_.substr(0, 4);
  });
  return dates;
}

void CarriedDates::Resolve(size_t index, const CountWords& words, std::vector<DateMention>& dates,
                           std::string_view text) const {
  const Sentence& s = analyzed_.sentences[index];
  for (DateMention& date : dates) {
    for (size_t j = index; j > 0 && index - j <= kLookBack && date.relative; --j) {
      const Sentence& earlier = analyzed_.sentences[j - 1];
      if (earlier.passage + 1 < s.passage) break;
      ResolveDate(PastDates(j - 1), analyzed_.Text(earlier).size(), date);
    }
  }
  std::erase_if(dates, [](const DateMention& date) { return date.as_of.empty(); });
  if (!dates.empty() || index == 0 || analyzed_.sentences[index - 1].passage != s.passage ||
      MatchAtStart(words.grammar().same_date, text) == 0) {
    return;
  }
  DateMention date;
  date.relative = true;
  if (ResolveDate(PastDates(index - 1), analyzed_.Text(analyzed_.sentences[index - 1]).size(),
                  date)) {
    dates.push_back(std::move(date));
  }
}

const DateMention* CarriedDates::Before(size_t index) const {
  // The sentence itself may have remembered a date already.
  const bool own = sentence_ == index;
  const size_t sentence = own ? earlier_sentence_ : sentence_;
  if (sentence + 1 != index ||
      analyzed_.sentences[sentence].passage != analyzed_.sentences[index].passage) {
    return nullptr;
  }
  return own ? &earlier_ : &date_;
}

void CarriedDates::Remember(size_t index, const std::string& as_of, const std::string& start) {
  if (index != sentence_) {
    earlier_sentence_ = sentence_;
    earlier_ = date_;
    sentence_ = index;
  }
  date_.as_of = as_of;
  date_.start = start;
}

}  // namespace filing_review::classify
