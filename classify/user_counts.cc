#include "classify/user_counts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "classify/count_attribution.h"
#include "classify/count_carried_dates.h"
#include "classify/count_carried_region.h"
#include "classify/count_dates.h"
#include "classify/count_fact.h"
#include "classify/count_glossary.h"
#include "classify/count_lists.h"
#include "classify/count_mentions.h"
#include "classify/count_names.h"
#include "classify/count_region.h"
#include "classify/count_subject.h"
#include "classify/count_tables.h"
#include "classify/count_words.h"
#include "classify/fold.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// A name that stands fewer times than this in the filing is not the issuer's own; in a short filing
// one for every few pages, and not less than the least.
constexpr int kOwnName = 8, kLeastOwnName = 3, kPagesPerOwnName = 4;
// A cell of a table shorter than this holds no sentence, bytes.
constexpr size_t kProseCell = 24;

}  // namespace

struct UserCountFinder::Impl {
  // Outlives the words, which point into it.
  v1::UserCountRules rules;
  std::unique_ptr<CountWords> english, chinese;

  const CountWords& Words(Script script) const {
    return script == Script::kChinese ? *chinese : *english;
  }
};

namespace {

// One pass over a document.
class Search {
 public:
  Search(const AnalyzedDocument& analyzed, const CountWords& english, const CountWords& chinese,
         v1::ReviewBrief& brief)
      : analyzed_(analyzed),
        words_(ReadGlossary(analyzed, english, chinese)),
        english_(words_.english),
        chinese_(words_.chinese),
        brief_(brief),
        names_(analyzed, english_, chinese_, brief.filing().issuer()),
        periods_(FindReportPeriods(analyzed)),
        filing_date_(brief.filing().filing_date()),
        carried_(analyzed, periods_, filing_date_),
        carried_region_(analyzed, english_, chinese_),
        own_name_(std::clamp(LastPage(analyzed) / kPagesPerOwnName, kLeastOwnName, kOwnName)) {}

  void Run() {
    for (size_t i = 0; i < analyzed_.sentences.size(); ++i) {
      const Sentence& s = analyzed_.sentences[i];
      const Passage& passage = analyzed_.passages[s.passage];
      const CountWords& words = Words(passage.script);
      const TraceScope scope(analyzed_, i, "user_counts");
      if (!words.MayCount(analyzed_.Text(s))) {
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
    const size_t sentences = found_.size();
    FindTableCounts(
        {analyzed_, english_, chinese_, periods_, filing_date_, names_, carried_region_}, found_);
    DropRepeated(sentences);
    ShareMarketRegion(found_);
    Finish();
  }

 private:
  const CountWords& Words(Script script) const {
    return script == Script::kChinese ? chinese_ : english_;
  }

  static int LastPage(const AnalyzedDocument& analyzed) {
    return analyzed.passages.empty() ? 0 : static_cast<int>(analyzed.passages.back().first_page);
  }

  void ReadSentence(size_t index, size_t begin, size_t end) {
    const Sentence& s = analyzed_.sentences[index];
    const Passage& passage = analyzed_.passages[s.passage];
    const CountWords& words = Words(passage.script);
    const std::string_view text = std::string_view(passage.text).substr(begin, end - begin);
    std::vector<DateMention> dates = FindDates(text, passage.script, periods_);
    const std::vector<CountMention> mentions = FindMentions(text, words, passage.script, dates);
    if (mentions.empty()) return;
    carried_.Resolve(index, words, dates, text);
    const std::vector<int> date_of = AssignDates(text, mentions, dates, passage.script);
    std::string_view previous;
    if (index > 0 && analyzed_.sentences[index - 1].passage == s.passage) {
      previous = analyzed_.Text(analyzed_.sentences[index - 1]);
    }
    const std::string section = FoldText(analyzed_.SectionPath(passage.section));
    for (size_t i = 0; i < mentions.size(); ++i) {
      const CountMention& m = mentions[i];
      CountFact fact;
      bool carried = false;
      fact.value = m.value;
      fact.upper = m.range ? m.upper : m.value;
      fact.range = m.range;
      fact.bound = m.bound;
      fact.metric = m.metric;
      fact.rule_id = m.rule_id;
      const DateMention* date = date_of[i] >= 0 ? &dates[static_cast<size_t>(date_of[i])] : nullptr;
      if (date != nullptr) {
        fact.as_of = date->as_of;
        fact.period_start = date->start;
      } else if (const DateMention* before = carried_.Before(index); before && dates.empty()) {
        fact.as_of = before->as_of;
        fact.period_start = before->start;
        carried = true;
      }
      CountSubject subject =
          FindSubject({analyzed_, names_, words, index, begin, text, mentions, i});
      RegionMention region = ListedRegion(text, mentions, i, passage.script, words);
      if (region.region == v1::REGION_UNSTATED) {
        region = GoverningRegion(text, m.full_begin, std::max(m.full_end, m.phrase_end), words);
      }

      CountPlace place;
      place.sentence = text;
      place.begin = m.full_begin;
      place.end = std::max(m.full_end, m.phrase_end > m.full_begin ? m.phrase_end : m.full_end);
      place.phrase_begin = m.phrase_begin;
      place.phrase_end = m.phrase_end;
      place.previous = previous;
      place.section = section;
      place.metric = m.metric;
      place.as_of = fact.as_of;
      place.filing_date = filing_date_;
      if (subject.kind == SubjectKind::kOther) {
        place.subject_is_other = 0.6;
      } else if (subject.grammatical && !subject.carried && subject.kind == SubjectKind::kUnknown &&
                 passage.script == Script::kEnglish) {
        const bool own =
            names_.Count(subject.text) >= own_name_ || names_.BearsIssuersName(subject.text);
        place.subject_is_other = own ? -0.2 : 0.6;
      }
      const AttributionResult whose = TellAttribution(place, words);
      fact.attribution = whose.attribution;
      fact.market = whose.market;
      // "…, of whom 3 million …": what follows without a word of whose it is goes on with the one
      // before.
      if (!whose.said && whose.attribution == v1::ATTRIBUTION_ISSUER &&
          (!subject.grammatical || subject.carried) && GoesOn(index)) {
        fact.attribution = last_whose_;
        fact.market = last_whose_ == v1::ATTRIBUTION_INDUSTRY;
      }
      if (m.metric != "POPULATION") {
        last_whose_ = fact.attribution;
        last_index_ = index;
      }
      // A law or a plan is of no date of the sentence before.
      if (carried && (fact.attribution == v1::ATTRIBUTION_REGULATION ||
                      fact.attribution == v1::ATTRIBUTION_TARGET)) {
        fact.as_of.clear();
        fact.period_start.clear();
      }
      if (!fact.as_of.empty()) carried_.Remember(index, fact.as_of, fact.period_start);
      const CountGrammarPatterns& grammar = words.grammar();
      if (fact.market && m.basis != CountMention::Basis::kUnit && fact.metric == "USERS" &&
          !grammar.market_metric.empty() &&
          MatchAtStart(grammar.not_market_behind, text.substr(m.end)) == 0) {
        fact.metric = grammar.market_metric;
      }
      // A law counts the people whose data is handled.
      if (fact.attribution == v1::ATTRIBUTION_REGULATION && !grammar.market_metric.empty() &&
          fact.metric == grammar.market_metric) {
        fact.metric = "USERS";
      }
      fact.confidence =
          whose.confidence * (m.basis == CountMention::Basis::kFigureBefore ? 0.85 : 1);

      const auto original = [&](size_t b, size_t e) {
        return e > b ? OriginalText(analyzed_, s.passage, begin + b, begin + e) : std::string();
      };
      fact.value_text = original(m.begin, m.end);
      fact.metric_text = original(m.phrase_begin, m.phrase_end);
      // A law's threshold is of nobody's product, nowhere.
      if (fact.attribution != v1::ATTRIBUTION_REGULATION) {
        if (subject.text.empty() && fact.attribution == v1::ATTRIBUTION_ISSUER &&
            names_.principal() != nullptr) {
          subject.text = names_.principal()->original;
        }
        // What a market's figure speaks of is the market.
        if (fact.attribution != v1::ATTRIBUTION_INDUSTRY || subject.kind == SubjectKind::kOwn ||
            subject.kind == SubjectKind::kOther) {
          fact.subject = subject.text;
        }
        fact.region = region.region;
        fact.region_text = original(region.begin, region.end);
        const RegionOwner owner = OwnerOf(fact);
        if (fact.region == v1::REGION_UNSTATED &&
            (fact.market || owner == RegionOwner::kIssuer ||
             (owner == RegionOwner::kOtherCompany && subject.carried))) {
          const SaidRegion said = carried_region_.Before(index, owner);
          fact.region = said.region;
          fact.region_text = said.text;
        }
      }
      const auto [quote_begin, quote_end] = QuoteAround(
          text, std::min(m.full_begin, m.phrase_begin), std::max(m.full_end, m.phrase_end));
      AddEvidence(analyzed_, s.passage, begin + quote_begin, begin + quote_end,
                  v1::EVIDENCE_ROLE_FIGURE, fact.evidence);
      // A quote over two pages: the figure stands on one of them.
      MarkFigurePage(fact.evidence, PageAt(analyzed_, s.passage, begin + m.begin));
      // A page that says the same twice is one mention.
      const bool again = AlreadySaid(fact);
      if (Tracing()) {
        (again ? TraceStopped : TraceFired)(fact.rule_id,
                                            fact.value_text + ": " + fact.metric + ", " +
                                                v1::Attribution_Name(fact.attribution).substr(12) +
                                                (again ? "; the page says it already" : ""));
      }
      if (!again) found_.push_back(std::move(fact));
    }
  }

  // True where the sentence before, in the same paragraph, or this one has told of whom it speaks.
  bool GoesOn(size_t index) const {
    return (last_index_ == index || last_index_ + 1 == index) &&
           analyzed_.sentences[last_index_].passage == analyzed_.sentences[index].passage;
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

  // A figure of a table that a sentence of the page gives too is one mention.
  void DropRepeated(size_t sentences) {
    std::map<std::pair<int, double>, std::vector<size_t>> said;
    for (size_t i = 0; i < sentences; ++i) {
      said[{FigurePage(found_[i].evidence), found_[i].value}].push_back(i);
    }
    size_t kept = sentences;
    for (size_t i = sentences; i < found_.size(); ++i) {
      const CountFact& fact = found_[i];
      const auto same = said.find({FigurePage(fact.evidence), fact.value});
      const bool repeated = same != said.end() &&
                            std::any_of(same->second.begin(), same->second.end(), [&](size_t j) {
                              const CountFact& other = found_[j];
                              return other.metric == fact.metric &&
                                     other.attribution == fact.attribution &&
                                     LastDay(other.as_of) == LastDay(fact.as_of);
                            });
      if (repeated) {
        const TraceScope scope(analyzed_, fact.table, fact.row, "user_counts");
        if (Tracing()) {
          TraceStopped(fact.rule_id, fact.value_text + ": a sentence of the page says it already");
        }
        continue;
      }
      if (kept != i) found_[kept] = std::move(found_[i]);
      ++kept;
    }
    found_.resize(kept);
  }

  void Finish() {
    std::stable_sort(found_.begin(), found_.end(), [](const CountFact& a, const CountFact& b) {
      return FigurePage(a.evidence) < FigurePage(b.evidence);
    });
    for (CountFact& fact : found_) Write(fact, *brief_.add_user_counts());
  }

  const AnalyzedDocument& analyzed_;
  const FilingWords words_;
  const CountWords& english_;
  const CountWords& chinese_;
  v1::ReviewBrief& brief_;
  FilingNames names_;
  ReportPeriods periods_;
  std::string filing_date_;
  CarriedDates carried_;
  CarriedRegion carried_region_;
  int own_name_;
  // Of the last figure in prose.
  v1::Attribution last_whose_ = v1::ATTRIBUTION_ISSUER;
  size_t last_index_ = 0;
  std::vector<CountFact> found_;
};

}  // namespace

UserCountFinder::UserCountFinder() : impl_(std::make_unique<Impl>()) {}
UserCountFinder::~UserCountFinder() = default;

absl::StatusOr<std::unique_ptr<UserCountFinder>> UserCountFinder::Create(const v1::RulePack& pack,
                                                                         const MacroTable& macros) {
  std::unique_ptr<UserCountFinder> finder(new UserCountFinder());
  Impl& impl = *finder->impl_;
  impl.rules = pack.user_counts();
  for (const auto& [language, out] : {std::pair{v1::RULE_LANGUAGE_EN, &impl.english},
                                      std::pair{v1::RULE_LANGUAGE_ZH, &impl.chinese}}) {
    absl::StatusOr<std::unique_ptr<CountWords>> words =
        CountWords::Create(impl.rules, macros, language);
    if (!words.ok()) return words.status();
    *out = *std::move(words);
  }
  return finder;
}

void UserCountFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  Search(analyzed, *impl_->english, *impl_->chinese, brief).Run();
}

}  // namespace filing_review::classify
