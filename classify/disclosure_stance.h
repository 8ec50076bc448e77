// How a sentence speaks of a matter, and whose data it speaks of: rule lists, the first that holds
// decides (proto: StanceRule, DataSubjectsRule). Thread-safe after Create.
#pragma once

#include <string>
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
                                                 const DisclosureMatcher& matcher);

  // ISSUER_STATES where no rule holds.
  v1::Stance StanceOf(const std::string& label, const ConceptMask& sentence) const;

  // OTHER where no rule holds.
  v1::DataSubjects SubjectsOf(const ConceptMask& sentence, const ConceptMask& surroundings) const;

 private:
  struct StanceTest {
    v1::Stance stance;
    ConceptGroups all;
    ConceptMask unless;
    std::vector<std::string> labels;
  };
  struct SubjectsTest {
    v1::DataSubjects subjects;
    ConceptMask any, any_context;
  };
  std::vector<StanceTest> stances_;
  std::vector<SubjectsTest> subjects_;
};

}  // namespace filing_review::classify
