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
// Deterministic. Strings are those of json_values.h. Thread-safe.
#pragma once

#include <google/protobuf/message.h>

#include <string>

namespace filing_review::render {

enum class JsonLayout { kIndented, kOneLine };

std::string RenderJson(const google::protobuf::Message& message,
                       JsonLayout layout = JsonLayout::kIndented);

}  // namespace filing_review::render
