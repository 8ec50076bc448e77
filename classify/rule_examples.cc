#include "classify/rule_examples.h"

#include <memory>

#include "classify/rule_example_runner.h"
#include "classify/rule_walk.h"

namespace filing_review::classify {

absl::StatusOr<std::vector<RuleExample>> RunRuleExamples(const std::vector<RulePart>& parts,
                                                         const v1::RulePack& merged) {
  const auto runner = ExampleRunner::Create(merged);
  if (!runner.ok()) return runner.status();
  std::vector<RuleExample> ran;
  for (const RulePart& part : parts) {
    WalkRules(part, [&](const RuleEntry& entry) {
      if (entry.message.GetDescriptor() != v1::Example::descriptor()) return true;
      const auto& example = static_cast<const v1::Example&>(entry.message);
      RuleExample& one = ran.emplace_back();
      one.place = entry.place;
      one.text = example.text();
      one.expect = example.expect();
      // An example is of the entry it stands in.
      const RuleEntry& owner = *entry.above;
      one.entry = owner.path;
      (*runner)->Run(owner.message, owner.field.name(), owner.owner, one);
      return false;
    });
  }
  return ran;
}

}  // namespace filing_review::classify
