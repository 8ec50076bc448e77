#include "classify/rule_check.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_split.h"
#include "classify/calendar.h"
#include "classify/pattern_check.h"
#include "classify/rule_check_entries.h"
#include "classify/rule_fields.h"
#include "classify/rule_vocabulary.h"
#include "classify/rule_walk.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsName(const std::string& id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '-';
  });
}

v1::RuleLanguage LanguageOf(const Message& message, const FieldDescriptor& field) {
  if (field.name() == "zh") return v1::RULE_LANGUAGE_ZH;
  if (field.name() == "en") return v1::RULE_LANGUAGE_EN;
  const FieldDescriptor* language = message.GetDescriptor()->FindFieldByName("language");
  if (language == nullptr || language->cpp_type() != FieldDescriptor::CPPTYPE_ENUM) {
    return v1::RULE_LANGUAGE_UNSPECIFIED;
  }
  return static_cast<v1::RuleLanguage>(message.GetReflection()->GetEnumValue(message, language));
}

// Reads the entries of one file.
class PartReader {
 public:
  PartReader(const RulePart& part, const RuleVocabulary& vocabulary, PatternChecker& patterns,
             std::vector<RuleProblem>& problems)
      : part_(part), vocabulary_(vocabulary), patterns_(patterns), problems_(problems) {}

  void Read() {
    ReadFields(part_.pack, part_.tree.get(), {part_.name, 0, 0}, "", "");
    WalkRules(part_, [&](const RuleEntry& entry) {
      if (Full()) return false;
      const bool named = entry.message.GetDescriptor()->FindFieldByName("id") != nullptr;
      if (named && entry.field.is_repeated()) ReadId(entry);
      ReadFields(entry.message, entry.tree, entry.place, entry.path, entry.field.name());
      return true;
    });
  }

 private:
  bool Full() const { return problems_.size() >= kMaxRuleProblems; }
  void Add(bool error, const RulePlace& place, const std::string& entry, const std::string& what) {
    if (!Full()) problems_.push_back({error, place, entry, what});
  }

  // Two entries of one list have different ids.
  void ReadId(const RuleEntry& entry) {
    if (entry.index == 0) ids_[entry.field.full_name()].clear();
    const std::string id = entry.Id();
    if (id.empty()) {
      Add(true, entry.place, entry.path, "has no id");
    } else if (!ids_[entry.field.full_name()].insert(id).second) {
      Add(true, entry.place, entry.path, "is the second entry of this id in this file");
    }
  }

  // What is no entry of its own. `place` is where the message begins; `path` what it is called;
  // `list` the field it stands in.
  void ReadFields(const Message& message, const RuleTree* tree, const RulePlace& place,
                  const std::string& path, const std::string& list) {
    const Reflection& r = *message.GetReflection();
    for (const FieldDescriptor* field : NeededFields(*message.GetDescriptor())) {
      const bool there =
          field->is_repeated() ? r.FieldSize(message, field) > 0 : r.HasField(message, field);
      if (!there) Add(true, place, path, "has no " + field->name());
    }
    for (const EntryFault& fault : FaultsOf(message)) Add(fault.error, place, path, fault.what);
    std::vector<const FieldDescriptor*> fields;
    r.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) continue;
      const int count = field->is_repeated() ? r.FieldSize(message, field) : 1;
      for (int i = 0; i < count && !Full(); ++i) {
        const int index = field->is_repeated() ? i : -1;
        ReadValue(message, *field, index, PlaceOf(part_, tree, *field, index), path, list);
      }
    }
  }

  void ReadValue(const Message& message, const FieldDescriptor& field, int index,
                 const RulePlace& at, const std::string& path, const std::string& list) {
    const Reflection& r = *message.GetReflection();
    const auto fail = [&](const std::string& why) {
      Add(true, at, path, field.name() + " " + why);
    };
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        ReadText(
            message, field,
            index < 0 ? r.GetString(message, &field) : r.GetRepeatedString(message, &field, index),
            at, path, list);
        return;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value = index < 0 ? r.GetEnumValue(message, &field)
                                    : r.GetRepeatedEnumValue(message, &field, index);
        if (field.enum_type()->FindValueByNumber(value) == nullptr) {
          fail(std::to_string(value) + " is no value of it");
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return;
      default:
        break;
    }
    if (field.is_repeated()) return;
    const double value = field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE
                             ? r.GetDouble(message, &field)
                         : field.cpp_type() == FieldDescriptor::CPPTYPE_INT32
                             ? r.GetInt32(message, &field)
                             : static_cast<double>(r.GetInt64(message, &field));
    double least = 0, most = 0;
    if (!std::isfinite(value)) return fail("is no finite number");
    if (!BoundsOf(field, least, most) || (value >= least && value <= most)) return;
    const auto number = [](double x) {
      char text[32];
      std::snprintf(text, sizeof text, "%.15g", x);
      return std::string(text);
    };
    fail("is " + number(value) + ", not between " + number(least) + " and " + number(most));
  }

  void ReadText(const Message& message, const FieldDescriptor& field, const std::string& text,
                const RulePlace& at, const std::string& path, const std::string& list) {
    const auto fail = [&](const std::string& why) {
      Add(true, at, path, field.name() + " " + why);
    };
    FieldRole role = RoleOf(field);
    if (!extract::IsUtf8(text)) return fail("is not UTF-8");
    if (role == FieldRole::kLabel) {
      role = list == "review_statements" ? FieldRole::kStatus : FieldRole::kCategory;
    }
    if (role == FieldRole::kId) {
      if (!text.empty() && !IsName(text)) {
        fail("\"" + text + "\" has other characters than letters, digits, '.', '-' and '_'");
      }
    } else if (role == FieldRole::kDate) {
      if (!text.empty() && !IsDate(text)) fail("\"" + text + "\" is no date YYYY-MM-DD");
    } else if (IsPattern(role)) {
      if (role == FieldRole::kMacro) {
        const FieldDescriptor* id = message.GetDescriptor()->FindFieldByName("id");
        const std::string error =
            vocabulary_.MacroError(message.GetReflection()->GetString(message, id));
        if (!error.empty()) return fail(error);
      }
      if (text.empty()) {
        if (field.is_repeated()) fail("is empty");
        return;
      }
      const PatternVerdict verdict = patterns_.Check(text, role, LanguageOf(message, field));
      if (!verdict.error.empty()) fail(verdict.error);
      if (!verdict.warning.empty()) Add(false, at, path, field.name() + " " + verdict.warning);
    } else if (*RuleVocabulary::Noun(role) != '\0') {
      std::vector<std::string> names = {text};
      if (role == FieldRole::kConcepts) names = absl::StrSplit(text, '|', absl::SkipEmpty());
      if (names.empty()) fail("is empty");
      for (const std::string& name : names) {
        if (name.empty() && !field.is_repeated()) continue;
        if (!vocabulary_.Knows(role, name)) {
          const bool list = role == FieldRole::kConcepts && name.find_first_of(", ") != name.npos;
          fail("names an unknown " + std::string(RuleVocabulary::Noun(role)) + ": " + name +
               (list ? "; write one field for each, or a|b where either will do" : ""));
        }
      }
    }
  }

  const RulePart& part_;
  const RuleVocabulary& vocabulary_;
  PatternChecker& patterns_;
  std::vector<RuleProblem>& problems_;
  std::map<std::string, std::set<std::string>> ids_;  // of the list that is read, by its field
};

// The entry that is one too many.
std::optional<RuleProblem> TooManyEntries(const std::vector<RulePart>& parts,
                                          const RuleLimits& limits) {
  int64_t entries = 0;
  std::optional<RuleProblem> over;
  for (const RulePart& part : parts) {
    if (part.tree == nullptr) continue;  // the built-in pack
    WalkRules(part, [&](const RuleEntry& entry) {
      if (++entries <= limits.entries || over) return !over;
      over = RuleProblem{true, entry.place, entry.path,
                         "more than " + std::to_string(limits.entries) +
                             " entries: join words of one meaning with |, or leave rules out "
                             "[rule_entries_limit]"};
      return false;
    });
  }
  return over;
}

}  // namespace

std::string ProblemText(const RuleProblem& problem) {
  std::string text = PlaceText(problem.place) + ": " + (problem.error ? "" : "warning: ");
  if (!problem.entry.empty()) text += problem.entry + ": ";
  return text + problem.what;
}

std::vector<RuleProblem> CheckRules(const std::vector<RulePart>& parts, const v1::RulePack& merged,
                                    const RuleLimits& limits) {
  std::vector<RuleProblem> problems;
  if (const auto over = TooManyEntries(parts, limits)) return {*over};
  const RuleVocabulary vocabulary(merged);
  PatternChecker patterns(vocabulary.macros(), limits);
  for (const RulePart& part : parts) {
    std::vector<RuleProblem> of_part;
    PartReader(part, vocabulary, patterns, of_part).Read();
    CheckUse(part, merged, of_part);
    std::stable_sort(of_part.begin(), of_part.end(),
                     [](const auto& a, const auto& b) { return a.place.line < b.place.line; });
    problems.insert(problems.end(), of_part.begin(), of_part.end());
    if (problems.size() >= kMaxRuleProblems) break;
  }
  return problems;
}

absl::Status FirstRuleError(const std::vector<RuleProblem>& problems) {
  const auto is_error = [](const RuleProblem& problem) { return problem.error; };
  const auto first = std::find_if(problems.begin(), problems.end(), is_error);
  if (first == problems.end()) return absl::OkStatus();
  std::string text = ProblemText(*first);
  const auto errors = std::count_if(problems.begin(), problems.end(), is_error);
  if (errors > 1) {
    text += " (and " + std::to_string(errors - 1) + " more; filing-review rules check names them)";
  }
  return absl::InvalidArgumentError(text);
}

}  // namespace filing_review::classify
