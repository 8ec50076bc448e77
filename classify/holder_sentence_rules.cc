#include "classify/holder_sentence_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "classify/rule_trace.h"

namespace filing_review::classify {

namespace {

bool Speaks(v1::RuleLanguage language, Script script) {
  return language == v1::RULE_LANGUAGE_UNSPECIFIED ||
         (language == v1::RULE_LANGUAGE_ZH) == (script == Script::kChinese);
}

}  // namespace

int SentenceRule::Group(const std::string& name) const {
  const auto& groups = match->Get().NamedCapturingGroups();
  const auto it = groups.find(name);
  return it == groups.end() ? 0 : it->second;
}

bool SentenceRule::Stopped(std::string_view text) const {
  const bool stopped = std::any_of(unless.begin(), unless.end(), [&](const auto& re) {
    return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *re);
  });
  if (stopped && Tracing()) TraceStopped(id, "excluded by one of its `unless`");
  return stopped;
}

absl::Status SentenceRules::Add(const std::string& id, const std::string& kind,
                                v1::RuleLanguage language, const std::string& match,
                                const google::protobuf::RepeatedPtrField<std::string>& unless,
                                const MacroTable& macros) {
  auto re = CompilePattern(id, match, macros, language);
  if (!re.ok()) return re.status();
  SentenceRule rule{id, kind, *std::move(re), {}};
  for (const std::string& one : unless) {
    auto no = CompilePattern(id, one, macros, language);
    if (!no.ok()) return no.status();
    rule.unless.push_back(*std::move(no));
  }
  for (const auto& [script, filter_language, filter] :
       {std::tuple{Script::kChinese, v1::RULE_LANGUAGE_ZH, &chinese_},
        std::tuple{Script::kEnglish, v1::RULE_LANGUAGE_EN, &english_}}) {
    if (!Speaks(language, script)) continue;
    filter->rules.push_back(rules_.size());
    const auto added = filter->literals.Add(id, rule.match->pattern(), filter_language);
    if (!added.ok()) return added.status();
  }
  rules_.push_back(std::move(rule));
  return absl::OkStatus();
}

std::vector<const SentenceRule*> SentenceRules::MayMatch(std::string_view text,
                                                         Script script) const {
  const Filter& filter = script == Script::kChinese ? chinese_ : english_;
  std::vector<const SentenceRule*> out;
  for (const int id : filter.literals.Candidates(text)) {
    out.push_back(&rules_[filter.rules[static_cast<size_t>(id)]]);
  }
  return out;
}

}  // namespace filing_review::classify
