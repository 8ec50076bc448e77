#include "service/render/words.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <cctype>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/render/embedded.h"

namespace filing_review::render {

namespace {

std::string Spaced(std::string identifier) {
  std::replace(identifier.begin(), identifier.end(), '_', ' ');
  const bool shouted = std::none_of(identifier.begin(), identifier.end(),
                                    [](unsigned char c) { return std::islower(c) != 0; });
  return shouted ? absl::AsciiStrToLower(identifier) : identifier;
}

}  // namespace

const Words& Words::English() { return *In("en"); }

const std::vector<std::string>& Words::Languages() {
  static const std::vector<std::string>* const languages =
      new std::vector<std::string>{"en", "zh-Hans", "zh-Hant"};
  return *languages;
}

const Words* Words::In(std::string_view language) {
  static const std::vector<Words>* const all = [] {
    auto* words = new std::vector<Words>();
    const std::string tsv = absl::StrCat(std::string(kWordsTsv), std::string(kComparisonWordsTsv));
    for (const std::string& name : Languages()) words->emplace_back(tsv, name);
    return words;
  }();
  if (language.empty()) return &all->front();
  for (const Words& words : *all) {
    if (words.language() == language) return &words;
  }
  return nullptr;
}

Words::Words(std::string_view tsv, std::string_view column) : language_(column) {
  size_t index = 1;
  const std::vector<std::string> lines = absl::StrSplit(std::string(tsv), '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    if (line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    const std::string& key = cells[0];
    if (key == "key") {
      const auto found = std::find(cells.begin(), cells.end(), column);
      if (found != cells.end()) index = static_cast<size_t>(found - cells.begin());
      continue;
    }
    std::string words = index < cells.size() ? cells[index] : "";
    if (words.empty() && cells.size() > 1) words = cells[1];
    const bool is_new = by_key_.insert_or_assign(key, words).second;
    if (const size_t dot = key.rfind('.'); is_new && dot != std::string::npos) {
      values_[key.substr(0, dot)].push_back(key.substr(dot + 1));
    }
  }
}

const std::string& Words::Get(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? key : found->second;
}

std::string Words::Name(const std::string& vocabulary, const std::string& value) const {
  const auto found = by_key_.find(absl::StrCat(vocabulary, ".", value));
  return found == by_key_.end() ? Spaced(value) : found->second;
}

std::string Words::Fill(const std::string& key, std::initializer_list<std::string> values) const {
  std::string text = Get(key);
  std::vector<std::pair<std::string, std::string>> replacements;
  int n = 0;
  for (const std::string& value : values) {
    replacements.emplace_back(absl::StrCat("{", n++, "}"), value);
  }
  return absl::StrReplaceAll(text, replacements);
}

const std::vector<std::string>& Words::Values(const std::string& vocabulary) const {
  static const std::vector<std::string>* const none = new std::vector<std::string>();
  const auto found = values_.find(vocabulary);
  return found == values_.end() ? *none : found->second;
}

std::string Words::OfEnum(const google::protobuf::EnumDescriptor* type, int value) const {
  return Name(type->name(), ShortEnumName(type, value));
}

std::string ShortEnumName(const google::protobuf::EnumDescriptor* type, int value) {
  const google::protobuf::EnumValueDescriptor* descriptor = type->FindValueByNumber(value);
  if (descriptor == nullptr) return std::to_string(value);
  // The prefix is the type's name in upper snake case: FilingType gives FILING_TYPE_.
  size_t prefix = type->name().size() + 1;
  for (size_t i = 1; i < type->name().size(); ++i) {
    if (std::isupper(static_cast<unsigned char>(type->name()[i])) != 0) ++prefix;
  }
  return descriptor->name().substr(prefix);
}

}  // namespace filing_review::render
