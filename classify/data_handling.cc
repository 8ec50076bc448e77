#include "classify/data_handling.h"

#include <utility>

#include "classify/disclosure_matcher.h"
#include "classify/disclosure_stance.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

struct DataHandlingFinder::Impl {
  DisclosureMatcher matcher;
  DisclosureStance stance;
};

DataHandlingFinder::DataHandlingFinder() = default;
DataHandlingFinder::~DataHandlingFinder() = default;

absl::StatusOr<std::unique_ptr<DataHandlingFinder>> DataHandlingFinder::Create(
    const v1::RulePack& pack, const MacroTable& macros) {
  const v1::DisclosureRules& rules = pack.disclosures();
  DisclosureMatcherInput input;
  input.concepts = &rules.concepts();
  input.labels = &rules.categories();
  input.rules = &rules.data_handling();
  input.more_concepts = DisclosureStance::Concepts(rules);
  input.gate = rules.data_handling_gate();
  input.within_en = rules.within_en();
  input.within_zh = rules.within_zh();
  absl::StatusOr<DisclosureMatcher> matcher = DisclosureMatcher::Create(input, macros);
  if (!matcher.ok()) return matcher.status();
  absl::StatusOr<DisclosureStance> stance = DisclosureStance::Create(rules, *matcher, macros);
  if (!stance.ok()) return stance.status();
  std::unique_ptr<DataHandlingFinder> finder(new DataHandlingFinder());
  finder->impl_.reset(new Impl{*std::move(matcher), *std::move(stance)});
  return finder;
}

std::vector<Disclosure> DataHandlingFinder::Disclosures(const AnalyzedDocument& analyzed) const {
  std::vector<Disclosure> disclosures;
  const TaggedDocument tagged = impl_->matcher.Tag(analyzed);
  for (size_t s = 0; s < analyzed.sentences.size(); ++s) {
    if (analyzed.passages[analyzed.sentences[s].passage].kind == PassageKind::kHeading) continue;
    const TraceScope scope(analyzed, s, "data_handling");
    for (const DisclosureMatch& match : impl_->matcher.Match(analyzed, tagged, s)) {
      Disclosure disclosure;
      disclosure.category = match.rule->label();
      disclosure.stance = match.rule->stance() != v1::STANCE_UNSPECIFIED
                              ? match.rule->stance()
                              : impl_->stance.StanceOf(match, tagged.sentences[s],
                                                       analyzed.Text(analyzed.sentences[s]),
                                                       impl_->matcher.tagger());
      disclosure.data_subjects = impl_->stance.SubjectsOf(
          tagged.sentences[s], impl_->matcher.Surroundings(analyzed, tagged, s));
      disclosure.confidence = match.rule->confidence() > 0 ? match.rule->confidence() : 0.8;
      disclosure.rule_id = match.rule->id();
      disclosure.sentence = s;
      if (Tracing()) {
        TraceFired(disclosure.rule_id,
                   disclosure.category + ", " + v1::Stance_Name(disclosure.stance).substr(7) +
                       ", data of " + v1::DataSubjects_Name(disclosure.data_subjects).substr(14));
      }
      disclosures.push_back(std::move(disclosure));
    }
  }
  return disclosures;
}

void DataHandlingFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  for (const Disclosure& disclosure : Disclosures(analyzed)) {
    const Sentence& sentence = analyzed.sentences[disclosure.sentence];
    v1::DataHandling& found = *brief.add_data_handling();
    found.set_category(disclosure.category);
    found.set_stance(disclosure.stance);
    found.set_data_subjects(disclosure.data_subjects);
    found.set_confidence(disclosure.confidence);
    found.set_rule_id(disclosure.rule_id);
    AddEvidence(analyzed, sentence.passage, sentence.begin, sentence.end, v1::EVIDENCE_ROLE_FIGURE,
                *found.mutable_evidence());
  }
}

}  // namespace filing_review::classify
