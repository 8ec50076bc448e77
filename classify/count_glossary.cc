#include "classify/count_glossary.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "classify/count_heads.h"

namespace filing_review::classify {

namespace {

using Terms = std::vector<std::shared_ptr<const CountTerm>>;

// Longer text is no definition of a word, bytes.
constexpr size_t kLongestPassage = 3000;
// Fewer than this are not the users of a filing.
constexpr int64_t kLeast = 100;

bool IsAbbreviation(std::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }) &&
         std::count_if(term.begin(), term.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
}

// The metric of what `meaning` counts; none where it counts money, a rate or no users.
HeadMetric MetricOfMeaning(const std::string& meaning, const CountWords& words, bool chinese) {
  HeadMetric result;
  const std::vector<NounMatch> nouns = words.Nouns(meaning);
  if (nouns.empty()) return result;
  // The noun that is defined comes first, with conditions behind it; in Chinese last, behind them.
  const NounMatch& noun = chinese ? nouns.back() : nouns.front();
  if (noun.rule->metric().empty()) return result;
  std::string head = meaning.substr(0, noun.end);
  if (chinese) {
    // What describes the noun itself, the word before it included.
    const std::string_view before = std::string_view(meaning).substr(0, noun.begin);
    head = meaning.substr(LastMatch(words.grammar().attribute, before).begin);
  }
  if (IsNotOfUsers(head, words)) return result;
  result = MetricOf(head, words);
  if (result.metric != noun.rule->metric()) return result;
  if (const v1::CountMetric* defined = words.Defined(meaning, noun.rule->metric())) {
    result.metric = defined->metric();
    result.rule_id = defined->id();
  }
  return result;
}

void Add(const std::string& term, const HeadMetric& metric, Terms& terms) {
  const auto known = [&](const auto& other) { return other->name == term; };
  if (std::any_of(terms.begin(), terms.end(), known)) return;
  auto made = std::make_shared<CountTerm>();
  made->name = term;
  made->noun.set_id(metric.rule_id);
  made->noun.set_metric(metric.metric);
  made->noun.set_min_value(kLeast);
  terms.push_back(std::move(made));
}

void ReadTerm(std::string term, const std::string& meaning, const CountWords& words, Terms& terms) {
  const bool abbreviation = IsAbbreviation(term);
  if (abbreviation && term.back() == 's') term.pop_back();
  const bool chinese =
      std::any_of(meaning.begin(), meaning.end(), [](char c) { return (c & 0x80) != 0; });
  const HeadMetric metric = MetricOfMeaning(meaning, words, chinese);
  if (!metric) return;
  const HeadMetric plain = MetricOf(term, words);
  // Other words than abbreviations must name users by themselves.
  if (abbreviation ? static_cast<bool>(plain) : !plain || plain.metric == metric.metric) return;
  if (!abbreviation && words.Nouns(term).back().end != term.size()) return;
  if (abbreviation && !Finds(words.table().counted, meaning)) return;
  Add(term, metric, terms);
  // It begins a sentence with a capital.
  const char first = term[0];
  if (abbreviation || std::isalpha(static_cast<unsigned char>(first)) == 0) return;
  term[0] = static_cast<char>(first ^ 0x20);
  Add(term, metric, terms);
}

void ReadPassage(const std::string& text, const CountWords& words, Terms& terms) {
  for (const std::unique_ptr<LazyPattern>& re : words.grammar().definitions) {
    const int term = re->Group("term"), meaning = re->Group("meaning");
    re2::StringPiece groups[4];
    size_t at = 0;
    while (at < text.size() &&
           re->Match(Piece(text), at, text.size(), RE2::UNANCHORED, groups, 4)) {
      ReadTerm(groups[term].as_string(), groups[meaning].as_string(), words, terms);
      at = static_cast<size_t>(groups[0].data() - text.data()) +
           std::max<size_t>(groups[0].size(), 1);
    }
  }
}

}  // namespace

FilingWords ReadGlossary(const AnalyzedDocument& analyzed, const CountWords& english,
                         const CountWords& chinese) {
  Terms terms[2];
  for (const Passage& passage : analyzed.passages) {
    const bool is_chinese = passage.script == Script::kChinese;
    const CountWords& words = is_chinese ? chinese : english;
    if (passage.text.size() > kLongestPassage ||
        !Finds(words.grammar().definition_sign, passage.text) || !words.NamesUsers(passage.text)) {
      continue;
    }
    ReadPassage(passage.text, words, terms[is_chinese]);
  }
  // An abbreviation is one in both languages of a filing.
  for (const int from : {0, 1}) {
    for (const auto& term : Terms(terms[from])) {
      const auto same = [&](const auto& other) { return other->name == term->name; };
      if (IsAbbreviation(term->name) &&
          std::none_of(terms[1 - from].begin(), terms[1 - from].end(), same)) {
        terms[1 - from].push_back(term);
      }
    }
  }
  return {english.With(std::move(terms[0])), chinese.With(std::move(terms[1]))};
}

}  // namespace filing_review::classify
