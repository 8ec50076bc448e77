#include "service/render/json.h"

#include <google/protobuf/descriptor.h>

#include <charconv>
#include <cstdint>
#include <map>
#include <vector>

#include "service/render/json_values.h"

namespace filing_review::render {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

template <typename T>
void AppendInteger(T value, std::string& out) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void AppendBase64(const std::string& bytes, std::string& out) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out += '"';
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t n = std::min<size_t>(3, bytes.size() - i);
    uint32_t bits = 0;
    for (size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (j < n ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (size_t j = 0; j < 4; ++j) {
      out += j <= n ? kDigits[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  out += '"';
}

// Names are worked out once a type and kept for the run of one writer.
struct TypeNames {
  struct Field {
    const FieldDescriptor* field;
    std::string key;  // "name": with quotation marks and colon
  };
  std::vector<Field> fields;
};

class Writer {
 public:
  Writer(JsonLayout layout, std::string& out)
      : indented_(layout == JsonLayout::kIndented), out_(out) {}

  void WriteMessage(const Message& message) {
    const Reflection& r = *message.GetReflection();
    out_ += '{';
    ++depth_;
    bool first = true;
    for (const auto& [field, key] : NamesOf(*message.GetDescriptor()).fields) {
      if (!field->is_repeated() && field->has_presence() && !r.HasField(message, field)) continue;
      if (!first) out_ += ',';
      first = false;
      NewLine();
      out_ += key;
      if (indented_) out_ += ' ';
      if (field->is_repeated()) {
        WriteList(message, *field);
      } else {
        WriteValue(message, *field, -1);
      }
    }
    --depth_;
    if (!first) NewLine();
    out_ += '}';
  }

 private:
  const TypeNames& NamesOf(const Descriptor& type) {
    TypeNames& names = types_[&type];
    if (names.fields.empty()) {
      std::map<int, const FieldDescriptor*> by_number;
      for (int i = 0; i < type.field_count(); ++i)
        by_number[type.field(i)->number()] = type.field(i);
      for (const auto& [number, field] : by_number) {
        names.fields.push_back({field, "\"" + field->json_name() + "\":"});
      }
    }
    return names;
  }

  // The zero value of an enum is its prefix and UNSPECIFIED: that says how long the prefix is.
  void WriteEnum(const EnumValueDescriptor& value) {
    static constexpr std::string_view kZero = "UNSPECIFIED";
    const std::string_view zero = value.type()->value(0)->name();
    std::string_view name = value.name();
    if (zero.size() > kZero.size() && zero.substr(zero.size() - kZero.size()) == kZero) {
      const std::string_view prefix = zero.substr(0, zero.size() - kZero.size());
      if (name.substr(0, prefix.size()) == prefix) name.remove_prefix(prefix.size());
    }
    AppendJsonString(name, out_);
  }

  void WriteList(const Message& message, const FieldDescriptor& field) {
    const int size = message.GetReflection()->FieldSize(message, &field);
    out_ += '[';
    ++depth_;
    for (int i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      NewLine();
      WriteValue(message, field, i);
    }
    --depth_;
    if (size > 0) NewLine();
    out_ += ']';
  }

  // `index` is -1 for a single field.
  void WriteValue(const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& r = *message.GetReflection();
    const bool many = index >= 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return AppendInteger(
            many ? r.GetRepeatedInt32(message, &field, index) : r.GetInt32(message, &field), out_);
      case FieldDescriptor::CPPTYPE_UINT32:
        return AppendInteger(
            many ? r.GetRepeatedUInt32(message, &field, index) : r.GetUInt32(message, &field),
            out_);
      case FieldDescriptor::CPPTYPE_INT64:
        out_ += '"';
        AppendInteger(
            many ? r.GetRepeatedInt64(message, &field, index) : r.GetInt64(message, &field), out_);
        out_ += '"';
        return;
      case FieldDescriptor::CPPTYPE_UINT64:
        out_ += '"';
        AppendInteger(
            many ? r.GetRepeatedUInt64(message, &field, index) : r.GetUInt64(message, &field),
            out_);
        out_ += '"';
        return;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return AppendJsonNumber(
            many ? r.GetRepeatedDouble(message, &field, index) : r.GetDouble(message, &field),
            out_);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return AppendJsonNumber(
            many ? r.GetRepeatedFloat(message, &field, index) : r.GetFloat(message, &field), out_);
      case FieldDescriptor::CPPTYPE_BOOL:
        out_ += (many ? r.GetRepeatedBool(message, &field, index) : r.GetBool(message, &field))
                    ? "true"
                    : "false";
        return;
      case FieldDescriptor::CPPTYPE_ENUM:
        return WriteEnum(
            *(many ? r.GetRepeatedEnum(message, &field, index) : r.GetEnum(message, &field)));
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& text =
            many ? r.GetRepeatedStringReference(message, &field, index, &scratch)
                 : r.GetStringReference(message, &field, &scratch);
        if (field.type() == FieldDescriptor::TYPE_BYTES) return AppendBase64(text, out_);
        return AppendJsonString(text, out_);
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return WriteMessage(many ? r.GetRepeatedMessage(message, &field, index)
                                 : r.GetMessage(message, &field));
    }
  }

  void NewLine() {
    if (!indented_) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  const bool indented_;
  std::string& out_;
  size_t depth_ = 0;
  std::map<const Descriptor*, TypeNames> types_;
};

}  // namespace

std::string RenderJson(const google::protobuf::Message& message, JsonLayout layout) {
  std::string out;
  Writer(layout, out).WriteMessage(message);
  out += '\n';
  return out;
}

}  // namespace filing_review::render
