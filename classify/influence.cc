#include "classify/influence.h"

#include <re2/re2.h>

#include <map>
#include <set>
#include <utility>

#include "classify/holder_prose_name.h"
#include "classify/holder_sentence_rules.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

// A filing says the same in many places: so many of a kind, and of one holder, are enough.
constexpr int kMostOfKind = 12, kMostOfHolder = 3;

}  // namespace

struct InfluenceFinder::Impl {
  const HolderLexicon* lexicon = nullptr;
  SentenceRules rules;
};

InfluenceFinder::InfluenceFinder() : impl_(std::make_unique<Impl>()) {}
InfluenceFinder::~InfluenceFinder() = default;

absl::StatusOr<std::unique_ptr<InfluenceFinder>> InfluenceFinder::Create(
    const v1::HolderRules& rules, const MacroTable& macros, const HolderLexicon& lexicon) {
  std::unique_ptr<InfluenceFinder> finder(new InfluenceFinder());
  finder->impl_->lexicon = &lexicon;
  for (const v1::InfluenceRule& rule : rules.influence()) {
    const absl::Status added = finder->impl_->rules.Add(rule.id(), rule.kind(), rule.language(),
                                                        rule.match(), rule.unless(), macros);
    if (!added.ok()) return added;
  }
  return finder;
}

std::vector<InfluenceMatch> InfluenceFinder::Read(std::string_view text, Script script) const {
  std::vector<InfluenceMatch> out;
  std::set<std::string> kinds;
  for (const SentenceRule* rule : impl_->rules.MayMatch(text, script)) {
    const int holder_group = rule->Group("holder");
    std::vector<re2::StringPiece> groups(
        static_cast<size_t>(1 + rule->match->Get().NumberOfCapturingGroups()));
    if (!rule->match->Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED,
                            groups.data(), static_cast<int>(groups.size()))) {
      continue;
    }
    if (rule->Stopped(text) || !kinds.insert(rule->kind).second) continue;
    if (Tracing()) TraceFired(rule->id, "influence " + rule->kind);
    InfluenceMatch& found = out.emplace_back(InfluenceMatch{rule->kind, rule->id, 0, 0});
    if (holder_group == 0 || groups[static_cast<size_t>(holder_group)].data() == nullptr) continue;
    const re2::StringPiece& g = groups[static_cast<size_t>(holder_group)];
    const size_t begin = static_cast<size_t>(g.data() - text.data());
    NameSpan name{begin, begin + g.size()};
    if (CleanName(*impl_->lexicon, text, name)) {
      found.name_begin = name.begin;
      found.name_end = name.end;
    }
  }
  return out;
}

void InfluenceFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  std::map<std::string, int> of_kind;
  std::map<std::pair<std::string, std::string>, int> of_holder;
  for (size_t i = 0; i < analyzed.sentences.size(); ++i) {
    const Sentence& s = analyzed.sentences[i];
    const TraceScope scope(analyzed, i, "holders");
    const Passage& passage = analyzed.passages[s.passage];
    if (passage.kind != PassageKind::kParagraph) continue;
    for (const InfluenceMatch& found : Read(analyzed.Text(s), passage.script)) {
      std::string holder;
      if (found.name_end > found.name_begin) {
        holder =
            OriginalText(analyzed, s.passage, s.begin + found.name_begin, s.begin + found.name_end);
      }
      if (of_kind[found.kind] >= kMostOfKind || of_holder[{found.kind, holder}] >= kMostOfHolder) {
        continue;
      }
      ++of_kind[found.kind];
      ++of_holder[{found.kind, holder}];
      v1::Influence& influence = *brief.add_influence();
      influence.set_kind(found.kind);
      influence.set_rule_id(found.rule_id);
      influence.set_holder(holder);
      AddEvidence(analyzed, s.passage, s.begin, s.end, v1::EVIDENCE_ROLE_FIGURE,
                  *influence.mutable_evidence());
    }
  }
}

}  // namespace filing_review::classify
