#include "service/render/json_parse.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <cctype>
#include <cmath>
#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace filing_review::render {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr size_t kMaxJsonBytes = size_t{256} << 20;

absl::Status Wrong(const std::string& place, const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat(place, ": ", what));
}

std::string EnumPrefix(const EnumDescriptor& type) {
  std::string prefix;
  for (const char c : type.name()) {
    if (!prefix.empty() && std::isupper(static_cast<unsigned char>(c)) != 0) prefix += '_';
    prefix += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

absl::StatusOr<int64_t> WholeNumber(const Value& value, const std::string& place) {
  int64_t number = 0;
  if (value.kind_case() == Value::kStringValue && absl::SimpleAtoi(value.string_value(), &number)) {
    return number;
  }
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (value.kind_case() == Value::kNumberValue && std::abs(value.number_value()) <= kExact &&
      value.number_value() == std::trunc(value.number_value())) {
    return static_cast<int64_t>(value.number_value());
  }
  return Wrong(place, "not a whole number");
}

absl::Status FillMessage(const Struct& from, const std::string& place, Message& to);

// Sets the field, or adds to it where it is repeated.
absl::Status PutValue(const Value& value, const FieldDescriptor& field, const std::string& place,
                      Message& to) {
  const Reflection& reflection = *to.GetReflection();
  const bool repeated = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      if (!value.has_struct_value()) return Wrong(place, "not an object");
      Message* message =
          repeated ? reflection.AddMessage(&to, &field) : reflection.MutableMessage(&to, &field);
      return FillMessage(value.struct_value(), place, *message);
    }
    case FieldDescriptor::CPPTYPE_STRING:
      if (value.kind_case() != Value::kStringValue) return Wrong(place, "not a string");
      repeated ? reflection.AddString(&to, &field, value.string_value())
               : reflection.SetString(&to, &field, value.string_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_ENUM: {
      if (value.kind_case() != Value::kStringValue) return Wrong(place, "not a string");
      const EnumDescriptor& type = *field.enum_type();
      const EnumValueDescriptor* found =
          type.FindValueByName(EnumPrefix(type) + value.string_value());
      if (found == nullptr) found = type.FindValueByName(value.string_value());
      if (found == nullptr) return Wrong(place, "no such value: " + value.string_value());
      repeated ? reflection.AddEnum(&to, &field, found) : reflection.SetEnum(&to, &field, found);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      if (value.kind_case() != Value::kBoolValue) return Wrong(place, "not true or false");
      repeated ? reflection.AddBool(&to, &field, value.bool_value())
               : reflection.SetBool(&to, &field, value.bool_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_DOUBLE:
      if (value.kind_case() != Value::kNumberValue) return Wrong(place, "not a number");
      repeated ? reflection.AddDouble(&to, &field, value.number_value())
               : reflection.SetDouble(&to, &field, value.number_value());
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT32: {
      const absl::StatusOr<int64_t> number = WholeNumber(value, place);
      if (!number.ok()) return number.status();
      if (*number < std::numeric_limits<int32_t>::min() ||
          *number > std::numeric_limits<int32_t>::max()) {
        return Wrong(place, "out of range");
      }
      const auto narrow = static_cast<int32_t>(*number);
      repeated ? reflection.AddInt32(&to, &field, narrow)
               : reflection.SetInt32(&to, &field, narrow);
      return absl::OkStatus();
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      const absl::StatusOr<int64_t> number = WholeNumber(value, place);
      if (!number.ok()) return number.status();
      repeated ? reflection.AddInt64(&to, &field, *number)
               : reflection.SetInt64(&to, &field, *number);
      return absl::OkStatus();
    }
    default:
      return Wrong(place, "a kind of field that a brief does not have");
  }
}

const FieldDescriptor* FieldByJsonName(const Descriptor& type, const std::string& name) {
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->json_name() == name) return type.field(i);
  }
  return nullptr;
}

absl::Status FillMessage(const Struct& from, const std::string& place, Message& to) {
  for (const auto& [name, value] : from.fields()) {
    const FieldDescriptor* field = FieldByJsonName(*to.GetDescriptor(), name);
    if (field == nullptr || value.kind_case() == Value::kNullValue) continue;
    const std::string here = place.empty() ? name : absl::StrCat(place, ".", name);
    if (!field->is_repeated()) {
      if (absl::Status status = PutValue(value, *field, here, to); !status.ok()) return status;
      continue;
    }
    if (!value.has_list_value()) return Wrong(here, "not a list");
    for (int i = 0; i < value.list_value().values_size(); ++i) {
      const absl::Status status =
          PutValue(value.list_value().values(i), *field, absl::StrCat(here, "[", i, "]"), to);
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ReviewBrief> ParseBriefJson(const std::string& json) {
  if (json.size() > kMaxJsonBytes) return absl::InvalidArgumentError("brief: larger than 256 MiB");
  Struct parsed;
  const auto read = google::protobuf::util::JsonStringToMessage(json, &parsed);
  if (!read.ok()) return absl::InvalidArgumentError("brief: not a JSON object");
  v1::ReviewBrief brief;
  if (absl::Status status = FillMessage(parsed, "", brief); !status.ok()) return status;
  return brief;
}

}  // namespace filing_review::render
