#include "classify/count_words.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace filing_review::classify {

namespace {

// The first rule for `metric` that matches.
const v1::CountMetric* FirstRule(const std::vector<Compiled<v1::CountMetric>>& rules,
                                 std::string_view phrase, const std::string& metric,
                                 std::string_view unit) {
  for (const Compiled<v1::CountMetric>& rule : rules) {
    const auto& from = rule.rule->from();
    if (!from.empty() && std::find(from.begin(), from.end(), metric) == from.end()) continue;
    if (rule.unit != nullptr && !Finds(rule.unit, unit)) continue;
    if (Finds(rule.match, phrase)) return rule.rule;
  }
  return nullptr;
}

// End of a term at `at`, with the s of its plural; `at` where it is a part of a longer word.
size_t TermEnd(std::string_view text, size_t at, const std::string& name) {
  const auto letter = [&](size_t i) {
    return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0;
  };
  size_t end = at + name.size();
  if ((name.back() & 0x80) != 0) return end;
  if (at > 0 && letter(at - 1)) return at;
  if (end < text.size() && text[end] == 's') ++end;
  return letter(end) ? at : end;
}

}  // namespace

bool CountWords::MayCount(std::string_view sentence) const {
  if (!Finds(shared_->number, sentence)) return false;
  if (Finds(shared_->anchor, sentence)) return true;
  return std::any_of(terms_.begin(), terms_.end(), [&](const auto& term) {
    return sentence.find(term->name) != std::string_view::npos;
  });
}

std::vector<NounMatch> CountWords::Nouns(std::string_view text) const {
  std::vector<NounMatch> found;
  if (shared_->nouns == nullptr) return found;
  size_t at = 0;
  re2::StringPiece group;
  while (at < text.size() &&
         shared_->nouns->Match(Piece(text), at, text.size(), RE2::UNANCHORED, &group, 1)) {
    NounMatch noun;
    noun.begin = static_cast<size_t>(group.data() - text.data());
    noun.end = noun.begin + group.size();
    for (const Compiled<v1::CountNoun>& rule : shared_->noun_rules) {
      if (RE2::FullMatch(group, *rule.match)) {
        noun.rule = rule.rule;
        break;
      }
    }
    if (noun.rule != nullptr) found.push_back(noun);
    at = std::max(noun.end, at + 1);
  }
  if (!terms_.empty()) AddTerms(text, found);
  return found;
}

void CountWords::AddTerms(std::string_view text, std::vector<NounMatch>& found) const {
  std::vector<NounMatch> terms;
  for (const std::shared_ptr<const CountTerm>& term : terms_) {
    for (size_t at = text.find(term->name); at != std::string_view::npos;
         at = text.find(term->name, at + 1)) {
      const size_t end = TermEnd(text, at, term->name);
      if (end > at) terms.push_back({at, end, &term->noun});
    }
  }
  for (const NounMatch& term : terms) {
    // A longer noun around it, or a longer term, says more.
    const auto longer = [&](const NounMatch& other) {
      return other.begin <= term.begin && other.end >= term.end && other.rule != term.rule &&
             other.end - other.begin > term.end - term.begin;
    };
    if (std::any_of(found.begin(), found.end(), longer) ||
        std::any_of(terms.begin(), terms.end(), longer)) {
      continue;
    }
    std::erase_if(found, [&](const NounMatch& noun) {
      return noun.begin < term.end && term.begin < noun.end;
    });
    found.push_back(term);
  }
  std::sort(found.begin(), found.end(),
            [](const NounMatch& a, const NounMatch& b) { return a.begin < b.begin; });
}

bool CountWords::IsTerm(std::string_view text) const {
  return std::any_of(terms_.begin(), terms_.end(), [&](const auto& term) {
    return text.starts_with(term->name) && TermEnd(text, 0, term->name) == text.size();
  });
}

CountWords CountWords::With(std::vector<std::shared_ptr<const CountTerm>> terms) const {
  CountWords words;
  words.own_ = nullptr;
  words.shared_ = shared_;
  words.terms_ = std::move(terms);
  return words;
}

const v1::CountMetric* CountWords::Defined(std::string_view meaning,
                                           const std::string& metric) const {
  return FirstRule(shared_->defined_metrics, meaning, metric, {});
}

const v1::CountMetric* CountWords::Narrow(std::string_view phrase, const std::string& metric,
                                          std::string_view unit) const {
  return FirstRule(shared_->metrics, phrase, metric, unit);
}

}  // namespace filing_review::classify
