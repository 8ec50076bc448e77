// Runs disclosure rules (proto: DisclosureRule) over the sentences of a document.
//
//   StatusOr<DisclosureMatcher> matcher = DisclosureMatcher::Create(input, macros);
//   TaggedDocument tagged = matcher->Tag(analyzed);          // concepts of every sentence
//   for (size_t s = 0; s < analyzed.sentences.size(); ++s)
//     for (const DisclosureMatch& m : matcher->Match(analyzed, tagged, s)) …
//
// A rule fires where its concepts stand near each other in one sentence and its context (the
// neighbouring sentences under the same heading, the headings above) allows it. At most one match a
// sentence and label: the rule with the highest confidence, the first in the list among equals.
// Create refuses unknown concepts and labels; the status names the rule.
// Thread-safe after Create.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/concept_tagger.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/disclosure_rules.pb.h"

namespace filing_review::classify {

// Groups of concepts; one of each group must be present.
using ConceptGroups = std::vector<ConceptMask>;
inline bool HasAll(const ConceptGroups& groups, const ConceptMask& mask) {
  return std::all_of(groups.begin(), groups.end(),
                     [&](const ConceptMask& group) { return (group & mask).any(); });
}

// Concepts by sentence and by section, with what surrounds them.
struct TaggedDocument {
  std::vector<ConceptMask> sentences;  // none where no rule can fire on the sentence or beside it
  std::vector<bool> open;              // sentences that the gate lets through; empty: all
  std::vector<ConceptMask> sections;   // of the titles, the sections above included
};

struct DisclosureMatch {
  const v1::DisclosureRule* rule = nullptr;
  size_t begin = 0, end = 0;  // bytes of the sentence, from its first concept to its last
};

struct DisclosureMatcherInput {
  const google::protobuf::RepeatedPtrField<v1::Concept>* concepts = nullptr;
  const google::protobuf::RepeatedPtrField<v1::DisclosureLabel>* labels = nullptr;
  const google::protobuf::RepeatedPtrField<v1::DisclosureRule>* rules = nullptr;
  std::vector<std::string> more_concepts;  // used by the caller beside the rules
  std::string gate;  // concept that a sentence or one near it must have; empty: all are looked at
  int within_en = 0, within_zh = 0;  // characters; 0: 60 and 15
};

struct DisclosureRuleSet;

class DisclosureMatcher {
 public:
  static absl::StatusOr<DisclosureMatcher> Create(const DisclosureMatcherInput& input,
                                                  const MacroTable& macros);
  DisclosureMatcher(DisclosureMatcher&&) noexcept;
  DisclosureMatcher& operator=(DisclosureMatcher&&) noexcept;
  ~DisclosureMatcher();

  TaggedDocument Tag(const AnalyzedDocument& analyzed) const;

  std::vector<DisclosureMatch> Match(const AnalyzedDocument& analyzed, const TaggedDocument& tagged,
                                     size_t sentence) const;

  // Concepts of the sentence, its neighbours and its headings.
  ConceptMask Surroundings(const AnalyzedDocument& analyzed, const TaggedDocument& tagged,
                           size_t sentence) const;

  // "a|b" to a mask. Fails on a name that is no concept.
  absl::StatusOr<ConceptMask> AnyOf(const std::string& names) const;

  const ConceptTagger& tagger() const;

 private:
  explicit DisclosureMatcher(DisclosureRuleSet set);
  std::unique_ptr<DisclosureRuleSet> set_;
};

}  // namespace filing_review::classify
