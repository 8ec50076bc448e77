#include "service/cli/rule_catalog.h"

#include <map>
#include <set>
#include <utility>

#include "classify/rule_walk.h"

namespace filing_review::cli {

namespace {

using std::to_string;

// How many rules and examples stand behind a name.
struct Behind {
  int rules = 0, examples = 0;
};

template <typename Rules>
std::map<std::string, Behind> BehindLabels(const Rules& rules) {
  std::map<std::string, Behind> behind;
  for (const auto& rule : rules) {
    ++behind[rule.label()].rules;
    behind[rule.label()].examples += rule.examples_size();
  }
  return behind;
}

template <typename Labels, typename Rules, typename IsOwn>
CatalogList LabelList(const char* name, const Labels& labels, const Rules& rules,
                      const IsOwn& own) {
  CatalogList list{name, {"id", "rules", "examples", "title"}, {}};
  std::map<std::string, Behind> behind = BehindLabels(rules);
  for (const v1::DisclosureLabel& label : labels) {
    const Behind& of = behind[label.id()];
    list.rows.push_back({{label.id(), to_string(of.rules), to_string(of.examples), label.title()},
                         own(label.id())});
  }
  return list;
}

std::string InForce(const v1::Regime& regime) {
  if (regime.effective_date().empty()) {
    return "never" + (regime.draft_date().empty() ? "" : ", draft of " + regime.draft_date());
  }
  return regime.effective_date() + " to " +
         (regime.last_effective_date().empty() ? "today" : regime.last_effective_date());
}

CatalogList MetricList(const v1::RulePack& pack, const std::set<std::string>& own) {
  std::map<std::string, std::pair<int, int>> metrics;  // nouns, rules that make narrower
  std::set<std::string> of_folder;
  for (const v1::CountNoun& noun : pack.user_counts().nouns()) {
    if (noun.metric().empty()) continue;
    ++metrics[noun.metric()].first;
    if (own.count(noun.id()) != 0) of_folder.insert(noun.metric());
  }
  for (const v1::CountMetric& metric : pack.user_counts().metrics()) {
    if (metric.metric().empty()) continue;
    ++metrics[metric.metric()].second;
    if (own.count(metric.id()) != 0) of_folder.insert(metric.metric());
  }
  std::map<std::string, const v1::OperandMetric*> operands;
  for (const v1::OperandMetric& metric : pack.regimes().metrics()) operands[metric.id()] = &metric;
  CatalogList list{"metrics", {"id", "nouns", "modifiers", "rank", "in words"}, {}};
  for (const auto& [metric, rules] : metrics) {
    const auto operand = operands.find(metric);
    const bool known = operand != operands.end();
    list.rows.push_back({{metric, to_string(rules.first), to_string(rules.second),
                          known ? to_string(operand->second->rank()) : "-",
                          known ? operand->second->words() : "no regime looks at it"},
                         of_folder.count(metric) != 0});
  }
  return list;
}

}  // namespace

std::vector<CatalogList> CatalogOf(const service::LoadedRules& rules) {
  const v1::RulePack& pack = rules.pack;
  std::set<std::string> own_ids;
  for (const classify::RulePart& part : rules.parts) {
    classify::WalkRules(part, [&](const classify::RuleEntry& entry) {
      own_ids.insert(entry.Id());
      return true;
    });
  }
  const auto own = [&](const std::string& id) { return own_ids.count(id) != 0; };
  std::vector<CatalogList> lists;
  const v1::DisclosureRules& disclosures = pack.disclosures();
  lists.push_back(MetricList(pack, own_ids));
  lists.push_back(
      LabelList("categories", disclosures.categories(), disclosures.data_handling(), own));
  lists.push_back(
      LabelList("statuses", disclosures.statuses(), disclosures.review_statements(), own));
  CatalogList& regimes =
      lists.emplace_back(CatalogList{"regimes", {"id", "conditions", "in force", "title"}, {}});
  CatalogList conditions{"conditions", {"id", "regimes", "asks"}, {}};
  std::map<std::string, std::vector<const v1::ConditionRule*>> by_condition;
  std::vector<std::string> order;
  for (const v1::Regime& regime : pack.regimes().regimes()) {
    regimes.rows.push_back(
        {{regime.id(), to_string(regime.conditions_size()), InForce(regime), regime.title()},
         own(regime.id())});
    for (const v1::ConditionRule& condition : regime.conditions()) {
      auto& same = by_condition[condition.id()];
      if (same.empty()) order.push_back(condition.id());
      same.push_back(&condition);
    }
  }
  for (const std::string& id : order) {
    const auto& same = by_condition[id];
    conditions.rows.push_back({{id, to_string(same.size()), same.front()->asks()}, own(id)});
  }
  lists.push_back(std::move(conditions));
  CatalogList& signals =
      lists.emplace_back(CatalogList{"signals", {"id", "patterns", "the filing …"}, {}});
  for (const v1::TextSignal& signal : pack.regimes().signals()) {
    signals.rows.push_back(
        {{signal.id(), to_string(signal.patterns_size()), signal.meaning()}, own(signal.id())});
  }
  CatalogList& influence = lists.emplace_back(CatalogList{"influence", {"id", "rules"}, {}});
  std::map<std::string, int> kinds;
  for (const v1::InfluenceRule& rule : pack.holders().influence()) ++kinds[rule.kind()];
  for (const auto& [kind, count] : kinds)
    influence.rows.push_back({{kind, to_string(count)}, false});
  CatalogList& factors = lists.emplace_back(CatalogList{"review factors", {"id", "title"}, {}});
  for (const v1::ReviewFactorRule& rule : pack.regimes().review_factors()) {
    factors.rows.push_back({{rule.id(), rule.title()}, own(rule.id())});
  }
  CatalogList& checklist = lists.emplace_back(CatalogList{"checklist", {"id", "title"}, {}});
  for (const v1::ChecklistRule& rule : pack.regimes().checklist()) {
    checklist.rows.push_back({{rule.id(), rule.title()}, own(rule.id())});
  }
  return lists;
}

}  // namespace filing_review::cli
