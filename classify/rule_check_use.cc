// Names that a file of rules brings in and that nothing uses: they are never seen in a brief, or no
// regime looks at them.
#include <set>
#include <string>

#include "classify/rule_check.h"
#include "classify/rule_walk.h"

namespace filing_review::classify {

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
  const auto metric = [&](const std::string& id, const RulePlace& place) {
    // A population is of a market and never an issuer's users.
    if (id.empty() || id == "POPULATION" || operands.count(id) != 0) return;
    warn(place, "user_counts",
         "metric " + id +
             " has no entry in regimes.metrics: it is shown, and no regime "
             "counts it");
  };
  WalkRules(part, [&](const RuleEntry& entry) {
    const auto* type = entry.message.GetDescriptor();
    if (type == v1::DisclosureLabel::descriptor() && labels.count(entry.Id()) == 0) {
      warn(entry.place, entry.path, "no rule has this label: no brief will show it");
    } else if (type == v1::CountNoun::descriptor()) {
      metric(static_cast<const v1::CountNoun&>(entry.message).metric(), entry.place);
    } else if (type == v1::CountMetric::descriptor()) {
      metric(static_cast<const v1::CountMetric&>(entry.message).metric(), entry.place);
    }
    return true;
  });
}

}  // namespace filing_review::classify
