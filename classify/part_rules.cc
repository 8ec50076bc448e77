#include "classify/part_rules.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// The names in braces. Some of them are no macros: {2,5}.
void AddNames(std::string_view text, std::set<std::string>& names) {
  for (size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) return;
    names.emplace(text.substr(open + 1, close - open - 1));
  }
}

void AddNamesIn(const Message& message, std::set<std::string>& names) {
  const Reflection& r = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? r.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        AddNamesIn(field->is_repeated() ? r.GetRepeatedMessage(message, field, i)
                                        : r.GetMessage(message, field),
                   names);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        AddNames(field->is_repeated() ? r.GetRepeatedStringReference(message, field, i, &scratch)
                                      : r.GetStringReference(message, field, &scratch),
                 names);
      }
    }
  }
}

void AddMacros(const MacroTable& macros, v1::RulePack& rules) {
  std::set<std::string> names;
  AddNamesIn(rules, names);
  for (const std::string& name : names) {
    const auto macro = macros.find(name);
    if (macro == macros.end()) continue;
    v1::Macro& added = *rules.add_macros();
    added.set_id(name);
    added.set_value(macro->second);
  }
}

}  // namespace

absl::StatusOr<MacroTable> ExpandedMacros(const v1::RulePack& pack) {
  MacroTable macros;
  for (const v1::Macro& macro : pack.macros()) {
    absl::StatusOr<std::string> value = ExpandMacros(macro.value(), macros);
    if (!value.ok()) return value.status();
    macros[macro.id()] = *std::move(value);
  }
  return macros;
}

v1::RulePack RulesOf(FindingsPart part, const v1::RulePack& pack, const MacroTable& macros) {
  v1::RulePack rules;
  switch (part) {
    case FindingsPart::kFiling:
      *rules.mutable_metadata() = pack.metadata();
      break;
    case FindingsPart::kUserCounts:
      *rules.mutable_user_counts() = pack.user_counts();
      break;
    case FindingsPart::kDisclosures:
      *rules.mutable_disclosures() = pack.disclosures();
      break;
    case FindingsPart::kHolders:
      *rules.mutable_holders() = pack.holders();
      break;
    case FindingsPart::kSignals:
      for (const v1::TextSignal& signal : pack.regimes().signals()) {
        v1::TextSignal& looked_for = *rules.mutable_regimes()->add_signals();
        looked_for = signal;
        looked_for.clear_meaning();
      }
      break;
    case FindingsPart::kConflicts: {
      v1::RegimeRules& regimes = *rules.mutable_regimes();
      *regimes.mutable_metrics() = pack.regimes().metrics();
      regimes.set_approx_margin(pack.regimes().approx_margin());
      *regimes.mutable_superseded_texts() = pack.regimes().superseded_texts();
      *regimes.mutable_conflicts() = pack.regimes().conflicts();
      *rules.mutable_holders()->mutable_person_names() = pack.holders().person_names();
      break;
    }
  }
  AddMacros(macros, rules);
  return rules;
}

}  // namespace filing_review::classify
