#include "service/cli/rule_catalog.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <map>
#include <set>

namespace filing_review::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
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

// Ids of the entries of the user's files.
void OwnIds(const Message& message, std::set<std::string>& ids) {
  const Reflection& r = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    for (int i = 0; i < (field->is_repeated() ? r.FieldSize(message, field) : 1); ++i) {
      const Message& entry = field->is_repeated() ? r.GetRepeatedMessage(message, field, i)
                                                  : r.GetMessage(message, field);
      const FieldDescriptor* id = entry.GetDescriptor()->FindFieldByName("id");
      if (id != nullptr) ids.insert(entry.GetReflection()->GetString(entry, id));
      OwnIds(entry, ids);
    }
  }
}

// True where one of the fields by which an entry names what it stands for is `name`.
bool StandsFor(const Message& entry, const std::string& name) {
  for (const char* field_name : {"id", "label", "metric", "kind"}) {
    const FieldDescriptor* field = entry.GetDescriptor()->FindFieldByName(field_name);
    if (field == nullptr || field->is_repeated() ||
        field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
      continue;
    }
    if (entry.GetReflection()->GetString(entry, field) == name) return true;
  }
  return false;
}

class EntryFinder {
 public:
  EntryFinder(const std::string& name, std::vector<CatalogEntry>& found)
      : name_(name), found_(found) {
    printer_.SetUseUtf8StringEscaping(true);
  }

  void Find(const classify::RulePart& part, const Message& message, const classify::RuleTree* tree,
            const std::string& path) {
    const Reflection& r = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    r.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
      for (int i = 0; i < (field->is_repeated() ? r.FieldSize(message, field) : 1); ++i) {
        const int index = field->is_repeated() ? i : -1;
        const Message& entry = field->is_repeated() ? r.GetRepeatedMessage(message, field, i)
                                                    : r.GetMessage(message, field);
        std::string place = (path.empty() ? "" : path + ".") + field->name();
        const FieldDescriptor* id = entry.GetDescriptor()->FindFieldByName("id");
        if (id != nullptr) place += "[" + entry.GetReflection()->GetString(entry, id) + "]";
        if (field->is_repeated() && StandsFor(entry, name_)) {
          if (!seen_.insert(place).second) continue;  // replaced by the user's
          CatalogEntry& one = found_.emplace_back();
          one.place = classify::PlaceText(classify::PlaceOf(part, tree, *field, index));
          one.path = place;
          printer_.PrintToString(entry, &one.text);
          continue;
        }
        Find(part, entry, tree == nullptr ? nullptr : tree->GetTreeForNested(field, index), place);
      }
    }
  }

 private:
  const std::string& name_;
  std::vector<CatalogEntry>& found_;
  std::set<std::string> seen_;
  google::protobuf::TextFormat::Printer printer_;
};

}  // namespace

std::vector<CatalogList> CatalogOf(const service::LoadedRules& rules) {
  const v1::RulePack& pack = rules.pack;
  std::set<std::string> own_ids;
  for (const classify::RulePart& part : rules.parts) OwnIds(part.pack, own_ids);
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

std::vector<CatalogEntry> EntriesNamed(const service::LoadedRules& rules, const std::string& name) {
  std::vector<CatalogEntry> found;
  EntryFinder finder(name, found);
  // The user's last file first: it replaces what is before it.
  for (auto part = rules.parts.rbegin(); part != rules.parts.rend(); ++part) {
    finder.Find(*part, part->pack, part->tree.get(), "");
  }
  classify::RulePart built_in;
  built_in.name = service::kBuiltInRules;
  built_in.pack = rules.pack;
  finder.Find(built_in, built_in.pack, nullptr, "");
  return found;
}

}  // namespace filing_review::cli
