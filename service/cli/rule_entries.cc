#include "service/cli/rule_entries.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <set>

#include "classify/rule_walk.h"

namespace filing_review::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

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

}  // namespace

std::vector<CatalogEntry> EntriesNamed(const service::LoadedRules& rules, const std::string& name) {
  std::vector<CatalogEntry> found;
  std::set<std::string> seen;
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  const auto find = [&](const classify::RulePart& part) {
    classify::WalkRules(part, [&](const classify::RuleEntry& entry) {
      if (!entry.field.is_repeated() || !StandsFor(entry.message, name)) return true;
      if (!seen.insert(entry.path).second) return false;  // replaced by the user's
      CatalogEntry& one = found.emplace_back();
      one.place = classify::PlaceText(entry.place);
      one.path = entry.path;
      printer.PrintToString(entry.message, &one.text);
      return false;
    });
  };
  // The user's last file first: it replaces what is before it.
  for (auto part = rules.parts.rbegin(); part != rules.parts.rend(); ++part) find(*part);
  classify::RulePart built_in;
  built_in.name = service::kBuiltInRules;
  built_in.pack = rules.pack;
  find(built_in);
  return found;
}

}  // namespace filing_review::cli
