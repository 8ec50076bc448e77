#include "classify/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "classify/literal_filter.h"

namespace filing_review::classify {

RE2::Options OptionsFor(v1::RuleLanguage language) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(language == v1::RULE_LANGUAGE_ZH);
  options.set_max_mem(64 << 20);
  return options;
}

absl::Status RuleError(const std::string& rule, const std::string& why) {
  return absl::InvalidArgumentError("rule " + rule + ": " + why);
}

absl::StatusOr<std::string> ExpandMacros(const std::string& pattern, const MacroTable& macros) {
  std::string out;
  out.reserve(pattern.size());
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      // \p{Han}, \x{4E00}: a brace after these belongs to the class.
      out += pattern[i];
      out += pattern[++i];
      if ((pattern[i] == 'p' || pattern[i] == 'P' || pattern[i] == 'x') && i + 1 < pattern.size() &&
          pattern[i + 1] == '{') {
        while (i + 1 < pattern.size() && pattern[i] != '}') out += pattern[++i];
      }
      continue;
    }
    if (pattern[i] == '{' && i + 1 < pattern.size() &&
        std::islower(static_cast<unsigned char>(pattern[i + 1])) != 0) {
      const size_t close = pattern.find('}', i);
      const std::string name =
          pattern.substr(i + 1, close == std::string::npos ? close : close - i - 1);
      const auto macro = macros.find(name);
      if (close == std::string::npos || macro == macros.end()) {
        return absl::InvalidArgumentError("unknown macro {" + name + "} in " + pattern);
      }
      out += "(?:" + macro->second + ")";
      i = close;
      continue;
    }
    out += pattern[i];
  }
  return out;
}

absl::StatusOr<std::unique_ptr<re2::RE2>> CompilePattern(const std::string& rule_id,
                                                         const std::string& pattern,
                                                         const MacroTable& macros,
                                                         v1::RuleLanguage language) {
  const absl::StatusOr<std::string> expanded = ExpandMacros(pattern, macros);
  if (!expanded.ok()) return RuleError(rule_id, std::string(expanded.status().message()));
  auto re = std::make_unique<RE2>(*expanded, OptionsFor(language));
  if (!re->ok()) return RuleError(rule_id, re->error() + " in " + *expanded);
  if (RE2::FullMatch("", *re)) return RuleError(rule_id, "matches the empty string");
  return re;
}

struct PatternSet::Impl {
  struct Rule {
    int index = 0;  // in the list given to Compile
    int at_group = 0;
    std::vector<std::unique_ptr<RE2>> unless, only_with;
  };
  std::vector<Rule> rules;  // by the filter's id
  LiteralFilter filter;
};

PatternSet::PatternSet() : impl_(std::make_unique<Impl>()) {}
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;
PatternSet::~PatternSet() = default;

absl::StatusOr<PatternSet> PatternSet::Compile(
    const google::protobuf::RepeatedPtrField<v1::Pattern>& patterns, const MacroTable& macros,
    v1::RuleLanguage language) {
  PatternSet result;
  Impl& impl = *result.impl_;
  for (int i = 0; i < patterns.size(); ++i) {
    const v1::Pattern& pattern = patterns.Get(i);
    if (pattern.language() != language && pattern.language() != v1::RULE_LANGUAGE_UNSPECIFIED) {
      continue;
    }
    Impl::Rule rule;
    rule.index = i;
    const absl::StatusOr<std::string> expanded = ExpandMacros(pattern.match(), macros);
    if (!expanded.ok()) return RuleError(pattern.id(), std::string(expanded.status().message()));
    const absl::StatusOr<int> id = impl.filter.Add(pattern.id(), *expanded, language);
    if (!id.ok()) return id.status();
    const RE2& match = impl.filter.Get(*id);
    const auto& groups = match.NamedCapturingGroups();
    if (const auto at = groups.find("at"); at != groups.end()) rule.at_group = at->second;
    for (const auto& [list, out] : {std::pair{&pattern.unless(), &rule.unless},
                                    std::pair{&pattern.only_with(), &rule.only_with}}) {
      for (const std::string& text : *list) {
        absl::StatusOr<std::unique_ptr<RE2>> re =
            CompilePattern(pattern.id(), text, macros, language);
        if (!re.ok()) return re.status();
        out->push_back(*std::move(re));
      }
    }
    impl.rules.push_back(std::move(rule));
  }
  if (absl::Status status = impl.filter.Build(); !status.ok()) return status;
  return result;
}

bool PatternSet::MayMatch(std::string_view text) const {
  const re2::StringPiece input(text.data(), text.size());
  for (const int rule : impl_->filter.Candidates(text)) {
    if (RE2::PartialMatch(input, impl_->filter.Get(rule))) return true;
  }
  return false;
}

std::vector<PatternMatch> PatternSet::Match(std::string_view text) const {
  std::vector<PatternMatch> matches;
  if (impl_->rules.empty()) return matches;
  const re2::StringPiece input(text.data(), text.size());
  for (const int candidate : impl_->filter.Candidates(text)) {
    const Impl::Rule& rule = impl_->rules[static_cast<size_t>(candidate)];
    const RE2& match = impl_->filter.Get(candidate);
    std::vector<re2::StringPiece> groups(static_cast<size_t>(rule.at_group) + 1);
    if (!match.Match(input, 0, input.size(), RE2::UNANCHORED, groups.data(),
                     static_cast<int>(groups.size()))) {
      continue;
    }
    const auto finds = [&](const std::unique_ptr<RE2>& re) {
      return RE2::PartialMatch(input, *re);
    };
    if (std::any_of(rule.unless.begin(), rule.unless.end(), finds)) continue;
    if (!std::all_of(rule.only_with.begin(), rule.only_with.end(), finds)) continue;
    const re2::StringPiece& at = groups[static_cast<size_t>(rule.at_group)].data() != nullptr
                                     ? groups[static_cast<size_t>(rule.at_group)]
                                     : groups[0];
    const size_t begin = static_cast<size_t>(at.data() - input.data());
    matches.push_back({rule.index, begin, begin + at.size()});
  }
  return matches;
}

}  // namespace filing_review::classify
