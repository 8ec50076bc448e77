#include "classify/count_prose.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "classify/count_attribution.h"
#include "classify/count_carried_dates.h"
#include "classify/count_lists.h"
#include "classify/count_mentions.h"
#include "classify/count_region.h"
#include "classify/count_subject.h"
#include "classify/fold.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// A name that stands fewer times than this in the filing is not the issuer's own; in a short filing
// one for every few pages, and not less than the least.
constexpr int kOwnName = 8, kLeastOwnName = 3, kPagesPerOwnName = 4;
// A cell of a table shorter than this holds no sentence, bytes.
constexpr size_t kProseCell = 24;

int LastPage(const AnalyzedDocument& analyzed) {
  return analyzed.passages.empty() ? 0 : static_cast<int>(analyzed.passages.back().first_page);
}

class ProseReader {
 public:
  ProseReader(const CountSearch& search, std::vector<CountFact>& found)
      : search_(search),
        analyzed_(search.analyzed),
        carried_(search.analyzed, search.periods, search.filing_date),
        own_name_(
            std::clamp(LastPage(search.analyzed) / kPagesPerOwnName, kLeastOwnName, kOwnName)),
        found_(found) {}

  void Run() {
    for (size_t i = 0; i < analyzed_.sentences.size(); ++i) {
      const Sentence& s = analyzed_.sentences[i];
      const Passage& passage = analyzed_.passages[s.passage];
      const TraceScope scope(analyzed_, i, "user_counts");
      if (!search_.Words(passage.script).MayCount(analyzed_.Text(s))) {
        if (Tracing() && passage.table < 0) TraceMissing("", "no number, or no noun of users");
        continue;
      }
      if (passage.kind != PassageKind::kTableRow) {
        ReadSentence(i, s.begin, s.end);
        continue;
      }
      // Cells that hold prose.
      for (size_t b = s.begin; b < s.end;) {
        size_t e = passage.text.find('\t', b);
        if (e == std::string::npos || e > s.end) e = s.end;
        if (e - b >= kProseCell) ReadSentence(i, b, e);
        b = e + 1;
      }
    }
  }

 private:
  // What is read: bytes [begin, begin + text.size()) of the passage of a sentence.
  struct Reading {
    size_t index = 0;  // of the sentence
    size_t begin = 0;
    std::string_view text;
    uint32_t passage = 0;
    Script script = Script::kEnglish;
    const CountWords& words;
    std::vector<DateMention> dates;
    std::vector<CountMention> mentions;
    std::string_view previous;  // sentence before, same paragraph
    std::string section;        // headings, folded

    size_t EndOf(const CountMention& m) const {
      return m.phrase_end > m.full_begin ? std::max(m.full_end, m.phrase_end) : m.full_end;
    }
  };

  void ReadSentence(size_t index, size_t begin, size_t end) {
    const Sentence& s = analyzed_.sentences[index];
    const Passage& passage = analyzed_.passages[s.passage];
    Reading reading{index,
                    begin,
                    std::string_view(passage.text).substr(begin, end - begin),
                    s.passage,
                    passage.script,
                    search_.Words(passage.script),
                    {},
                    {},
                    {},
                    {}};
    reading.dates = FindDates(reading.text, passage.script, search_.periods);
    reading.mentions = FindMentions(reading.text, reading.words, passage.script, reading.dates);
    if (reading.mentions.empty()) return;
    carried_.Resolve(index, reading.words, reading.dates, reading.text);
    const std::vector<int> date_of =
        AssignDates(reading.text, reading.mentions, reading.dates, passage.script, reading.words);
    if (index > 0 && analyzed_.sentences[index - 1].passage == s.passage) {
      reading.previous = analyzed_.Text(analyzed_.sentences[index - 1]);
    }
    reading.section = FoldText(analyzed_.SectionPath(passage.section));
    for (size_t i = 0; i < reading.mentions.size(); ++i) ReadMention(reading, i, date_of[i]);
  }

  // `date`: index into the dates of the sentence; negative: none is its own.
  void ReadMention(const Reading& reading, size_t i, int date) {
    const CountMention& m = reading.mentions[i];
    CountFact fact;
    fact.value = m.value;
    fact.upper = m.range ? m.upper : m.value;
    fact.range = m.range;
    fact.bound = m.bound;
    fact.metric = m.metric;
    fact.rule_id = m.rule_id;
    const bool carried = TellDate(reading, date, fact);
    CountSubject subject = FindSubject({analyzed_, search_.names, reading.words, reading.index,
                                        reading.begin, reading.text, reading.mentions, i});
    RegionMention region =
        ListedRegion(reading.text, reading.mentions, i, reading.script, reading.words);
    if (region.region == v1::REGION_UNSTATED) {
      region = GoverningRegion(reading.text, m.full_begin, std::max(m.full_end, m.phrase_end),
                               reading.words);
    }
    TellWhose(reading, m, subject, fact);
    // A law or a plan is of no date of the sentence before.
    if (carried && (fact.attribution == v1::ATTRIBUTION_REGULATION ||
                    fact.attribution == v1::ATTRIBUTION_TARGET)) {
      fact.as_of.clear();
      fact.period_start.clear();
    }
    if (!fact.as_of.empty()) carried_.Remember(reading.index, fact.as_of, fact.period_start);
    CorrectMetric(reading, m, fact);
    fact.value_text = Original(reading, m.begin, m.end);
    fact.metric_text = Original(reading, m.phrase_begin, m.phrase_end);
    // A law's threshold is of nobody's product, nowhere.
    if (fact.attribution != v1::ATTRIBUTION_REGULATION) {
      TellSubject(subject, fact);
      TellRegion(reading, region, subject, fact);
    }
    Quote(reading, m, fact);
    Keep(std::move(fact));
  }

  std::string Original(const Reading& reading, size_t begin, size_t end) const {
    if (end <= begin) return {};
    return OriginalText(analyzed_, reading.passage, reading.begin + begin, reading.begin + end);
  }

  // True where the date is that of a sentence before.
  bool TellDate(const Reading& reading, int date, CountFact& fact) const {
    if (date >= 0) {
      const DateMention& own = reading.dates[static_cast<size_t>(date)];
      fact.as_of = own.as_of;
      fact.period_start = own.start;
      return false;
    }
    const DateMention* before = carried_.Before(reading.index);
    if (before == nullptr || !reading.dates.empty()) return false;
    fact.as_of = before->as_of;
    fact.period_start = before->start;
    return true;
  }

  // Weight of the subject's being a name that the filing seldom uses.
  double OtherSubject(const Reading& reading, const CountSubject& subject) const {
    if (subject.kind == SubjectKind::kOther) return 0.6;
    if (!subject.grammatical || subject.carried || subject.kind != SubjectKind::kUnknown ||
        reading.script != Script::kEnglish) {
      return 0;
    }
    const bool own = search_.names.Count(subject.text) >= own_name_ ||
                     search_.names.BearsIssuersName(subject.text);
    return own ? -0.2 : 0.6;
  }

  void TellWhose(const Reading& reading, const CountMention& m, const CountSubject& subject,
                 CountFact& fact) {
    CountPlace place;
    place.sentence = reading.text;
    place.begin = m.full_begin;
    place.end = reading.EndOf(m);
    place.phrase_begin = m.phrase_begin;
    place.phrase_end = m.phrase_end;
    place.previous = reading.previous;
    place.section = reading.section;
    place.metric = m.metric;
    place.as_of = fact.as_of;
    place.filing_date = search_.filing_date;
    place.subject_is_other = OtherSubject(reading, subject);
    const AttributionResult whose = TellAttribution(place, reading.words);
    fact.attribution = whose.attribution;
    fact.market = whose.market;
    fact.confidence = whose.confidence * (m.basis == CountMention::Basis::kFigureBefore ? 0.85 : 1);
    // "…, of whom 3 million …": what follows without a word of whose it is goes on with the one
    // before.
    if (!whose.said && whose.attribution == v1::ATTRIBUTION_ISSUER &&
        (!subject.grammatical || subject.carried) && GoesOn(reading.index)) {
      fact.attribution = last_whose_;
      fact.market = last_whose_ == v1::ATTRIBUTION_INDUSTRY;
    }
    if (m.metric != "POPULATION") {
      last_whose_ = fact.attribution;
      last_index_ = reading.index;
    }
  }

  // True where the sentence before, in the same paragraph, or this one has told of whom it speaks.
  bool GoesOn(size_t index) const {
    return (last_index_ == index || last_index_ + 1 == index) &&
           analyzed_.sentences[last_index_].passage == analyzed_.sentences[index].passage;
  }

  // What a market's or a law's figure counts.
  static void CorrectMetric(const Reading& reading, const CountMention& m, CountFact& fact) {
    const CountGrammarPatterns& grammar = reading.words.grammar();
    if (grammar.market_metric.empty()) return;
    if (fact.market && m.basis != CountMention::Basis::kUnit && fact.metric == "USERS" &&
        MatchAtStart(grammar.not_market_behind, reading.text.substr(m.end)) == 0) {
      fact.metric = grammar.market_metric;
    }
    // A law counts the people whose data is handled.
    if (fact.attribution == v1::ATTRIBUTION_REGULATION && fact.metric == grammar.market_metric) {
      fact.metric = "USERS";
    }
  }

  void TellSubject(CountSubject& subject, CountFact& fact) const {
    if (subject.text.empty() && fact.attribution == v1::ATTRIBUTION_ISSUER &&
        search_.names.principal() != nullptr) {
      subject.text = search_.names.principal()->original;
    }
    // What a market's figure speaks of is the market.
    if (fact.attribution != v1::ATTRIBUTION_INDUSTRY || subject.kind == SubjectKind::kOwn ||
        subject.kind == SubjectKind::kOther) {
      fact.subject = subject.text;
    }
  }

  void TellRegion(const Reading& reading, const RegionMention& region, const CountSubject& subject,
                  CountFact& fact) const {
    fact.region = region.region;
    fact.region_text = Original(reading, region.begin, region.end);
    const RegionOwner owner = OwnerOf(fact);
    if (fact.region == v1::REGION_UNSTATED &&
        (fact.market || owner == RegionOwner::kIssuer ||
         (owner == RegionOwner::kOtherCompany && subject.carried))) {
      const SaidRegion said = search_.regions.Before(reading.index, owner);
      fact.region = said.region;
      fact.region_text = said.text;
    }
  }

  void Quote(const Reading& reading, const CountMention& m, CountFact& fact) const {
    const auto [begin, end] = QuoteAround(reading.text, std::min(m.full_begin, m.phrase_begin),
                                          std::max(m.full_end, m.phrase_end));
    AddEvidence(analyzed_, reading.passage, reading.begin + begin, reading.begin + end,
                v1::EVIDENCE_ROLE_FIGURE, fact.evidence);
    // A quote over two pages: the figure stands on one of them.
    MarkFigurePage(fact.evidence, PageAt(analyzed_, reading.passage, reading.begin + m.begin));
  }

  // A page that says the same twice is one mention.
  void Keep(CountFact fact) {
    const bool again = AlreadySaid(fact);
    if (Tracing()) {
      (again ? TraceStopped : TraceFired)(fact.rule_id,
                                          fact.value_text + ": " + fact.metric + ", " +
                                              v1::Attribution_Name(fact.attribution).substr(12) +
                                              (again ? "; the page says it already" : ""));
    }
    if (!again) found_.push_back(std::move(fact));
  }

  bool AlreadySaid(const CountFact& fact) const {
    const int page = FigurePage(fact.evidence);
    for (auto other = found_.rbegin(); other != found_.rend(); ++other) {
      if (FigurePage(other->evidence) != page) break;
      if (other->value == fact.value && other->metric == fact.metric &&
          other->attribution == fact.attribution && other->as_of == fact.as_of) {
        return true;
      }
    }
    return false;
  }

  const CountSearch& search_;
  const AnalyzedDocument& analyzed_;
  CarriedDates carried_;
  const int own_name_;
  // Of the last figure.
  v1::Attribution last_whose_ = v1::ATTRIBUTION_ISSUER;
  size_t last_index_ = 0;
  std::vector<CountFact>& found_;
};

}  // namespace

void FindProseCounts(const CountSearch& search, std::vector<CountFact>& found) {
  ProseReader(search, found).Run();
}

}  // namespace filing_review::classify
