#include "classify/conflicts_superseded.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "classify/literal_filter.h"

namespace filing_review::classify {

namespace {

struct Rule {
  v1::SupersededText rule;
  std::unique_ptr<LazyPattern> old_words, presented_as;
  std::unique_ptr<LazyPattern> newer_text_told;  // null: not looked for
  std::vector<std::unique_ptr<LazyPattern>> unless;
};

struct Span {
  size_t begin = 0, end = 0;
};

bool FindSpan(const RE2& re, std::string_view text, Span& span) {
  const re2::StringPiece input(text.data(), text.size());
  re2::StringPiece match;
  if (!re.Match(input, 0, input.size(), RE2::UNANCHORED, &match, 1)) return false;
  span.begin = static_cast<size_t>(match.data() - input.data());
  span.end = span.begin + match.size();
  return true;
}

bool Case(const Rule& rule, std::string_view text, Span& old_words, Span& presented_as) {
  if (!FindSpan(*rule.old_words, text, old_words) ||
      !FindSpan(*rule.presented_as, text, presented_as))
    return false;
  const re2::StringPiece input(text.data(), text.size());
  return std::none_of(rule.unless.begin(), rule.unless.end(),
                      [&](const auto& re) { return RE2::PartialMatch(input, *re); });
}

// True where a passage tells of the newer text.
bool KnowsNewerText(const Rule& rule, const AnalyzedDocument& analyzed) {
  return rule.newer_text_told != nullptr &&
         std::any_of(analyzed.passages.begin(), analyzed.passages.end(), [&](const Passage& p) {
           return RE2::PartialMatch(p.text, *rule.newer_text_told);
         });
}

}  // namespace

struct SupersededConflicts::Impl {
  // The rules of a language whose old words may stand in a text.
  struct OldWords {
    LiteralFilter filter;
    std::vector<size_t> rules;  // an id of `filter`
  };
  std::vector<Rule> rules;
  OldWords english, chinese;
};

SupersededConflicts::SupersededConflicts() : impl_(std::make_unique<Impl>()) {}
SupersededConflicts::~SupersededConflicts() = default;

absl::StatusOr<std::unique_ptr<SupersededConflicts>> SupersededConflicts::Create(
    const v1::RegimeRules& rules, const MacroTable& macros) {
  std::unique_ptr<SupersededConflicts> made(new SupersededConflicts());
  for (const v1::SupersededText& text : rules.superseded_texts()) {
    Rule rule;
    rule.rule = text;
    const auto compile = [&](const std::string& pattern) {
      return CompilePattern(text.id(), pattern, macros, text.language());
    };
    absl::StatusOr<std::unique_ptr<LazyPattern>> old_words = compile(text.old_words());
    if (!old_words.ok()) return old_words.status();
    absl::StatusOr<std::unique_ptr<LazyPattern>> presented_as = compile(text.presented_as());
    if (!presented_as.ok()) return presented_as.status();
    rule.old_words = *std::move(old_words);
    rule.presented_as = *std::move(presented_as);
    if (!text.newer_text_told().empty()) {
      absl::StatusOr<std::unique_ptr<LazyPattern>> told = compile(text.newer_text_told());
      if (!told.ok()) return told.status();
      rule.newer_text_told = *std::move(told);
    }
    for (const std::string& unless : text.unless()) {
      absl::StatusOr<std::unique_ptr<LazyPattern>> re = compile(unless);
      if (!re.ok()) return re.status();
      rule.unless.push_back(*std::move(re));
    }
    Impl::OldWords& words =
        text.language() == v1::RULE_LANGUAGE_ZH ? made->impl_->chinese : made->impl_->english;
    const absl::StatusOr<int> id =
        words.filter.Add(text.id(), rule.old_words->pattern(), text.language());
    if (!id.ok()) return id.status();
    words.rules.push_back(made->impl_->rules.size());
    made->impl_->rules.push_back(std::move(rule));
  }
  return made;
}

bool SupersededConflicts::Matches(const std::string& id, const std::string& folded) const {
  Span a, b;
  return std::any_of(impl_->rules.begin(), impl_->rules.end(), [&](const Rule& rule) {
    return rule.rule.id() == id && Case(rule, folded, a, b);
  });
}

void SupersededConflicts::Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const {
  const std::string& date = brief.filing().filing_date();
  if (date.empty()) return;
  std::vector<v1::Conflict> conflicts(impl_->rules.size());
  for (size_t p = 0; p < analyzed.passages.size(); ++p) {
    const Passage& passage = analyzed.passages[p];
    const Impl::OldWords& words =
        passage.script == Script::kChinese ? impl_->chinese : impl_->english;
    for (const int id : words.filter.Candidates(passage.text)) {
      const size_t r = words.rules[static_cast<size_t>(id)];
      const Rule& rule = impl_->rules[r];
      Span old_words, presented_as;
      if (date < rule.rule.superseded_date()) continue;
      if (!Case(rule, passage.text, old_words, presented_as)) continue;
      auto& evidence = *conflicts[r].mutable_evidence();
      AddEvidence(analyzed, static_cast<uint32_t>(p), old_words.begin, old_words.end,
                  v1::EVIDENCE_ROLE_FIGURE, evidence);
      AddEvidence(analyzed, static_cast<uint32_t>(p), presented_as.begin, presented_as.end,
                  v1::EVIDENCE_ROLE_CONTEXT, evidence);
    }
  }
  for (size_t r = 0; r < conflicts.size(); ++r) {
    if (conflicts[r].evidence().empty() || KnowsNewerText(impl_->rules[r], analyzed)) continue;
    conflicts[r].set_kind("QUOTES_SUPERSEDED_TEXT");
    conflicts[r].set_explanation(impl_->rules[r].rule.explanation());
    *brief.add_conflicts() = std::move(conflicts[r]);
  }
}

}  // namespace filing_review::classify
