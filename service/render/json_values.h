// JSON values (RFC 8259) of texts and numbers, for JSON that is written by hand.
#pragma once

#include <string>
#include <string_view>

namespace filing_review::render {

// Appends `text` as a JSON string, quotation marks included. Bytes that are no UTF-8 get U+FFFD
// each.
void AppendJsonString(std::string_view text, std::string& out);

// The same alone: "text".
std::string JsonString(std::string_view text);

// Appends a number in the shortest form that reads back as the same double; null where it is not
// finite.
void AppendJsonNumber(double value, std::string& out);

}  // namespace filing_review::render
