#include "classify/disclosure_matcher.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_split.h"
#include "classify/fold.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

constexpr int kWithinEnglish = 60, kWithinChinese = 15;
constexpr double kConfidence = 0.8;
constexpr size_t kSentencesBefore = 2, kSentencesAfter = 1;

// Ids of "a|b".
std::vector<std::string> Names(const std::string& names) {
  return absl::StrSplit(names, '|', absl::SkipEmpty());
}

// Sentences of one paragraph, or of two under the same heading.
bool Neighbours(const AnalyzedDocument& analyzed, size_t a, size_t b) {
  const uint32_t p = analyzed.sentences[a].passage, q = analyzed.sentences[b].passage;
  return p == q || analyzed.passages[p].section == analyzed.passages[q].section;
}

size_t Gap(const ConceptSpan& a, const ConceptSpan& b) {
  if (a.end <= b.begin) return b.begin - a.end;
  if (b.end <= a.begin) return a.begin - b.end;
  return 0;
}

}  // namespace

bool HasAll(const ConceptGroups& groups, const ConceptMask& mask) {
  return std::all_of(groups.begin(), groups.end(),
                     [&](const ConceptMask& group) { return (group & mask).any(); });
}

struct DisclosureMatcher::Impl {
  struct Rule {
    v1::DisclosureRule rule;
    ConceptGroups all, context;
    ConceptMask unless, unless_context;
    int label = 0;
    double confidence = kConfidence;
    size_t within_en = 0, within_zh = 0;  // bytes
  };
  ConceptTagger tagger;
  std::optional<ConceptTagger> gate;
  std::vector<std::string> names;  // of concepts
  std::vector<Rule> rules;
  std::vector<std::vector<int>> rules_of;  // a concept: rules anchored on it
  std::unordered_map<std::string, int> labels;

  explicit Impl(ConceptTagger t) : tagger(std::move(t)) {}

  bool Reads(const Rule& rule, Script script) const {
    return rule.rule.language() == v1::RULE_LANGUAGE_UNSPECIFIED ||
           (rule.rule.language() == v1::RULE_LANGUAGE_ZH) == (script == Script::kChinese);
  }
  // False where no rule finds its concepts among `present`.
  bool MayFire(const ConceptMask& present, Script script) const;
  std::vector<ConceptSpan> Spans(const ConceptMask& group, const ConceptMask& present,
                                 std::string_view text, Script script) const;
  bool Near(const Rule& rule, const ConceptMask& present, std::string_view text, Script script,
            DisclosureMatch& match) const;

  // For traces: "PERSONAL_DATA (user data)" of the concepts of `group` that are there.
  std::string Words(const ConceptMask& group, std::string_view text, Script script) const;
  std::string Names(const ConceptMask& group) const;
  void TraceMissingConcepts(const Rule& rule, const ConceptMask& present) const;
};

DisclosureMatcher::DisclosureMatcher() = default;
DisclosureMatcher::DisclosureMatcher(DisclosureMatcher&&) noexcept = default;
DisclosureMatcher& DisclosureMatcher::operator=(DisclosureMatcher&&) noexcept = default;
DisclosureMatcher::~DisclosureMatcher() = default;

const ConceptTagger& DisclosureMatcher::tagger() const { return impl_->tagger; }

absl::StatusOr<ConceptMask> DisclosureMatcher::AnyOf(const std::string& names) const {
  ConceptMask mask;
  for (const std::string& name : Names(names)) {
    const int index = impl_->tagger.Index(name);
    if (index < 0) return absl::InvalidArgumentError("unknown concept " + name);
    mask.set(static_cast<size_t>(index));
  }
  return mask;
}

absl::StatusOr<DisclosureMatcher> DisclosureMatcher::Create(const DisclosureMatcherInput& input,
                                                            const MacroTable& macros) {
  // Only concepts that are used are compiled.
  std::set<std::string> used(input.more_concepts.begin(), input.more_concepts.end());
  std::vector<v1::Concept> own;
  for (const v1::DisclosureRule& rule : *input.rules) {
    for (const auto* list :
         {&rule.all(), &rule.unless(), &rule.context(), &rule.unless_context()}) {
      for (const std::string& names : *list) {
        for (const std::string& name : Names(names)) used.insert(name);
      }
    }
    if (rule.en().empty() && rule.zh().empty()) continue;
    v1::Concept& words = own.emplace_back();
    words.set_id("rule:" + rule.id());
    *words.mutable_en() = rule.en();
    *words.mutable_zh() = rule.zh();
  }
  std::vector<v1::Concept> concepts;
  for (const v1::Concept& c : *input.concepts) {
    if (used.count(c.id()) != 0) concepts.push_back(c);
  }
  concepts.insert(concepts.end(), own.begin(), own.end());
  absl::StatusOr<ConceptTagger> tagger = ConceptTagger::Create(concepts, macros);
  if (!tagger.ok()) return tagger.status();

  DisclosureMatcher matcher;
  matcher.impl_ = std::make_unique<Impl>(*std::move(tagger));
  Impl& impl = *matcher.impl_;
  if (!input.gate.empty()) {
    std::vector<v1::Concept> gate;
    for (const v1::Concept& c : *input.concepts) {
      if (c.id() == input.gate) gate.push_back(c);
    }
    if (gate.empty()) return absl::InvalidArgumentError("unknown concept " + input.gate);
    absl::StatusOr<ConceptTagger> words = ConceptTagger::Create(gate, macros);
    if (!words.ok()) return words.status();
    impl.gate = *std::move(words);
  }
  for (const v1::DisclosureLabel& label : *input.labels) {
    impl.labels.emplace(label.id(), static_cast<int>(impl.labels.size()));
  }
  for (const v1::Concept& c : concepts) impl.names.push_back(c.id());
  impl.rules_of.resize(concepts.size());
  for (const v1::DisclosureRule& source : *input.rules) {
    Impl::Rule rule;
    rule.rule = source;
    const auto fail = [&](const std::string& why) {
      return absl::InvalidArgumentError("rule " + source.id() + ": " + why);
    };
    const auto label = impl.labels.find(source.label());
    if (label == impl.labels.end()) return fail("unknown label " + source.label());
    rule.label = label->second;
    if (source.confidence() > 0) rule.confidence = source.confidence();
    std::vector<std::string> all(source.all().begin(), source.all().end());
    if (impl.tagger.Index("rule:" + source.id()) >= 0)
      all.insert(all.begin(), "rule:" + source.id());
    if (all.empty()) return fail("has no concepts");
    for (const std::string& names : all) {
      absl::StatusOr<ConceptMask> group = matcher.AnyOf(names);
      if (!group.ok()) return fail(std::string(group.status().message()));
      rule.all.push_back(*group);
    }
    for (const std::string& names : source.context()) {
      absl::StatusOr<ConceptMask> group = matcher.AnyOf(names);
      if (!group.ok()) return fail(std::string(group.status().message()));
      rule.context.push_back(*group);
    }
    for (const auto& [list, mask] : {std::pair{&source.unless(), &rule.unless},
                                     std::pair{&source.unless_context(), &rule.unless_context}}) {
      for (const std::string& names : *list) {
        absl::StatusOr<ConceptMask> group = matcher.AnyOf(names);
        if (!group.ok()) return fail(std::string(group.status().message()));
        *mask |= *group;
      }
    }
    const int base_en = input.within_en > 0 ? input.within_en : kWithinEnglish;
    const int base_zh = input.within_zh > 0 ? input.within_zh : kWithinChinese;
    if (source.within() < 0) {
      rule.within_en = rule.within_zh = std::string::npos;
    } else {
      const int en = source.within() > 0 ? source.within() : base_en;
      const int zh = source.within() > 0 ? (source.within() + 3) / 4 : base_zh;
      rule.within_en = static_cast<size_t>(en);
      rule.within_zh = static_cast<size_t>(zh) * 3;
    }
    const int place = static_cast<int>(impl.rules.size());
    for (size_t c = 0; c < concepts.size(); ++c) {
      if (rule.all[0][c]) impl.rules_of[c].push_back(place);
    }
    impl.rules.push_back(std::move(rule));
  }
  return matcher;
}

bool DisclosureMatcher::Impl::MayFire(const ConceptMask& present, Script script) const {
  for (size_t c = present._Find_first(); c < present.size(); c = present._Find_next(c)) {
    for (const int place : rules_of[c]) {
      const Rule& rule = rules[static_cast<size_t>(place)];
      if (Reads(rule, script) && HasAll(rule.all, present)) return true;
    }
  }
  return false;
}

TaggedDocument DisclosureMatcher::Tag(const AnalyzedDocument& analyzed) const {
  TaggedDocument tagged;
  for (const Section& section : analyzed.sections) {
    const std::string title = FoldText(section.title);
    ConceptMask mask =
        impl_->tagger.Tag(title, Script::kEnglish) | impl_->tagger.Tag(title, Script::kChinese);
    if (section.parent >= 0 && static_cast<size_t>(section.parent) < tagged.sections.size()) {
      mask |= tagged.sections[static_cast<size_t>(section.parent)];
    }
    tagged.sections.push_back(mask);
  }
  const std::vector<Sentence>& sentences = analyzed.sentences;
  const auto script = [&](size_t s) { return ScriptOf(analyzed.Text(sentences[s])); };
  std::vector<bool> open(sentences.size(), !impl_->gate.has_value());
  for (size_t s = 0; impl_->gate.has_value() && s < sentences.size(); ++s) {
    if (impl_->gate->Tag(analyzed.Text(sentences[s]), script(s)).none()) continue;
    // Those that have this sentence among their neighbours.
    const size_t first = s > kSentencesAfter ? s - kSentencesAfter : 0;
    for (size_t n = first; n < sentences.size() && n <= s + kSentencesBefore; ++n) {
      if (Neighbours(analyzed, n, s)) open[n] = true;
    }
  }
  // Literals first: most sentences hold those of some concept, few those of a whole rule.
  std::vector<ConceptMask> may(sentences.size());
  std::vector<bool> wanted(sentences.size());
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (!open[s]) continue;
    may[s] = impl_->tagger.MayHold(analyzed.Text(sentences[s]), script(s));
    if (!impl_->MayFire(may[s], script(s))) continue;
    // With what Surroundings looks at.
    const size_t first = s > kSentencesBefore ? s - kSentencesBefore : 0;
    for (size_t n = first; n < sentences.size() && n <= s + kSentencesAfter; ++n) wanted[n] = true;
  }
  if (impl_->gate.has_value()) tagged.open = open;
  tagged.sentences.resize(sentences.size());
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (open[s] && wanted[s]) {
      tagged.sentences[s] = impl_->tagger.Tag(analyzed.Text(sentences[s]), script(s), may[s]);
    }
  }
  return tagged;
}

ConceptMask DisclosureMatcher::Surroundings(const AnalyzedDocument& analyzed,
                                            const TaggedDocument& tagged, size_t sentence) const {
  const uint32_t passage = analyzed.sentences[sentence].passage;
  ConceptMask mask;
  const size_t first = sentence > kSentencesBefore ? sentence - kSentencesBefore : 0;
  for (size_t s = first; s < tagged.sentences.size() && s <= sentence + kSentencesAfter; ++s) {
    if (Neighbours(analyzed, s, sentence)) mask |= tagged.sentences[s];
  }
  const int32_t section = analyzed.passages[passage].section;
  if (section >= 0 && static_cast<size_t>(section) < tagged.sections.size()) {
    mask |= tagged.sections[static_cast<size_t>(section)];
  }
  return mask;
}

std::vector<ConceptSpan> DisclosureMatcher::Impl::Spans(const ConceptMask& group,
                                                        const ConceptMask& present,
                                                        std::string_view text,
                                                        Script script) const {
  std::vector<ConceptSpan> spans;
  const ConceptMask wanted = group & present;
  for (size_t c = wanted._Find_first(); c < wanted.size(); c = wanted._Find_next(c)) {
    const std::vector<ConceptSpan> found = tagger.Find(static_cast<int>(c), text, script);
    spans.insert(spans.end(), found.begin(), found.end());
  }
  std::sort(spans.begin(), spans.end(),
            [](const ConceptSpan& a, const ConceptSpan& b) { return a.begin < b.begin; });
  return spans;
}

bool DisclosureMatcher::Impl::Near(const Rule& rule, const ConceptMask& present,
                                   std::string_view text, Script script,
                                   DisclosureMatch& match) const {
  std::vector<std::vector<ConceptSpan>> spans;
  for (const ConceptMask& group : rule.all) spans.push_back(Spans(group, present, text, script));
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

std::string DisclosureMatcher::Impl::Names(const ConceptMask& group) const {
  std::string text;
  for (size_t c = group._Find_first(); c < group.size(); c = group._Find_next(c)) {
    text += (text.empty() ? "" : "|") + names[c];
  }
  return text;
}

std::string DisclosureMatcher::Impl::Words(const ConceptMask& group, std::string_view text,
                                           Script script) const {
  for (size_t c = group._Find_first(); c < group.size(); c = group._Find_next(c)) {
    const std::vector<ConceptSpan> found = tagger.Find(static_cast<int>(c), text, script);
    if (found.empty()) continue;
    return names[c] + " (\"" +
           std::string(text.substr(found[0].begin, found[0].end - found[0].begin)) + "\")";
  }
  return Names(group);
}

void DisclosureMatcher::Impl::TraceMissingConcepts(const Rule& rule,
                                                   const ConceptMask& present) const {
  std::string missing;
  for (const ConceptMask& group : rule.all) {
    if ((group & present).none()) missing += (missing.empty() ? "" : ", ") + Names(group);
  }
  TraceMissing(rule.rule.id(), "no word of " + missing);
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
  const ConceptMask present =
      tracing ? impl_->tagger.Tag(text, script) : tagged.sentences[sentence];
  ConceptMask around;
  bool around_known = false;
  std::vector<int> candidates;
  for (size_t c = present._Find_first(); c < present.size(); c = present._Find_next(c)) {
    candidates.insert(candidates.end(), impl_->rules_of[c].begin(), impl_->rules_of[c].end());
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::vector<std::pair<int, double>> best;  // label and confidence of each match
  for (const int place : candidates) {
    const Impl::Rule& rule = impl_->rules[static_cast<size_t>(place)];
    if (!impl_->Reads(rule, script)) continue;
    if (!HasAll(rule.all, present)) {
      if (tracing) impl_->TraceMissingConcepts(rule, present);
      continue;
    }
    if (const ConceptMask against = rule.unless & present; against.any()) {
      if (tracing) {
        TraceStopped(rule.rule.id(), "excluded by " + impl_->Words(against, text, script));
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
          TraceStopped(rule.rule.id(), "no word of " + impl_->Names(group) +
                                           " in the sentence, beside it or in its headings");
        }
      }
      if (const ConceptMask against = rule.unless_context & around; tracing && against.any()) {
        TraceStopped(rule.rule.id(), "excluded by " + impl_->Names(against) +
                                         " in the sentence, beside it or in its headings");
      }
      if (!HasAll(rule.context, around) || (rule.unless_context & around).any()) continue;
    }
    DisclosureMatch match;
    if (!impl_->Near(rule, present, text, script, match)) {
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
