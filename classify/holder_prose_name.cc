#include "classify/holder_prose_name.h"

#include <algorithm>
#include <string>

namespace filing_review::classify {

namespace {

void Trim(std::string_view text, NameSpan& span) {
  const auto blank = [&](char c) { return c == ' ' || c == '\t' || c == ','; };
  while (span.begin < span.end && blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && blank(text[span.end - 1])) --span.end;
}

// Ends a name at a bracket, unless it is a part of it: a place, a form of partnership.
void CutBrackets(const HolderLexicon& lexicon, std::string_view text, NameSpan& name) {
  for (size_t at = name.begin;;) {
    const size_t open = text.find('(', at);
    if (open == std::string_view::npos || open >= name.end || open == name.begin) return;
    const size_t close = text.find(')', open);
    if (close != std::string_view::npos && close < name.end) {
      const std::string_view inside = text.substr(open + 1, close - open - 1);
      const std::vector<PlaceHit> places = lexicon.Places(inside);
      const bool place =
          places.size() == 1 && places[0].begin == 0 && places[0].end == inside.size();
      if (place || lexicon.ByLegalForm(text.substr(open, close + 1 - open)) != nullptr ||
          lexicon.Has(v1::HOLDER_CUE_MAINLAND_NAME, text.substr(open, close + 1 - open))) {
        at = close + 1;
        continue;
      }
    }
    name.end = open;
    Trim(text, name);
    return;
  }
}

std::string WithoutBlanks(std::string_view text) {
  std::string out(text);
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == '\t'; }),
            out.end());
  return out;
}

// A heading that runs into its paragraph: "ABAB holds" is "AB". Blanks do not count: the first
// character of a paragraph may be set off.
void CutRepeat(std::string_view text, NameSpan& name) {
  constexpr size_t kLeast = 6;
  const std::string_view part = text.substr(name.begin, name.end - name.begin);
  for (size_t half = part.size() / 2 + 1; half >= kLeast; --half) {
    const std::string first = WithoutBlanks(part.substr(0, half));
    if (first.size() < kLeast || !WithoutBlanks(part.substr(half)).starts_with(first)) continue;
    name.begin += half;
    return;
  }
}

}  // namespace

void WidenToSubject(const HolderLexicon& lexicon, std::string_view text, NameSpan& name) {
  Trim(text, name);
  const std::string_view part = text.substr(name.begin, name.end - name.begin);
  const std::vector<PlaceHit> places = lexicon.Places(part);
  if (places.size() != 1 || places[0].begin != 0 || places[0].end < part.size()) return;
  size_t begin = 0, end = 0;
  if (!lexicon.FindGroup(v1::HOLDER_CUE_NAME_OF_PLACE, text.substr(0, name.begin), begin, end)) {
    return;
  }
  name.begin = begin;
  name.end = end;
}

bool CleanName(const HolderLexicon& lexicon, std::string_view text, NameSpan& name) {
  Trim(text, name);
  for (int i = 0; i < 6; ++i) {
    size_t b = 0, e = 0;
    const std::string_view part = text.substr(name.begin, name.end - name.begin);
    if (!lexicon.Find(v1::HOLDER_CUE_NAME_LEAD, part, b, e) || b != 0 || e == 0) break;
    name.begin += e;
    Trim(text, name);
  }
  size_t b = 0, e = 0;
  std::string_view part = text.substr(name.begin, name.end - name.begin);
  if (lexicon.Find(v1::HOLDER_CUE_NAME_VIA, part, b, e)) {
    if (b == 0) return false;
    name.end = name.begin + b;
    Trim(text, name);
  }
  CutRepeat(text, name);
  CutBrackets(lexicon, text, name);
  const std::string_view tail = text.substr(name.begin, name.end - name.begin);
  if (lexicon.Find(v1::HOLDER_CUE_NAME_TAIL, tail, b, e) && e == tail.size()) {
    name.end = name.begin + b;
    Trim(text, name);
  }
  part = text.substr(name.begin, name.end - name.begin);
  return part.size() >= 4 && part.size() <= 160 && !lexicon.Has(v1::HOLDER_CUE_NOT_A_NAME, part) &&
         !lexicon.Has(v1::HOLDER_CUE_PUBLIC_ROW, part) &&
         !lexicon.Has(v1::HOLDER_CUE_TOTAL_ROW, part);
}

std::vector<NameSpan> SplitNames(const HolderLexicon& lexicon, std::string_view text,
                                 NameSpan names) {
  std::vector<NameSpan> out;
  size_t from = names.begin, begin = 0, end = 0;
  while (from < names.end && lexicon.Find(v1::HOLDER_CUE_NAME_SEPARATOR,
                                          text.substr(from, names.end - from), begin, end)) {
    out.push_back({from, from + begin});
    from += end;
  }
  out.push_back({from, names.end});
  return out;
}

}  // namespace filing_review::classify
