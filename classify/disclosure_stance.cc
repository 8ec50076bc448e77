#include "classify/disclosure_stance.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"

namespace filing_review::classify {

std::vector<std::string> DisclosureStance::Concepts(const v1::DisclosureRules& rules) {
  std::vector<std::string> names;
  const auto add = [&](const auto& list) {
    for (const std::string& group : list) {
      for (const auto& name : absl::StrSplit(group, '|', absl::SkipEmpty())) {
        names.emplace_back(name);
      }
    }
  };
  for (const v1::StanceRule& rule : rules.stances()) {
    add(rule.all());
    add(rule.unless());
  }
  for (const v1::DataSubjectsRule& rule : rules.data_subjects()) {
    add(rule.any());
    add(rule.any_context());
  }
  return names;
}

absl::StatusOr<DisclosureStance> DisclosureStance::Create(const v1::DisclosureRules& rules,
                                                          const DisclosureMatcher& matcher,
                                                          const MacroTable& macros) {
  DisclosureStance result;
  absl::Status status;
  const auto any = [&](const std::string& id, const auto& list) {
    ConceptMask mask;
    for (const std::string& names : list) {
      const absl::StatusOr<ConceptMask> group = matcher.AnyOf(names);
      if (!group.ok()) {
        status =
            absl::InvalidArgumentError("rule " + id + ": " + std::string(group.status().message()));
      } else {
        mask |= *group;
      }
    }
    return mask;
  };
  for (const v1::StanceRule& rule : rules.stances()) {
    StanceTest test{rule.stance(),
                    {},
                    any(rule.id(), rule.unless()),
                    {rule.labels().begin(), rule.labels().end()},
                    nullptr};
    if (!rule.next_clause().empty()) {
      absl::StatusOr<std::unique_ptr<LazyPattern>> clause = CompilePattern(
          rule.id(), "(?:" + rule.next_clause() + ")$", macros, v1::RULE_LANGUAGE_EN);
      if (!clause.ok()) return clause.status();
      test.next_clause = *std::move(clause);
    }
    for (const std::string& names : rule.all()) {
      test.all.push_back(any(rule.id(), std::vector<std::string>{names}));
    }
    result.stances_.push_back(std::move(test));
  }
  for (const v1::DataSubjectsRule& rule : rules.data_subjects()) {
    result.subjects_.push_back(
        {rule.data_subjects(), any(rule.id(), rule.any()), any(rule.id(), rule.any_context())});
  }
  if (!status.ok()) return status;
  return result;
}

bool DisclosureStance::OfTheMatch(const StanceTest& test, const DisclosureMatch& match,
                                  const ConceptMask& sentence, std::string_view text,
                                  const ConceptTagger& tagger) {
  const Script script = ScriptOf(text);
  return std::all_of(test.all.begin(), test.all.end(), [&](const ConceptMask& group) {
    const ConceptMask present = group & sentence;
    for (size_t c = present._Find_first(); c < present.size(); c = present._Find_next(c)) {
      for (const ConceptSpan& span : tagger.Find(static_cast<int>(c), text, script)) {
        if (span.begin < match.end) return true;
        const std::string_view between = text.substr(match.end, span.begin - match.end);
        if (!RE2::PartialMatch(re2::StringPiece(between.data(), between.size()), *test.next_clause))
          return true;
      }
    }
    return false;
  });
}

v1::Stance DisclosureStance::StanceOf(const DisclosureMatch& match, const ConceptMask& sentence,
                                      std::string_view text, const ConceptTagger& tagger) const {
  const std::string& label = match.rule->label();
  for (const StanceTest& test : stances_) {
    if (!test.labels.empty() &&
        std::find(test.labels.begin(), test.labels.end(), label) == test.labels.end()) {
      continue;
    }
    if ((test.unless & sentence).any() || !HasAll(test.all, sentence)) continue;
    if (test.next_clause == nullptr || OfTheMatch(test, match, sentence, text, tagger))
      return test.stance;
  }
  return v1::STANCE_ISSUER_STATES;
}

v1::DataSubjects DisclosureStance::SubjectsOf(const ConceptMask& sentence,
                                              const ConceptMask& surroundings) const {
  for (const SubjectsTest& test : subjects_) {
    if ((test.any & sentence).any() || (test.any_context & surroundings).any()) {
      return test.subjects;
    }
  }
  return v1::DATA_SUBJECTS_OTHER;
}

}  // namespace filing_review::classify
