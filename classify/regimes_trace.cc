#include "classify/regimes_trace.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "classify/rule_fields.h"

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string Times(int n, const std::string& thing) {
  return std::to_string(n) + " " + thing + (n == 1 ? "" : "s");
}

// What the filing has of a name in a rule.
std::string Has(FieldRole role, const std::string& name, const ConditionContext& context) {
  const v1::ReviewBrief& brief = context.brief;
  int n = 0;
  switch (role) {
    case FieldRole::kSignal: {
      const GivenSignal* given = Given(context.signals, name);
      return given == nullptr ? "not given" : "given by " + Times(given->sentences, "sentence");
    }
    case FieldRole::kCategory:
      for (const auto& item : brief.data_handling()) n += item.category() == name ? 1 : 0;
      return n == 0 ? "not found" : Times(n, "finding");
    case FieldRole::kStatus:
      for (const auto& item : brief.review_statements()) n += item.status() == name ? 1 : 0;
      return n == 0 ? "not found" : Times(n, "finding");
    default:
      return "";
  }
}

// Length of what the values of an enumeration begin with: "LISTING_VENUE_".
size_t PrefixOf(const google::protobuf::EnumDescriptor& type) {
  return type.FindValueByNumber(0)->name().size() - std::string_view("UNSPECIFIED").size();
}

// "threshold 1000000; signals listed_abroad (not given)": the fields of an evaluator, in the words
// of its file.
std::string FieldsOf(const Message& evaluator, const ConditionContext& context) {
  const Reflection& r = *evaluator.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(evaluator, &fields);
  std::string all;
  for (const FieldDescriptor* field : fields) {
    all += (all.empty() ? "" : "; ") + field->name();
    const int count = field->is_repeated() ? r.FieldSize(evaluator, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string value;
      google::protobuf::TextFormat::PrintFieldValueToString(evaluator, field,
                                                            field->is_repeated() ? i : -1, &value);
      value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
      if (field->enum_type() != nullptr) value.erase(0, PrefixOf(*field->enum_type()));
      const std::string has = Has(RoleOf(*field), value, context);
      all += (i == 0 ? " " : ", ") + value + (has.empty() ? "" : " (" + has + ")");
    }
  }
  return all;
}

std::string LookedAt(const v1::ConditionRule& rule, const ConditionContext& context) {
  const v1::Regime& regime = context.regime;
  if (rule.has_text_in_force()) {
    std::string all;
    for (const char* name :
         {"draft_date", "published_date", "effective_date", "last_effective_date"}) {
      const auto& r = *regime.GetReflection();
      const std::string date = r.GetString(regime, regime.GetDescriptor()->FindFieldByName(name));
      if (!date.empty()) all += (all.empty() ? "" : "; ") + std::string(name) + " " + date;
    }
    return all;
  }
  const auto* evaluator = v1::ConditionRule::descriptor()->FindOneofByName("evaluator");
  const Reflection& r = *rule.GetReflection();
  const FieldDescriptor* field = r.GetOneofFieldDescriptor(rule, evaluator);
  if (field == nullptr) return "";
  const std::string fields = FieldsOf(r.GetMessage(rule, field), context);
  return field->name() + (fields.empty() ? "" : ": " + fields);
}

}  // namespace

void TraceCondition(const v1::ConditionRule& rule, const v1::Condition& condition,
                    const ConditionContext& context, const std::string& document,
                    RuleTrace& trace) {
  TracedCondition traced;
  traced.regime = context.regime.id();
  traced.condition = rule.id();
  traced.state = v1::ConditionState_Name(condition.state()).substr(16);
  traced.why = condition.explanation();
  traced.looked_at = LookedAt(rule, context);
  traced.on_page = std::any_of(
      condition.evidence().begin(), condition.evidence().end(), [&](const v1::Evidence& evidence) {
        return evidence.document() == document && evidence.page() == trace.page();
      });
  trace.AddCondition(std::move(traced));
}

}  // namespace filing_review::classify
