#include "classify/review_statements.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "classify/disclosure_matcher.h"
#include "classify/rule_trace.h"
#include "classify/statement_date.h"

namespace filing_review::classify {

struct ReviewStatementFinder::Impl {
  DisclosureMatcher matcher;
  v1::ReviewStatementCues cues;
  int counsel = -1, written = -1, oral = -1, counterparty = -1;

  bool Has(const ConceptMask& mask, int concept_index) const {
    return concept_index >= 0 && mask[static_cast<size_t>(concept_index)];
  }
  void FillContact(std::string_view text, Script script, const ConceptMask& mask,
                   const DisclosureMatch& match, PositionStatement& found) const;
  void DropSuperseded(std::vector<PositionStatement>& statements) const;
};

ReviewStatementFinder::ReviewStatementFinder() = default;
ReviewStatementFinder::~ReviewStatementFinder() = default;

absl::StatusOr<std::unique_ptr<ReviewStatementFinder>> ReviewStatementFinder::Create(
    const v1::RulePack& pack, const MacroTable& macros) {
  const v1::DisclosureRules& rules = pack.disclosures();
  const v1::ReviewStatementCues& cues = rules.review_cues();
  DisclosureMatcherInput input;
  input.concepts = &rules.concepts();
  input.labels = &rules.statuses();
  input.rules = &rules.review_statements();
  for (const std::string* name :
       {&cues.counsel(), &cues.written(), &cues.oral(), &cues.counterparty()}) {
    if (!name->empty()) input.more_concepts.push_back(*name);
  }
  input.gate = cues.gate();
  input.within_en = rules.within_en();
  input.within_zh = rules.within_zh();
  absl::StatusOr<DisclosureMatcher> matcher = DisclosureMatcher::Create(input, macros);
  if (!matcher.ok()) return matcher.status();
  std::unique_ptr<ReviewStatementFinder> finder(new ReviewStatementFinder());
  finder->impl_.reset(new Impl{*std::move(matcher), cues});
  Impl& impl = *finder->impl_;
  for (const auto& [name, index] :
       {std::pair{&cues.counsel(), &impl.counsel}, std::pair{&cues.written(), &impl.written},
        std::pair{&cues.oral(), &impl.oral}, std::pair{&cues.counterparty(), &impl.counterparty}}) {
    if (name->empty()) continue;
    *index = impl.matcher.tagger().Index(*name);
    if (*index < 0) return absl::InvalidArgumentError("review_cues: unknown concept " + *name);
  }
  return finder;
}

// Form, counterparty and date of a contact with an authority.
void ReviewStatementFinder::Impl::FillContact(std::string_view text, Script script,
                                              const ConceptMask& mask, const DisclosureMatch& match,
                                              PositionStatement& found) const {
  const auto& contacts = cues.contact_statuses();
  if (std::find(contacts.begin(), contacts.end(), match.rule->label()) == contacts.end()) return;
  if (Has(mask, written)) {
    found.statement.set_form(v1::CONTACT_FORM_WRITTEN);
  } else if (Has(mask, oral)) {
    found.statement.set_form(v1::CONTACT_FORM_ORAL);
  }
  if (const auto date = NearestDate(text, match.begin); date.has_value()) {
    found.statement.set_date(*date);
  }
  if (!Has(mask, counterparty)) return;
  const std::vector<ConceptSpan> spans = matcher.tagger().Find(counterparty, text, script);
  // Of several, the longest: "CAC" may follow the name that it stands for.
  const auto longest = std::max_element(
      spans.begin(), spans.end(),
      [](const auto& a, const auto& b) { return a.end - a.begin < b.end - b.begin; });
  if (longest == spans.end()) return;
  found.counterparty_begin = longest->begin;
  found.counterparty_end = longest->end;
}

void ReviewStatementFinder::Impl::DropSuperseded(std::vector<PositionStatement>& statements) const {
  std::set<std::string> present;
  for (const PositionStatement& s : statements) present.insert(s.statement.status());
  for (const v1::Supersession& rule : cues.supersessions()) {
    const bool holds = std::any_of(rule.by_statuses().begin(), rule.by_statuses().end(),
                                   [&](const std::string& s) { return present.count(s) != 0; });
    if (!holds) continue;
    statements.erase(std::remove_if(statements.begin(), statements.end(),
                                    [&](const PositionStatement& s) {
                                      return s.statement.rule_id() == rule.rule();
                                    }),
                     statements.end());
  }
}

std::vector<PositionStatement> ReviewStatementFinder::Statements(
    const AnalyzedDocument& analyzed) const {
  std::vector<PositionStatement> statements;
  const TaggedDocument tagged = impl_->matcher.Tag(analyzed);
  for (size_t s = 0; s < analyzed.sentences.size(); ++s) {
    const TraceScope scope(analyzed, s, "review_statements");
    if (tagged.sentences[s].none() && !Tracing()) continue;
    const Script script = ScriptOf(analyzed.Text(analyzed.sentences[s]));
    for (const DisclosureMatch& match : impl_->matcher.Match(analyzed, tagged, s)) {
      PositionStatement& found = statements.emplace_back();
      found.sentence = s;
      found.statement.set_status(match.rule->label());
      found.statement.set_rule_id(match.rule->id());
      found.statement.set_form(v1::CONTACT_FORM_UNSTATED);
      found.statement.set_on_advice_of_counsel(impl_->Has(tagged.sentences[s], impl_->counsel));
      impl_->FillContact(analyzed.Text(analyzed.sentences[s]), script, tagged.sentences[s], match,
                         found);
      if (Tracing()) TraceFired(match.rule->id(), match.rule->label());
    }
  }
  impl_->DropSuperseded(statements);
  return statements;
}

void ReviewStatementFinder::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  for (PositionStatement& found : Statements(analyzed)) {
    const Sentence& sentence = analyzed.sentences[found.sentence];
    v1::ReviewStatement& statement = *brief.add_review_statements();
    statement = std::move(found.statement);
    if (found.counterparty_begin < found.counterparty_end) {
      statement.set_counterparty(OriginalText(analyzed, sentence.passage,
                                              sentence.begin + found.counterparty_begin,
                                              sentence.begin + found.counterparty_end));
    }
    AddEvidence(analyzed, sentence.passage, sentence.begin, sentence.end, v1::EVIDENCE_ROLE_FIGURE,
                *statement.mutable_evidence());
  }
}

}  // namespace filing_review::classify
