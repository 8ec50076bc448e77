// A message as JSON, by the rules of the brief's JSON form:
//   - names in lowerCamelCase; fields in the order of their numbers;
//   - enum values without their type's prefix (BOUND_MORE_THAN is "MORE_THAN"), the zero value is
//     "UNSPECIFIED";
//   - int64 and uint64 as decimal strings, bytes as base64, doubles in the shortest form that reads
//     back as the same double (NaN and infinities as null);
//   - every field without presence is printed, zeros and empty lists included; `optional` fields,
//     members of a oneof and single messages only when they are set.
//
//   std::string json = RenderJson(brief);             // indented by two spaces, ends in a line
//   feed std::string line = RenderJson(brief, JsonLayout::kOneLine);
//
// Deterministic. Strings that are not UTF-8 get U+FFFD for each broken byte. Thread-safe.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

namespace filing_review::render {

enum class JsonLayout { kIndented, kOneLine };

std::string RenderJson(const google::protobuf::Message& message,
                       JsonLayout layout = JsonLayout::kIndented);

// Appends `text` as a JSON string, quotation marks included.
void AppendJsonString(std::string_view text, std::string& out);

// Whether it is UTF-8: nothing overlong, no surrogates.
bool IsUtf8(std::string_view text);

// Appends a number in the shortest form that reads back as the same double; null where it is not
// finite.
void AppendJsonNumber(double value, std::string& out);

}  // namespace filing_review::render
