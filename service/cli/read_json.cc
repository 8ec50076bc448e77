#include "service/cli/read_json.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <cmath>
#include <limits>

#include "extract/read_error.h"

namespace filing_review::cli {

namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Struct;
using google::protobuf::Value;

absl::Status Wrong(const std::string& place, const std::string& what) {
  return extract::ReadError("not_a_brief", "is not a brief's JSON: " + place + ": " + what);
}

absl::Status ReadObject(const Struct& object, const std::string& place, Message& message);

// The value whose name without its type's prefix is `name` (service/render/json.h).
const EnumValueDescriptor* EnumValueOf(const FieldDescriptor& field, const std::string& name) {
  const std::string zero = field.enum_type()->value(0)->name();
  const std::string prefix = zero.substr(0, zero.rfind("UNSPECIFIED"));
  return field.enum_type()->FindValueByName(prefix + name);
}

absl::Status ReadValue(const Value& value, const FieldDescriptor& field, const std::string& place,
                       Message& message) {
  const Reflection& r = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!value.has_struct_value()) return Wrong(place, "an object is expected");
      return ReadObject(
          value.struct_value(), place,
          *(many ? r.AddMessage(&message, &field) : r.MutableMessage(&message, &field)));
    case FieldDescriptor::CPPTYPE_STRING:
      if (!value.has_string_value()) return Wrong(place, "a string is expected");
      many ? r.AddString(&message, &field, value.string_value())
           : r.SetString(&message, &field, value.string_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_BOOL:
      if (!value.has_bool_value()) return Wrong(place, "true or false is expected");
      many ? r.AddBool(&message, &field, value.bool_value())
           : r.SetBool(&message, &field, value.bool_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_DOUBLE:
      if (!value.has_number_value()) return Wrong(place, "a number is expected");
      many ? r.AddDouble(&message, &field, value.number_value())
           : r.SetDouble(&message, &field, value.number_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT32: {
      const double number = value.has_number_value() ? value.number_value() : 0.5;
      if (number != std::floor(number) || std::abs(number) > std::numeric_limits<int32_t>::max()) {
        return Wrong(place, "a whole number is expected");
      }
      many ? r.AddInt32(&message, &field, static_cast<int32_t>(number))
           : r.SetInt32(&message, &field, static_cast<int32_t>(number));
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      size_t read = 0;
      int64_t number = 0;
      try {
        number = std::stoll(value.string_value(), &read);
      } catch (const std::exception&) {
        read = 0;
      }
      if (read == 0 || read != value.string_value().size()) {
        return Wrong(place, "a decimal string is expected");
      }
      many ? r.AddInt64(&message, &field, number) : r.SetInt64(&message, &field, number);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      const EnumValueDescriptor* entry = EnumValueOf(field, value.string_value());
      if (entry == nullptr) return Wrong(place, "'" + value.string_value() + "' is no value of it");
      many ? r.AddEnum(&message, &field, entry) : r.SetEnum(&message, &field, entry);
      return absl::OkStatus();
    }
    default:
      return Wrong(place, "a brief has no such type");
  }
}

absl::Status ReadObject(const Struct& object, const std::string& place, Message& message) {
  for (const auto& [name, value] : object.fields()) {
    const std::string inner = place.empty() ? name : place + "." + name;
    const FieldDescriptor* field = nullptr;
    for (int i = 0; i < message.GetDescriptor()->field_count() && field == nullptr; ++i) {
      const FieldDescriptor* candidate = message.GetDescriptor()->field(i);
      if (candidate->json_name() == name) field = candidate;
    }
    if (field == nullptr) return Wrong(inner, "a brief has no such member");
    if (!field->is_repeated()) {
      if (const absl::Status status = ReadValue(value, *field, inner, message); !status.ok()) {
        return status;
      }
      continue;
    }
    if (!value.has_list_value()) return Wrong(inner, "a list is expected");
    for (int i = 0; i < value.list_value().values_size(); ++i) {
      const absl::Status status = ReadValue(value.list_value().values(i), *field,
                                            inner + "[" + std::to_string(i) + "]", message);
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadJson(const std::string& json, Message& message) {
  Struct object;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &object);
  if (!parsed.ok()) {
    return extract::ReadError("not_a_brief", "is not JSON; make one with filing-review brief");
  }
  return ReadObject(object, "", message);
}

}  // namespace filing_review::cli
