#include "classify/count_nouns.h"

#include <algorithm>

#include "classify/count_bound.h"
#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

// Longest stretch before a noun that is taken for its modifiers, bytes.
constexpr size_t kModifiers = 60;
// Longest words of a bound between a noun and its number, bytes.
constexpr size_t kDescribes = 15;

}  // namespace

size_t PhraseBegin(std::string_view text, size_t noun, const CountWords& words) {
  size_t from = noun > kModifiers ? noun - kModifiers : 0;
  while (from < noun && extract::IsContinuation(text[from])) ++from;
  return from + LastMatch(words.lists().phrase_stop, text.substr(from, noun - from)).end;
}

const NounMatch* NounsOfSentence::Behind(size_t from) const {
  for (const NounMatch& noun : nouns_) {
    if (noun.begin < from) continue;
    const std::string_view gap = text_.substr(from, noun.begin - from);
    if (gap.size() > 120 || !Matches(grammar_.number_to_noun, gap)) return nullptr;
    if (Finds(grammar_.number_to_noun_stop, gap)) return nullptr;
    if (MatchAtStart(grammar_.noun_in_compound, text_.substr(noun.end)) > 0) return nullptr;
    return &noun;
  }
  return nullptr;
}

const NounMatch* NounsOfSentence::Before(size_t begin, size_t end, size_t unit_end) const {
  const NounMatch* last = nullptr;
  for (const NounMatch& noun : nouns_) {
    if (noun.end > begin) break;
    // "MAUs of our apps": the apps say where, the users are counted.
    const bool says_where = last != nullptr && noun.rule->metric().empty() &&
                            !last->rule->metric().empty() && IsComplement(*last, noun);
    if (!says_where) last = &noun;
  }
  if (last == nullptr) return nullptr;
  const std::string_view gap = text_.substr(last->end, begin - last->end);
  if (gap.size() > 240 || !Matches(grammar_.noun_to_number, gap)) return nullptr;
  if (Finds(grammar_.noun_to_number_stop, gap)) return nullptr;
  const bool has_unit = script_ == Script::kChinese && unit_end > end;
  if (grammar_.number_ends != nullptr && !has_unit &&
      MatchAtStart(grammar_.number_ends, text_.substr(unit_end)) == 0 && unit_end < text_.size()) {
    return nullptr;
  }
  return last;
}

bool NounsOfSentence::IsComplement(const NounMatch& users, const NounMatch& things) const {
  return grammar_.complement != nullptr &&
         Matches(grammar_.complement, text_.substr(users.end, things.begin - users.end));
}

bool NounsOfSentence::Describes(const Quantity& q, size_t unit_end) const {
  if (MatchAtStart(grammar_.attribute, text_.substr(unit_end)) == 0) return false;
  for (const NounMatch& noun : nouns_) {
    if (noun.end > q.begin || q.begin - noun.end > kDescribes) continue;
    if (noun.rule->metric().empty() || noun.end == q.begin) continue;
    size_t begin = q.begin, end = unit_end;
    FindBound(text_, q.begin, q.end, unit_end, false, words_, begin, end);
    if (begin == noun.end) return true;
  }
  return false;
}

const NounMatch* NounsOfSentence::CountedHead(size_t begin, size_t unit_end) const {
  if (grammar_.counted_head == nullptr || grammar_.head_to_number == nullptr) return nullptr;
  if (unit_end < text_.size() && MatchAtStart(grammar_.number_ends, text_.substr(unit_end)) == 0) {
    return nullptr;
  }
  for (auto noun = nouns_.rbegin(); noun != nouns_.rend(); ++noun) {
    if (noun->end > begin || noun->rule->metric().empty()) continue;
    if (MatchAtEnd(grammar_.counted_head, text_.substr(0, noun->begin)) == std::string_view::npos) {
      continue;
    }
    const std::string_view gap = text_.substr(noun->end, begin - noun->end);
    if (MatchAtStart(grammar_.head_to_number, gap) == gap.size()) return &*noun;
    return nullptr;
  }
  return nullptr;
}

}  // namespace filing_review::classify
