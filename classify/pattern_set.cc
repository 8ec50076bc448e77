#include "classify/pattern_set.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <utility>

#include "classify/literal_filter.h"
#include "classify/rule_trace.h"

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
      if (out.size() > kMaxExpandedPattern) {
        return absl::InvalidArgumentError("longer than " + std::to_string(kMaxExpandedPattern) +
                                          " bytes with its macros [rule_pattern_bytes_limit]");
      }
      i = close;
      continue;
    }
    out += pattern[i];
  }
  return out;
}

namespace {

thread_local bool check_rules_at_once = false;

}  // namespace

CheckRulesAtOnce::CheckRulesAtOnce() : before_(std::exchange(check_rules_at_once, true)) {}
CheckRulesAtOnce::~CheckRulesAtOnce() { check_rules_at_once = before_; }

namespace {

// What was compiled of `expression`, by whomever, as long as someone holds it.
std::shared_ptr<const RE2> Compiled(const std::string& expression, const RE2::Options& options) {
  static std::mutex mutex;
  static auto& table = *new std::unordered_map<std::string, std::weak_ptr<const RE2>>();
  const std::string key =
      std::to_string(options.max_mem()) + (options.case_sensitive() ? "c" : "i") + expression;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    const auto found = table.find(key);
    if (found != table.end()) {
      if (std::shared_ptr<const RE2> re = found->second.lock()) return re;
    }
  }
  auto re = std::make_shared<const RE2>(expression, options);
  const std::lock_guard<std::mutex> lock(mutex);
  table[key] = re;
  return re;
}

}  // namespace

const re2::RE2& LazyPattern::Get() const {
  std::call_once(once_, [this] { re_ = Compiled(expression_, options_); });
  return *re_;
}

int LazyPattern::Group(const std::string& name) const {
  const auto& groups = Get().NamedCapturingGroups();
  const auto found = groups.find(name);
  return found == groups.end() ? 0 : found->second;
}

absl::Status CheckPattern(const std::string& rule_id, const LazyPattern& pattern,
                          bool may_be_empty) {
  if (!check_rules_at_once) return absl::OkStatus();
  const RE2& re = pattern.Get();
  if (!re.ok()) return RuleError(rule_id, re.error() + " in " + pattern.pattern());
  if (!may_be_empty && RE2::FullMatch("", re))
    return RuleError(rule_id, "matches the empty string");
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<LazyPattern>> CompilePattern(const std::string& rule_id,
                                                            const std::string& pattern,
                                                            const MacroTable& macros,
                                                            v1::RuleLanguage language) {
  const absl::StatusOr<std::string> expanded = ExpandMacros(pattern, macros);
  if (!expanded.ok()) return RuleError(rule_id, std::string(expanded.status().message()));
  auto lazy = std::make_unique<LazyPattern>(*expanded, OptionsFor(language));
  if (absl::Status status = CheckPattern(rule_id, *lazy); !status.ok()) return status;
  return lazy;
}

struct PatternSet::Impl {
  struct Rule {
    int index = 0;  // in the list given to Compile
    std::string id;
    std::vector<std::unique_ptr<LazyPattern>> unless, only_with;
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
    rule.id = pattern.id();
    const absl::StatusOr<std::string> expanded = ExpandMacros(pattern.match(), macros);
    if (!expanded.ok()) return RuleError(pattern.id(), std::string(expanded.status().message()));
    const absl::StatusOr<int> id = impl.filter.Add(pattern.id(), *expanded, language);
    if (!id.ok()) return id.status();
    for (const auto& [list, out] : {std::pair{&pattern.unless(), &rule.unless},
                                    std::pair{&pattern.only_with(), &rule.only_with}}) {
      for (const std::string& text : *list) {
        absl::StatusOr<std::unique_ptr<LazyPattern>> re =
            CompilePattern(pattern.id(), text, macros, language);
        if (!re.ok()) return re.status();
        out->push_back(*std::move(re));
      }
    }
    impl.rules.push_back(std::move(rule));
  }
  return result;
}

std::vector<PatternMatch> PatternSet::Match(std::string_view text) const {
  std::vector<PatternMatch> matches;
  if (impl_->rules.empty()) return matches;
  const re2::StringPiece input(text.data(), text.size());
  for (const int candidate : impl_->filter.Candidates(text)) {
    const Impl::Rule& rule = impl_->rules[static_cast<size_t>(candidate)];
    const LazyPattern& match = impl_->filter.Get(candidate);
    const size_t at_group = static_cast<size_t>(match.Group("at"));
    std::vector<re2::StringPiece> groups(at_group + 1);
    if (!match.Match(input, 0, input.size(), RE2::UNANCHORED, groups.data(),
                     static_cast<int>(groups.size()))) {
      continue;
    }
    const auto finds = [&](const std::unique_ptr<LazyPattern>& re) {
      return RE2::PartialMatch(input, *re);
    };
    if (std::any_of(rule.unless.begin(), rule.unless.end(), finds)) {
      if (Tracing()) TraceStopped(rule.id, "excluded by one of its `unless`");
      continue;
    }
    if (!std::all_of(rule.only_with.begin(), rule.only_with.end(), finds)) {
      if (Tracing()) TraceStopped(rule.id, "one of its `only_with` is not in the sentence");
      continue;
    }
    const re2::StringPiece& at = groups[at_group].data() != nullptr ? groups[at_group] : groups[0];
    const size_t begin = static_cast<size_t>(at.data() - input.data());
    matches.push_back({rule.index, begin, begin + at.size()});
  }
  return matches;
}

}  // namespace filing_review::classify
