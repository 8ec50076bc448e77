#include "classify/disclosure_matcher.h"

#include <algorithm>
#include <utility>

#include "classify/disclosure_rule_set.h"
#include "classify/disclosure_tags.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

size_t Gap(const ConceptSpan& a, const ConceptSpan& b) {
  if (a.end <= b.begin) return b.begin - a.end;
  if (b.end <= a.begin) return a.begin - b.end;
  return 0;
}

std::vector<ConceptSpan> Spans(const DisclosureRuleSet& set, const ConceptMask& group,
                               const ConceptMask& present, std::string_view text, Script script) {
  std::vector<ConceptSpan> spans;
  const ConceptMask wanted = group & present;
  for (size_t c = wanted._Find_first(); c < wanted.size(); c = wanted._Find_next(c)) {
    const std::vector<ConceptSpan> found = set.tagger.Find(static_cast<int>(c), text, script);
    spans.insert(spans.end(), found.begin(), found.end());
  }
  std::sort(spans.begin(), spans.end(),
            [](const ConceptSpan& a, const ConceptSpan& b) { return a.begin < b.begin; });
  return spans;
}

// Whether the concepts of a rule stand near each other, and where.
bool Near(const DisclosureRuleSet& set, const CompiledDisclosureRule& rule,
          const ConceptMask& present, std::string_view text, Script script,
          DisclosureMatch& match) {
  std::vector<std::vector<ConceptSpan>> spans;
  for (const ConceptMask& group : rule.all)
    spans.push_back(Spans(set, group, present, text, script));
  const size_t within = script == Script::kChinese ? rule.within_zh : rule.within_en;
  for (const ConceptSpan& anchor : spans[0]) {
    size_t begin = anchor.begin, end = anchor.end;
    ConceptSpan last = anchor;
    bool all = true;
    for (size_t g = 1; g < spans.size() && all; ++g) {
      const auto near = std::find_if(spans[g].begin(), spans[g].end(), [&](const ConceptSpan& s) {
        const ConceptSpan& from = rule.rule.in_order() ? last : anchor;
        return Gap(from, s) <= within && (!rule.rule.in_order() || s.begin >= from.end);
      });
      all = near != spans[g].end();
      if (!all) break;
      last = *near;
      begin = std::min(begin, near->begin);
      end = std::max(end, near->end);
    }
    if (all) {
      match = {&rule.rule, begin, end};
      return true;
    }
  }
  return false;
}

// "PERSONAL_DATA|DEVICE"
std::string NamesOf(const DisclosureRuleSet& set, const ConceptMask& group) {
  std::string text;
  for (size_t c = group._Find_first(); c < group.size(); c = group._Find_next(c)) {
    text += (text.empty() ? "" : "|") + set.names[c];
  }
  return text;
}

// "PERSONAL_DATA (\"user data\")" of the first concept of `group` that is there.
std::string WordsOf(const DisclosureRuleSet& set, const ConceptMask& group, std::string_view text,
                    Script script) {
  for (size_t c = group._Find_first(); c < group.size(); c = group._Find_next(c)) {
    const std::vector<ConceptSpan> found = set.tagger.Find(static_cast<int>(c), text, script);
    if (found.empty()) continue;
    return set.names[c] + " (\"" +
           std::string(text.substr(found[0].begin, found[0].end - found[0].begin)) + "\")";
  }
  return NamesOf(set, group);
}

void TraceMissingConcepts(const DisclosureRuleSet& set, const CompiledDisclosureRule& rule,
                          const ConceptMask& present) {
  std::string missing;
  for (const ConceptMask& group : rule.all) {
    if ((group & present).none()) missing += (missing.empty() ? "" : ", ") + NamesOf(set, group);
  }
  TraceMissing(rule.rule.id(), "no word of " + missing);
}

}  // namespace

DisclosureMatcher::DisclosureMatcher(DisclosureRuleSet set)
    : set_(std::make_unique<DisclosureRuleSet>(std::move(set))) {}
DisclosureMatcher::DisclosureMatcher(DisclosureMatcher&&) noexcept = default;
DisclosureMatcher& DisclosureMatcher::operator=(DisclosureMatcher&&) noexcept = default;
DisclosureMatcher::~DisclosureMatcher() = default;

absl::StatusOr<DisclosureMatcher> DisclosureMatcher::Create(const DisclosureMatcherInput& input,
                                                            const MacroTable& macros) {
  absl::StatusOr<DisclosureRuleSet> set = DisclosureRuleSet::Compile(input, macros);
  if (!set.ok()) return set.status();
  return DisclosureMatcher(*std::move(set));
}

const ConceptTagger& DisclosureMatcher::tagger() const { return set_->tagger; }

absl::StatusOr<ConceptMask> DisclosureMatcher::AnyOf(const std::string& names) const {
  return set_->AnyOf(names);
}

TaggedDocument DisclosureMatcher::Tag(const AnalyzedDocument& analyzed) const {
  return TagDocument(*set_, analyzed);
}

ConceptMask DisclosureMatcher::Surroundings(const AnalyzedDocument& analyzed,
                                            const TaggedDocument& tagged, size_t sentence) const {
  return ConceptsAround(analyzed, tagged, sentence);
}

std::vector<DisclosureMatch> DisclosureMatcher::Match(const AnalyzedDocument& analyzed,
                                                      const TaggedDocument& tagged,
                                                      size_t sentence) const {
  std::vector<DisclosureMatch> matches;
  const bool tracing = Tracing();
  if (tracing && !tagged.open.empty() && !tagged.open[sentence]) {
    TraceMissing("", "not looked at: no word of the first pass in the sentence or beside it");
    return matches;
  }
  if (tagged.sentences[sentence].none() && !tracing) return matches;
  const std::string_view text = analyzed.Text(analyzed.sentences[sentence]);
  const Script script = ScriptOf(text);
  // Where no rule can fire, concepts were not looked for; a trace says which were missing.
  const ConceptMask present = tracing ? set_->tagger.Tag(text, script) : tagged.sentences[sentence];
  ConceptMask around;
  bool around_known = false;
  std::vector<int> candidates;
  for (size_t c = present._Find_first(); c < present.size(); c = present._Find_next(c)) {
    candidates.insert(candidates.end(), set_->rules_of[c].begin(), set_->rules_of[c].end());
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<std::pair<int, double>> best;  // label and confidence of each match
  for (const int place : candidates) {
    const CompiledDisclosureRule& rule = set_->rules[static_cast<size_t>(place)];
    if (!rule.Reads(script)) continue;
    if (!HasAll(rule.all, present)) {
      if (tracing) TraceMissingConcepts(*set_, rule, present);
      continue;
    }
    if (const ConceptMask against = rule.unless & present; against.any()) {
      if (tracing) {
        TraceStopped(rule.rule.id(), "excluded by " + WordsOf(*set_, against, text, script));
      }
      continue;
    }
    const auto same = std::find_if(best.begin(), best.end(),
                                   [&](const auto& b) { return b.first == rule.label; });
    if (same != best.end() && same->second >= rule.confidence) {
      if (tracing) TraceStopped(rule.rule.id(), "another rule tells " + rule.rule.label());
      continue;
    }
    if (!rule.context.empty() || rule.unless_context.any()) {
      if (!around_known) around = Surroundings(analyzed, tagged, sentence);
      around_known = true;
      for (const ConceptMask& group : rule.context) {
        if (tracing && (group & around).none()) {
          TraceStopped(rule.rule.id(), "no word of " + NamesOf(*set_, group) +
                                           " in the sentence, beside it or in its headings");
        }
      }
      if (const ConceptMask against = rule.unless_context & around; tracing && against.any()) {
        TraceStopped(rule.rule.id(), "excluded by " + NamesOf(*set_, against) +
                                         " in the sentence, beside it or in its headings");
      }
      if (!HasAll(rule.context, around) || (rule.unless_context & around).any()) continue;
    }
    DisclosureMatch match;
    if (!Near(*set_, rule, present, text, script, match)) {
      if (tracing) {
        TraceStopped(rule.rule.id(), rule.rule.in_order()
                                         ? "its words are too far apart, or in another order"
                                         : "its words are too far apart");
      }
      continue;
    }
    if (same != best.end()) {
      same->second = rule.confidence;
      matches[static_cast<size_t>(same - best.begin())] = match;
    } else {
      best.emplace_back(rule.label, rule.confidence);
      matches.push_back(match);
    }
  }
  return matches;
}

}  // namespace filing_review::classify
