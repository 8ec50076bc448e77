#include "classify/rule_part.h"

#include <google/protobuf/io/tokenizer.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

// The parser's words for the slips that are made most, in plainer ones.
std::string InPlainWords(const std::string& message) {
  if (message.rfind("Interpreting non ascii codepoint", 0) == 0) {
    return "a character that only texts have stands outside of quotation marks; they are written "
           "\"";
  }
  constexpr std::string_view kGot = ", got: ";
  if (message.size() >= kGot.size() &&
      message.compare(message.size() - kGot.size(), kGot.size(), kGot) == 0) {
    return message + "the end of the file; is a } missing?";
  }
  return message;
}

// Keeps the first error with its place.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (!text.empty()) return;
    text =
        std::to_string(line + 1) + ":" + std::to_string(column + 1) + ": " + InPlainWords(message);
  }
  std::string text;
};

}  // namespace

std::string PlaceText(const RulePlace& place) {
  std::string text = place.file;
  if (place.line > 0) {
    text += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
  }
  return text;
}

RulePlace PlaceOf(const RulePart& part, const RuleTree* tree,
                  const google::protobuf::FieldDescriptor& field, int index) {
  RulePlace place{part.name, 0, 0};
  if (tree == nullptr) return place;
  const google::protobuf::TextFormat::ParseLocation found = tree->GetLocation(&field, index);
  place.line = found.line + 1;
  place.column = found.column + 1;
  return place;
}

absl::StatusOr<RulePart> ParseRulePart(const std::string& name, const std::string& text) {
  if (const size_t at = extract::FindBrokenUtf8(text); at != std::string_view::npos) {
    const auto line = std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n');
    return absl::InvalidArgumentError(name + ":" + std::to_string(line + 1) +
                                      ":1: is not UTF-8; save the file as UTF-8");
  }
  RulePart part;
  part.name = name;
  part.tree = std::make_unique<RuleTree>();
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.WriteLocationsTo(part.tree.get());
  if (!parser.ParseFromString(text, &part.pack)) {
    return absl::InvalidArgumentError(name + ":" + error.text);
  }
  return part;
}

}  // namespace filing_review::classify
