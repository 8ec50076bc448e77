#include "classify/user_counts.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "classify/count_carried_region.h"
#include "classify/count_dates.h"
#include "classify/count_fact.h"
#include "classify/count_glossary.h"
#include "classify/count_names.h"
#include "classify/count_prose.h"
#include "classify/count_search.h"
#include "classify/count_tables.h"
#include "classify/count_words.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

struct UserCountFinder::Impl {
  // Outlives the words, which point into it.
  v1::UserCountRules rules;
  std::unique_ptr<CountWords> english, chinese;
};

namespace {

// A figure of a table that a sentence of the page gives too is one mention. The first `sentences`
// of `found` are of sentences.
void DropRepeated(const AnalyzedDocument& analyzed, size_t sentences,
                  std::vector<CountFact>& found) {
  std::map<std::pair<int, double>, std::vector<size_t>> said;
  for (size_t i = 0; i < sentences; ++i) {
    said[{FigurePage(found[i].evidence), found[i].value}].push_back(i);
  }
  size_t kept = sentences;
  for (size_t i = sentences; i < found.size(); ++i) {
    const CountFact& fact = found[i];
    const auto same = said.find({FigurePage(fact.evidence), fact.value});
    const bool repeated =
        same != said.end() && std::any_of(same->second.begin(), same->second.end(), [&](size_t j) {
          const CountFact& other = found[j];
          return other.metric == fact.metric && other.attribution == fact.attribution &&
                 LastDay(other.as_of) == LastDay(fact.as_of);
        });
    if (repeated) {
      const TraceScope scope(analyzed, fact.table, fact.row, "user_counts");
      if (Tracing()) {
        TraceStopped(fact.rule_id, fact.value_text + ": a sentence of the page says it already");
      }
      continue;
    }
    if (kept != i) found[kept] = std::move(found[i]);
    ++kept;
  }
  found.resize(kept);
}

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
  const FilingWords words = ReadGlossary(analyzed, *impl_->english, *impl_->chinese);
  const FilingNames names(analyzed, words.english, words.chinese, brief.filing().issuer());
  const ReportPeriods periods = FindReportPeriods(analyzed);
  const std::string filing_date = brief.filing().filing_date();
  const CarriedRegion regions(analyzed, words.english, words.chinese);
  const CountSearch search{analyzed,    words.english, words.chinese, periods,
                           filing_date, names,         regions};
  std::vector<CountFact> found;
  FindProseCounts(search, found);
  const size_t sentences = found.size();
  FindTableCounts(search, found);
  DropRepeated(analyzed, sentences, found);
  ShareMarketRegion(found);
  std::stable_sort(found.begin(), found.end(), [](const CountFact& a, const CountFact& b) {
    return FigurePage(a.evidence) < FigurePage(b.evidence);
  });
  for (CountFact& fact : found) Write(fact, *brief.add_user_counts());
}

}  // namespace filing_review::classify
