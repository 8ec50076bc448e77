// What a file of rules brings in to no purpose, or leaves out: names that are never seen in a brief
// or that no regime looks at; rules without which nothing of a kind is found.
#include <set>
#include <string>

#include "classify/rule_check.h"
#include "classify/rule_walk.h"

namespace filing_review::classify {

namespace {

// Rules of a pack that stands alone, and what is missing in its briefs without them.
void CheckAlone(const RulePart& part, const v1::RulePack& pack,
                std::vector<RuleProblem>& problems) {
  const RulePlace place = PlaceOf(
      part, part.tree.get(), *v1::RulePack::descriptor()->FindFieldByName("replaces_built_in"), -1);
  const struct {
    bool there;
    const char* rules;
    const char* missing;
  } rows[] = {
      {pack.user_counts().grammars_size() > 0, "user_counts.grammars", "no user count is found"},
      {pack.disclosures().data_handling_size() > 0, "disclosures.data_handling",
       "nothing on data is found"},
      {pack.disclosures().review_statements_size() > 0, "disclosures.review_statements",
       "no statement on review is found"},
      {pack.holders().cues_size() > 0, "holders.cues", "no table of holders is read"},
      {pack.holders().jurisdictions_size() > 0, "holders.jurisdictions",
       "no holder is told to be foreign"},
      {pack.metadata().types_size() > 0, "metadata.types", "no filing tells its type"},
      {pack.metadata().dates_size() > 0, "metadata.dates", "no filing tells its date"},
      {pack.metadata().issuers_size() > 0, "metadata.issuers", "no filing tells its issuer"},
      {pack.regimes().regimes_size() > 0, "regimes.regimes", "no law is assessed"},
  };
  for (const auto& row : rows) {
    if (row.there) continue;
    problems.push_back({false, place, "replaces_built_in",
                        std::string("the built-in pack is left out, and the folder has no ") +
                            row.rules + ": " + row.missing});
  }
}

}  // namespace

void CheckUse(const RulePart& part, const v1::RulePack& merged,
              std::vector<RuleProblem>& problems) {
  if (part.pack.replaces_built_in()) CheckAlone(part, merged, problems);
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
