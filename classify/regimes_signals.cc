#include "classify/regimes_signals.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

constexpr int kSentencesShown = 2;

}  // namespace

struct SignalScanner::Impl {
  v1::RegimeRules rules;
  google::protobuf::RepeatedPtrField<v1::Pattern> patterns;  // of all signals
  std::vector<int> signal_of;                                // by pattern
  std::optional<PatternSet> english, chinese;
};

SignalScanner::SignalScanner() : impl_(std::make_unique<Impl>()) {}
SignalScanner::~SignalScanner() = default;

absl::StatusOr<std::unique_ptr<SignalScanner>> SignalScanner::Create(const v1::RegimeRules& rules,
                                                                     const MacroTable& macros) {
  std::unique_ptr<SignalScanner> scanner(new SignalScanner());
  Impl& impl = *scanner->impl_;
  impl.rules = rules;
  for (int s = 0; s < rules.signals_size(); ++s) {
    for (const v1::Pattern& pattern : rules.signals(s).patterns()) {
      *impl.patterns.Add() = pattern;
      impl.signal_of.push_back(s);
    }
  }
  absl::StatusOr<PatternSet> english =
      PatternSet::Compile(impl.patterns, macros, v1::RULE_LANGUAGE_EN);
  if (!english.ok()) return english.status();
  absl::StatusOr<PatternSet> chinese =
      PatternSet::Compile(impl.patterns, macros, v1::RULE_LANGUAGE_ZH);
  if (!chinese.ok()) return chinese.status();
  impl.english.emplace(*std::move(english));
  impl.chinese.emplace(*std::move(chinese));
  return scanner;
}

SignalFindings SignalScanner::Scan(const AnalyzedDocument& analyzed) const {
  std::vector<GivenSignal> all(static_cast<size_t>(impl_->rules.signals_size()));
  for (size_t s = 0; s < analyzed.sentences.size(); ++s) {
    const Sentence& sentence = analyzed.sentences[s];
    const TraceScope scope(analyzed, s, "signals");
    const Passage& passage = analyzed.passages[sentence.passage];
    const PatternSet& set = passage.script == Script::kChinese ? *impl_->chinese : *impl_->english;
    int counted = -1;  // patterns of one signal follow one another: a sentence counts once
    for (const PatternMatch& match : set.Match(analyzed.Text(sentence))) {
      const int index = impl_->signal_of[static_cast<size_t>(match.pattern)];
      if (Tracing()) {
        TraceFired(impl_->patterns.Get(match.pattern).id(),
                   "signal " + impl_->rules.signals(index).id());
      }
      if (index == counted) continue;
      counted = index;
      GivenSignal& signal = all[static_cast<size_t>(index)];
      if (signal.sentences++ < kSentencesShown) {
        AddEvidence(analyzed, sentence.passage, sentence.begin + match.begin,
                    sentence.begin + match.end, v1::EVIDENCE_ROLE_FIGURE, signal.evidence);
      }
    }
  }
  SignalFindings found;
  for (size_t i = 0; i < all.size(); ++i) {
    const v1::TextSignal& rule = impl_->rules.signals(static_cast<int>(i));
    if (all[i].sentences < std::max(1, rule.sentences_needed())) continue;
    all[i].rule = &rule;
    found.emplace(rule.id(), std::move(all[i]));
  }
  return found;
}

std::vector<std::string> SignalScanner::Match(const std::string& folded,
                                              v1::RuleLanguage language) const {
  const PatternSet& set = language == v1::RULE_LANGUAGE_ZH ? *impl_->chinese : *impl_->english;
  std::vector<std::string> ids;
  for (const PatternMatch& match : set.Match(folded)) {
    const std::string& id =
        impl_->rules.signals(impl_->signal_of[static_cast<size_t>(match.pattern)]).id();
    if (ids.empty() || ids.back() != id) ids.push_back(id);
  }
  return ids;
}

}  // namespace filing_review::classify
