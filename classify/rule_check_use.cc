// Names that a file of rules brings in and that nothing uses: they are never seen in a brief, or no
// regime looks at them.
#include <google/protobuf/descriptor.h>

#include <set>
#include <string>

#include "classify/rule_check.h"

namespace filing_review::classify {

namespace {

// Calls tell(entry, place) for each entry of the repeated field `list` of `rules`.
template <typename Entry, typename Tell>
void ForEach(const RulePart& part, const google::protobuf::Message& rules, const char* rules_name,
             const char* list, const Tell& tell) {
  const auto* rules_field = part.pack.GetDescriptor()->FindFieldByName(rules_name);
  const RuleTree* tree =
      part.tree == nullptr ? nullptr : part.tree->GetTreeForNested(rules_field, -1);
  const auto* field = rules.GetDescriptor()->FindFieldByName(list);
  const auto& r = *rules.GetReflection();
  for (int i = 0; i < r.FieldSize(rules, field); ++i) {
    tell(static_cast<const Entry&>(r.GetRepeatedMessage(rules, field, i)),
         PlaceOf(part, tree, *field, i));
  }
}

}  // namespace

void CheckUse(const RulePart& part, const v1::RulePack& merged,
              std::vector<RuleProblem>& problems) {
  std::set<std::string> labels, operands;
  for (const auto& rule : merged.disclosures().data_handling()) labels.insert(rule.label());
  for (const auto& rule : merged.disclosures().review_statements()) labels.insert(rule.label());
  for (const auto& metric : merged.regimes().metrics()) operands.insert(metric.id());
  std::set<std::string> said;
  const auto warn = [&](const RulePlace& place, const std::string& entry, const std::string& what) {
    if (said.insert(entry + what).second) problems.push_back({false, place, entry, what});
  };
  for (const char* list : {"categories", "statuses"}) {
    ForEach<v1::DisclosureLabel>(part, part.pack.disclosures(), "disclosures", list,
                                 [&](const v1::DisclosureLabel& label, const RulePlace& place) {
                                   if (labels.count(label.id()) != 0) return;
                                   warn(place,
                                        std::string("disclosures.") + list + "[" + label.id() + "]",
                                        "no rule has this label: no brief will show it");
                                 });
  }
  const auto metric = [&](const std::string& id, const RulePlace& place) {
    // A population is of a market and never an issuer's users.
    if (id.empty() || id == "POPULATION" || operands.count(id) != 0) return;
    warn(place, "user_counts",
         "metric " + id +
             " has no entry in regimes.metrics: it is shown, and no regime "
             "counts it");
  };
  const auto& counts = part.pack.user_counts();
  ForEach<v1::CountNoun>(
      part, counts, "user_counts", "nouns",
      [&](const v1::CountNoun& noun, const RulePlace& place) { metric(noun.metric(), place); });
  ForEach<v1::CountMetric>(
      part, counts, "user_counts", "metrics",
      [&](const v1::CountMetric& rule, const RulePlace& place) { metric(rule.metric(), place); });
}

}  // namespace filing_review::classify
