#include "classify/rule_walk.h"

#include <google/protobuf/descriptor.h>

#include <vector>

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

void Walk(const RulePart& part, const Message& message, const RuleTree* tree,
          const RuleEntry* above, const std::function<bool(const RuleEntry&)>& visit) {
  const Reflection& r = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? r.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const int index = field->is_repeated() ? i : -1;
      const Message& below = field->is_repeated() ? r.GetRepeatedMessage(message, field, i)
                                                  : r.GetMessage(message, field);
      RuleEntry entry{below,
                      *field,
                      index,
                      message,
                      above,
                      tree == nullptr ? nullptr : tree->GetTreeForNested(field, index),
                      PlaceOf(part, tree, *field, index),
                      (above == nullptr ? "" : above->path + ".") + field->name()};
      if (field->is_repeated() && below.GetDescriptor()->FindFieldByName("id") != nullptr) {
        entry.path += "[" + entry.Id() + "]";
      }
      if (visit(entry)) Walk(part, below, entry.tree, &entry, visit);
    }
  }
}

}  // namespace

std::string RuleEntry::Id() const {
  const FieldDescriptor* id = message.GetDescriptor()->FindFieldByName("id");
  if (id == nullptr || id->is_repeated() || id->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  return message.GetReflection()->GetString(message, id);
}

void WalkRules(const RulePart& part, const std::function<bool(const RuleEntry&)>& visit) {
  Walk(part, part.pack, part.tree.get(), nullptr, visit);
}

}  // namespace filing_review::classify
