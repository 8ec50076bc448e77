// Writes one JSON value member by member, spaced as the labels of corpus/ are: their names are not
// those of the brief.
//
//   LabelJson json;
//   json.Open('{');
//   json.Name("page");
//   json.Number(7);
//   json.Close('}');
//   std::string text = json.Take();   // {"page": 7} and a line feed
#pragma once

#include <string>
#include <utility>

#include "service/render/json_values.h"

namespace filing_review::service {

class LabelJson {
 public:
  void Name(const char* name) {
    Comma();
    render::AppendJsonString(name, out_);
    out_ += ": ";
    fresh_ = true;
  }
  void Open(char bracket) {
    Comma();
    out_ += bracket;
    fresh_ = true;
  }
  void Close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  void Text(const std::string& text) {
    Comma();
    render::AppendJsonString(text, out_);
  }
  // null where it is empty.
  void TextOrNull(const std::string& text) {
    if (text.empty()) return Raw("null");
    Text(text);
  }
  void Number(double value) {
    Comma();
    render::AppendJsonNumber(value, out_);
  }
  void Raw(const std::string& raw) {
    Comma();
    out_ += raw;
  }
  void Line() { out_ += "\n "; }
  std::string Take() { return std::move(out_) + "\n"; }

 private:
  void Comma() {
    if (!fresh_) out_ += ", ";
    fresh_ = false;
  }
  std::string out_;
  bool fresh_ = true;
};

}  // namespace filing_review::service
