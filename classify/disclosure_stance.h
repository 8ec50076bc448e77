// How a sentence speaks of a matter, and whose data it speaks of: rule lists, the first that holds
// decides (proto: StanceRule, DataSubjectsRule). Thread-safe after Create.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/disclosure_matcher.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/disclosure_rules.pb.h"

namespace filing_review::classify {

class DisclosureStance {
 public:
  // Concepts that the rules use; the matcher must know them.
  static std::vector<std::string> Concepts(const v1::DisclosureRules& rules);

  static absl::StatusOr<DisclosureStance> Create(const v1::DisclosureRules& rules,
                                                 const DisclosureMatcher& matcher,
                                                 const MacroTable& macros);

  // Stance of what was found in a sentence. ISSUER_STATES where no rule holds.
  v1::Stance StanceOf(const DisclosureMatch& match, const ConceptMask& sentence,
                      std::string_view text, const ConceptTagger& tagger) const;

  // OTHER where no rule holds.
  v1::DataSubjects SubjectsOf(const ConceptMask& sentence, const ConceptMask& surroundings) const;

 private:
  struct StanceTest {
    v1::Stance stance;
    ConceptGroups all;
    ConceptMask unless;
    std::vector<std::string> labels;
    std::shared_ptr<const LazyPattern> next_clause;  // null: all words count
  };
  // True where a word of each group speaks of the match, not of a clause that follows it.
  static bool OfTheMatch(const StanceTest& test, const DisclosureMatch& match,
                         const ConceptMask& sentence, std::string_view text,
                         const ConceptTagger& tagger);

  struct SubjectsTest {
    v1::DataSubjects subjects;
    ConceptMask any, any_context;
  };
  std::vector<StanceTest> stances_;
  std::vector<SubjectsTest> subjects_;
};

}  // namespace filing_review::classify
