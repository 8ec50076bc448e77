// The place of an error that a finder tells by the id of a rule alone.
#include <google/protobuf/descriptor.h>

#include "absl/strings/str_split.h"
#include "classify/rule_check.h"

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// The place of the last entry of that id, at any depth.
void FindEntry(const RulePart& part, const Message& message, const RuleTree* tree,
               const std::string& id, RulePlace& place) {
  const Reflection& r = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? r.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const int index = field->is_repeated() ? i : -1;
      const Message& entry = field->is_repeated() ? r.GetRepeatedMessage(message, field, i)
                                                  : r.GetMessage(message, field);
      const FieldDescriptor* name = entry.GetDescriptor()->FindFieldByName("id");
      if (name != nullptr && entry.GetReflection()->GetString(entry, name) == id) {
        place = PlaceOf(part, tree, *field, index);
      }
      FindEntry(part, entry, tree == nullptr ? nullptr : tree->GetTreeForNested(field, index), id,
                place);
    }
  }
}

}  // namespace

absl::Status PlaceRuleError(const absl::Status& status, const std::vector<RulePart>& parts) {
  if (status.ok()) return status;
  const std::string message(status.message());
  RulePlace place;
  for (const absl::string_view& word :
       absl::StrSplit(message, absl::ByAnyChar(" :,"), absl::SkipEmpty())) {
    for (const RulePart& part : parts) {
      FindEntry(part, part.pack, part.tree.get(), std::string(word), place);
    }
    if (!place.file.empty()) break;
  }
  // Nothing names it: it is of the files together.
  if (place.file.empty() && !parts.empty()) place.file = parts.back().name;
  return absl::InvalidArgumentError(PlaceText(place) + ": " + message);
}

}  // namespace filing_review::classify
