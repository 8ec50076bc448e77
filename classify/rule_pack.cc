#include "classify/rule_pack.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Keeps the first error with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (text.empty()) {
      text = std::to_string(line + 1) + ":" + std::to_string(column + 1) + ": " + message;
    }
  }
  std::string text;
};

// Sets one scalar field (or list of scalars) of `to` as in `from`.
void CopyField(const Message& from, const FieldDescriptor& field, Message& to) {
  const std::unique_ptr<Message> one(from.New());
  one->CopyFrom(from);
  std::vector<const FieldDescriptor*> fields;
  from.GetReflection()->ListFields(*one, &fields);
  for (const FieldDescriptor* other : fields) {
    if (other != &field) from.GetReflection()->ClearField(one.get(), other);
  }
  to.GetReflection()->ClearField(&to, &field);
  to.MergeFrom(*one);
}

void Merge(const Message& from, Message& to) {
  const Reflection& r = *from.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  r.ListFields(from, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (message && !field->is_repeated()) {
      Merge(r.GetMessage(from, field), *r.MutableMessage(&to, field));
      continue;
    }
    const FieldDescriptor* id = message ? field->message_type()->FindFieldByName("id") : nullptr;
    if (id == nullptr || id->is_repeated() || id->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
      if (message) {
        for (int i = 0; i < r.FieldSize(from, field); ++i) {
          r.AddMessage(&to, field)->CopyFrom(r.GetRepeatedMessage(from, field, i));
        }
      } else {
        // A repeated scalar is one value, a list: it is replaced as a whole.
        CopyField(from, *field, to);
      }
      continue;
    }
    std::map<std::string, int> places;
    for (int i = 0; i < r.FieldSize(to, field); ++i) {
      const Message& entry = r.GetRepeatedMessage(to, field, i);
      places[entry.GetReflection()->GetString(entry, id)] = i;
    }
    for (int i = 0; i < r.FieldSize(from, field); ++i) {
      const Message& entry = r.GetRepeatedMessage(from, field, i);
      const auto place = places.find(entry.GetReflection()->GetString(entry, id));
      if (place != places.end()) {
        r.MutableRepeatedMessage(&to, field, place->second)->CopyFrom(entry);
      } else {
        r.AddMessage(&to, field)->CopyFrom(entry);
      }
    }
  }
}

}  // namespace

absl::StatusOr<v1::RulePack> ParseRulePack(const std::string& name, const std::string& text) {
  v1::RulePack pack;
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  if (!parser.ParseFromString(text, &pack)) {
    return absl::InvalidArgumentError(name + ":" + error.text);
  }
  return pack;
}

void MergeRulePack(const v1::RulePack& part, v1::RulePack& pack) { Merge(part, pack); }

std::string SerializeRulePack(const v1::RulePack& pack) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    pack.SerializeToCodedStream(&coded);
  }
  return bytes;
}

}  // namespace filing_review::classify
