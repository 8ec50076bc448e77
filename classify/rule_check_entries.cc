#include "classify/rule_check_entries.h"

#include <algorithm>
#include <string_view>

#include "classify/calendar.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

namespace {

void Check(const v1::Concept& entry, std::vector<EntryFault>& faults) {
  if (entry.en().empty() && entry.zh().empty()) {
    faults.push_back({true, "has no words (en, zh)"});
  }
}

void Check(const v1::DisclosureRule& entry, std::vector<EntryFault>& faults) {
  if (entry.all().empty() && entry.en().empty() && entry.zh().empty()) {
    faults.push_back({true, "has neither concepts (all) nor words of its own (en, zh)"});
  }
  const auto expects = [](const v1::Example& example) { return !example.expect().empty(); };
  const auto& examples = entry.examples();
  if (std::none_of(examples.begin(), examples.end(), expects)) {
    faults.push_back({false, "has no example that it must find"});
  }
  if (std::all_of(examples.begin(), examples.end(), expects)) {
    faults.push_back({false, "has no example that it must pass by"});
  }
  for (const v1::Example& example : examples) {
    if (expects(example) && example.expect() != entry.label()) {
      faults.push_back({true, "has an example that expects " + example.expect() +
                                  ", which is not its label " + entry.label()});
    }
  }
}

void Check(const v1::ConditionRule& entry, std::vector<EntryFault>& faults) {
  if (entry.evaluator_case() == v1::ConditionRule::EVALUATOR_NOT_SET) {
    faults.push_back({true, "has no evaluator (text_in_force, users_over, …)"});
  }
  if (entry.unmet() != v1::OUTCOME_UNSPECIFIED && entry.unmet() != v1::OUTCOME_NOT_TRIGGERED &&
      entry.unmet() != v1::OUTCOME_OUT_OF_SCOPE) {
    faults.push_back({true, "unmet is neither OUTCOME_NOT_TRIGGERED nor OUTCOME_OUT_OF_SCOPE"});
  }
}

void Check(const v1::Regime& entry, std::vector<EntryFault>& faults) {
  std::string last;
  const char* last_name = "";
  for (const auto& [name, date] : {std::pair{"draft_date", entry.draft_date()},
                                   std::pair{"published_date", entry.published_date()},
                                   std::pair{"effective_date", entry.effective_date()},
                                   std::pair{"last_effective_date", entry.last_effective_date()}}) {
    if (!IsDate(date)) continue;
    if (date < last) {
      faults.push_back(
          {true, std::string(name) + " " + date + " is before " + last_name + " " + last});
    }
    last = date;
    last_name = name;
  }
  if (last.empty()) faults.push_back({true, "has no date"});
  if (entry.sources().empty()) faults.push_back({false, "has no source"});
  if (std::none_of(
          entry.conditions().begin(), entry.conditions().end(),
          [](const v1::ConditionRule& condition) { return condition.has_text_in_force(); })) {
    faults.push_back({false, "has no condition text_in_force: it is read for filings of any date"});
  }
}

void Check(const v1::Jurisdiction& entry, std::vector<EntryFault>& faults) {
  const auto empty = [](const std::string& name) { return name.empty(); };
  if (std::any_of(entry.names_en().begin(), entry.names_en().end(), empty) ||
      std::any_of(entry.names_zh().begin(), entry.names_zh().end(), empty)) {
    faults.push_back({true, "has an empty name"});
  }
}

void Check(const v1::Pattern& entry, std::vector<EntryFault>& faults) {
  if (entry.examples().empty()) faults.push_back({false, "has no examples"});
}

}  // namespace

std::vector<EntryFault> FaultsOf(const google::protobuf::Message& entry) {
  std::vector<EntryFault> faults;
  const auto* type = entry.GetDescriptor();
  if (type == v1::Concept::descriptor()) {
    Check(static_cast<const v1::Concept&>(entry), faults);
  } else if (type == v1::DisclosureRule::descriptor()) {
    Check(static_cast<const v1::DisclosureRule&>(entry), faults);
  } else if (type == v1::ConditionRule::descriptor()) {
    Check(static_cast<const v1::ConditionRule&>(entry), faults);
  } else if (type == v1::Regime::descriptor()) {
    Check(static_cast<const v1::Regime&>(entry), faults);
  } else if (type == v1::Jurisdiction::descriptor()) {
    Check(static_cast<const v1::Jurisdiction&>(entry), faults);
  } else if (type == v1::Pattern::descriptor()) {
    Check(static_cast<const v1::Pattern&>(entry), faults);
  }
  return faults;
}

}  // namespace filing_review::classify
