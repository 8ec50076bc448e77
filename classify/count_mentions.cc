#include "classify/count_mentions.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "classify/chinese_numeral.h"
#include "classify/count_bound.h"
#include "classify/count_lists.h"
#include "classify/count_nouns.h"
#include "classify/fold.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

using Basis = CountMention::Basis;

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool IsWhole(double value) {
  return value >= 1 && value < 9e15 && std::fabs(value - std::round(value)) < 1e-6 * value;
}

// More than all people and devices: an account number.
constexpr double kMost = 5e10;
// A number of four plain figures in this span is a year, "2023 monthly active users" too.
constexpr double kFirstYear = 1950, kLastYear = 2060;
// A part that follows a part within this names the same whole, bytes.
constexpr size_t kNextPart = 40;
constexpr char kUsers[] = "USERS";

// 千, 百万: a unit without a figure before it.
bool IsScaleWord(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (ChineseUnit(NextCodePoint(text, at)) == 0) return false;
  }
  return true;
}

// Figures without a separator, a unit or a word: the number of an account, not a number of
// accounts; other numbers are written so up to seven figures.
bool IsIdentifier(std::string_view text, bool account) {
  return text.size() >= (account ? 5 : 8) &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class SentenceReader {
 public:
  SentenceReader(std::string_view text, const CountWords& words, Script script,
                 const std::vector<DateMention>& dates)
      : text_(text),
        dates_(dates),
        words_(words),
        grammar_(words.grammar()),
        script_(script),
        nouns_(text, words, script) {}

  std::vector<CountMention> Run() {
    // "2021 to 7.6 million" is no range.
    std::string undated(text_);
    for (const DateMention& date : dates_) {
      std::fill(undated.begin() + static_cast<ptrdiff_t>(date.begin),
                undated.begin() + static_cast<ptrdiff_t>(date.end), '|');
    }
    for (const Quantity& q : FindQuantities(undated, script_)) Consider(q);
    for (size_t k = 0; k < mentions_.size();) {
      const FigureRow row = RowOf(text_, mentions_, k, script_, words_);
      if (row.size() > 1) {
        TellListedNouns(text_, row, nouns_.all(), words_, mentions_);
        TellListedBounds(row, mentions_);
      }
      k = row.last + 1;
    }
    return std::move(mentions_);
  }

 private:
  // Says in a trace why a number is no count of users; `noun` is what it counts, if that is told.
  void Pass(const Quantity& q, const char* why, const v1::CountNoun* noun = nullptr) const {
    if (!Tracing()) return;
    const std::string number(text_.substr(q.begin, q.end - q.begin));
    TraceStopped(noun == nullptr ? "" : noun->id(), number + ": " + why);
  }

  void Consider(const Quantity& q) {
    for (const DateMention& date : dates_) {
      if (q.begin < date.end && q.end > date.begin) return;
    }
    if (q.upper > kMost) return;
    if (q.kind == Quantity::Kind::kPercent || !IsWhole(q.value) || !IsWhole(q.upper)) return;
    const std::string_view behind = text_.substr(q.end);
    const std::string_view before = text_.substr(0, q.begin);
    if (q.begin > 0 && (IsAsciiLetter(before.back()) || before.back() == '$')) return;
    // 100M, 5G: a rate or a network in Chinese text.
    if (script_ == Script::kChinese && IsAsciiLetter(text_[q.end - 1])) return;
    // "1,600万IPTV用户": the number ends with its unit.
    if (!behind.empty() && IsAsciiLetter(behind[0]) && IsAscii(text_[q.end - 1])) return;
    if (MatchAtEnd(grammar_.not_behind, before) != std::string_view::npos) {
      return Pass(q, "no count, by the words before it (not_behind)");
    }
    if (MatchAtStart(grammar_.not_before, behind) > 0) {
      return Pass(q, "no count, by the words behind it (not_before)");
    }

    CountMention m;
    m.value = q.value;
    m.upper = q.upper;
    m.range = q.kind == Quantity::Kind::kRange;
    m.begin = q.begin;
    m.end = q.end;
    const size_t unit_end = q.end + MatchAtStart(grammar_.unit, behind);
    const bool person_unit = MatchAtStart(grammar_.person_unit, behind) > 0;

    const v1::CountNoun* noun = nullptr;
    const NounMatch* right = nouns_.Behind(unit_end);
    const bool bare_year = q.value >= kFirstYear && q.value <= kLastYear && q.end - q.begin == 4 &&
                           text_[q.begin] != '.' && unit_end == q.end;
    if (bare_year) return Pass(q, "a year");
    // The scale of a column, "(千户)".
    if (script_ == Script::kChinese && q.end - q.begin <= 6 && !before.empty() &&
        (before.back() == '(' || before.back() == ':') &&
        IsScaleWord(text_.substr(q.begin, q.end - q.begin))) {
      return;
    }
    // Cut off by the end of the page: what follows belongs to the number.
    if (script_ == Script::kChinese && right == nullptr && q.end == text_.size()) return;
    if (right != nullptr && nouns_.Describes(q, unit_end)) right = nullptr;
    const NounMatch* left = right == nullptr ? nouns_.Before(q.begin, q.end, unit_end) : nullptr;
    if (right == nullptr && (left == nullptr || left->rule->metric().empty())) {
      if (const NounMatch* head = nouns_.CountedHead(q.begin, unit_end)) left = head;
    }
    if (right != nullptr) {
      noun = right->rule;
      m.basis = Basis::kNounBehind;
      m.phrase_begin = unit_end;
      m.phrase_end = right->end;
    } else if (left != nullptr) {
      noun = left->rule;
      m.basis = Basis::kNounBefore;
      m.phrase_begin = PhraseBegin(text_, left->begin, words_);
      m.phrase_end = left->end;
    }
    size_t full_begin = q.begin, full_end = unit_end;
    m.bound = FindBound(text_, q.begin, q.end, unit_end, q.more, words_, full_begin, full_end);
    if (m.range) m.bound = v1::BOUND_RANGE;
    m.full_begin = full_begin;
    m.full_end = full_end;

    if (noun != nullptr) {
      const v1::CountNoun* const noun_before = last_noun_;
      last_noun_ = noun;
      if (noun->metric().empty()) return Pass(q, "counts what is no user", noun);
      while (m.phrase_begin < m.phrase_end && text_[m.phrase_begin] == ' ') ++m.phrase_begin;
      const std::string_view phrase = text_.substr(m.phrase_begin, m.phrase_end - m.phrase_begin);
      if (Finds(grammar_.change_phrase, phrase)) {
        last_noun_ = nullptr;
        return Pass(q, "a change, not a count (change_phrase)", noun);
      }
      m.metric = noun->metric();
      m.rule_id = noun->id();
      int64_t min_value = noun->min_value();
      // A modifier behind the noun ("individuals have registered") counts as well.
      const std::string_view wide =
          text_.substr(m.phrase_begin, std::min(text_.size(), m.phrase_end + 24) - m.phrase_begin);
      const std::string_view unit = text_.substr(q.end, unit_end - q.end);
      const v1::CountMetric* narrow = words_.Narrow(phrase, m.metric, unit);
      if (narrow == nullptr && script_ == Script::kEnglish) {
        narrow = words_.Narrow(wide, m.metric, unit);
      }
      if (narrow != nullptr) {
        if (!narrow->metric().empty()) m.metric = narrow->metric();
        m.rule_id = narrow->id();
        if (narrow->has_min_value()) min_value = narrow->min_value();
      } else if (m.metric == kUsers && noun_before != nullptr && noun_before->metric() == kUsers &&
                 IsPart(m)) {
        m.metric = mentions_.back().metric;
        part_ = mentions_.size();
      }
      if (m.value < static_cast<double>(min_value)) {
        return Pass(q, "too small for its noun (min_value)", noun);
      }
      if (IsIdentifier(text_.substr(q.begin, unit_end - q.begin), m.metric == "ACCOUNTS")) {
        return Pass(q, "the number of an account or a section", noun);
      }
    } else if (!mentions_.empty() && last_noun_ != nullptr && !last_noun_->metric().empty() &&
               FollowsFigure(mentions_.back(), m, person_unit, text_.substr(unit_end))) {
      const CountMention& previous = mentions_.back();
      m.basis = Basis::kFigureBefore;
      m.metric = IsSum(m) ? kUsers : previous.metric;
      m.rule_id = previous.rule_id;
      m.phrase_begin = previous.phrase_begin;
      m.phrase_end = previous.phrase_end;
    } else if (person_unit && Finds(grammar_.persons_by_unit, text_)) {
      m.basis = Basis::kUnit;
      m.metric = kUsers;
      m.rule_id = "persons_by_unit";
      // "insured some 4.1 million people".
      const size_t clause = PhraseBegin(text_, q.begin, words_);
      const std::string_view said = text_.substr(clause, unit_end - clause);
      if (const v1::CountMetric* narrow = words_.Narrow(said, m.metric)) {
        m.metric = narrow->metric();
        m.rule_id = narrow->id();
      }
      m.phrase_begin = q.begin;
      m.phrase_end = unit_end;
    } else {
      return Pass(q, "no noun of users stands next to it");
    }
    mentions_.push_back(std::move(m));
  }

  // "… registered users, of whom 280,000 users in …".
  bool IsPart(const CountMention& m) const {
    if (mentions_.empty() || mentions_.back().full_end > m.full_begin) return false;
    const size_t from = mentions_.back().full_end;
    const std::string_view between = text_.substr(from, m.full_begin - from);
    // The next part goes on with the same whole.
    if (part_ + 1 == mentions_.size() && between.size() < kNextPart) return true;
    return Finds(grammar_.part_of, between);
  }

  // "486,300 registered users and 58,900 travellers, together 545,200": of several kinds.
  bool IsSum(const CountMention& m) const {
    if (grammar_.sum == nullptr || mentions_.size() < 2) return false;
    const CountMention& last = mentions_.back();
    if (mentions_[mentions_.size() - 2].metric == last.metric) return false;
    const size_t from = std::max(last.full_end, last.phrase_end);
    return from <= m.begin && Finds(grammar_.sum, text_.substr(from, m.begin - from));
  }

  bool FollowsFigure(const CountMention& previous, const CountMention& m, bool person_unit,
                     std::string_view behind) const {
    const size_t from = std::max(previous.full_end, previous.phrase_end);
    if (from > m.full_begin) return false;
    const std::string_view gap = text_.substr(from, m.full_begin - from);
    if (gap.size() > 160 || !Matches(grammar_.figure_to_figure, gap) ||
        Finds(grammar_.noun_to_number_stop, gap)) {
      return false;
    }
    for (const NounMatch& noun : nouns_.all()) {
      if (noun.begin >= from && noun.end <= m.full_begin && noun.rule->metric().empty())
        return false;
    }
    return person_unit || (grammar_.number_ends != nullptr &&
                           (behind.empty() || MatchAtStart(grammar_.number_ends, behind) > 0) &&
                           script_ == Script::kEnglish);
  }

  std::string_view text_;
  const std::vector<DateMention>& dates_;
  const CountWords& words_;
  const CountGrammarPatterns& grammar_;
  Script script_;
  NounsOfSentence nouns_;
  std::vector<CountMention> mentions_;
  size_t part_ = static_cast<size_t>(-1);     // index of the last part of a whole
  const v1::CountNoun* last_noun_ = nullptr;  // of the number before, accepted or not
};

}  // namespace

std::vector<CountMention> FindMentions(std::string_view sentence, const CountWords& words,
                                       Script script, const std::vector<DateMention>& dates) {
  return SentenceReader(sentence, words, script, dates).Run();
}

}  // namespace filing_review::classify
