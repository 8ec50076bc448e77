#include "classify/holder_origin.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "classify/fold.h"
#include "classify/holder_name.h"

namespace filing_review::classify {

namespace {

// Bytes behind a name in which a place still speaks of it.
constexpr size_t kReach = 360;
// Bytes in which the owner of a vehicle may be named.
constexpr size_t kOwnerReach = 1000;
// Bytes around a place in which words of origin or nationality belong to it.
constexpr size_t kOriginNear = 60, kNationalityBefore = 36, kNationalityAfter = 30;
// Bytes before a place that may say that it is no longer so.
constexpr size_t kFormerBefore = 24;

std::string_view Window(std::string_view text, size_t begin, size_t end, size_t before,
                        size_t after) {
  const size_t from = begin > before ? begin - before : 0;
  return text.substr(from, std::min(text.size(), end + after) - from);
}

// A stock exchange, a currency or a former home has a place in its name and tells no origin.
bool TellsNoOrigin(const HolderLexicon& lexicon, std::string_view text, const PlaceHit& hit) {
  size_t begin = 0, end = 0;
  const std::string_view behind = Window(text, hit.end, hit.end, 0, 40);
  if (lexicon.Find(v1::HOLDER_CUE_NO_ORIGIN, behind, begin, end) && begin == 0) return true;
  const std::string_view before = Window(text, hit.begin, hit.begin, kFormerBefore, 0);
  // A word of a longer name: "Pine China Fund".
  static const RE2& kNameBefore = *new RE2("(?:^|[^A-Za-z])[A-Z][A-Za-z]+ $");
  static const RE2& kNameBehind = *new RE2("^ [A-Z][a-z]+");
  static const RE2& kOfPlace = *new RE2("(?i)^ (?:limited|company|special|sar|exempted|islands)");
  const re2::StringPiece left(before.data(), before.size()), right(behind.data(), behind.size());
  if (RE2::PartialMatch(left, kNameBefore) && RE2::PartialMatch(right, kNameBehind) &&
      !RE2::PartialMatch(right, kOfPlace)) {
    return true;
  }
  return lexicon.Has(v1::HOLDER_CUE_FORMER, before);
}

Origin At(const Place* place) { return {place, place->holder_class}; }

// Whether no clause ends before `at`; a comma or bracket that sets the clause off does not count.
bool InFirstClause(std::string_view text, size_t at) {
  const size_t from = text.find_first_not_of(" ,()\"\xE2\x80\x9C\x9D\xE3\x8C\x8D\x8F");
  if (from == std::string_view::npos || from >= at) return true;
  const std::string_view before = text.substr(from, at - from);
  return before.find_first_of(",;") == std::string_view::npos &&
         before.find("。") == std::string_view::npos;
}

}  // namespace

std::optional<Origin> OriginOfName(const HolderLexicon& lexicon, std::string_view name) {
  // A place in brackets; nothing else may stand in them but "… Branch" and the like.
  static const RE2& kBracket = *new RE2("[(]([^()]{2,30})[)]");
  re2::StringPiece rest(name.data(), name.size());
  std::string inside;
  std::optional<Origin> bracketed;
  while (RE2::FindAndConsume(&rest, kBracket, &inside)) {
    const std::vector<PlaceHit> hits = lexicon.Places(inside);
    if (hits.size() == 1 && hits[0].begin == 0 && hits[0].end == inside.size()) {
      bracketed = At(hits[0].place);  // "Pine (China) (BVI)": the last one
    }
  }
  if (bracketed.has_value()) return bracketed;
  if (const Place* place = lexicon.ByLegalForm(name); place != nullptr) return At(place);
  if (lexicon.Has(v1::HOLDER_CUE_MAINLAND_NAME, name)) {
    if (const Place* place = lexicon.PlaceOf("CN"); place != nullptr) return At(place);
  }
  return std::nullopt;
}

bool IsPersonName(const HolderLexicon& lexicon, std::string_view name) {
  // "Ann Ash (Canada)".
  if (const size_t bracket = name.find('(');
      bracket > 4 && bracket == name.rfind('(') && name.ends_with(')')) {
    name = name.substr(0, bracket);
    while (name.ends_with(' ')) name.remove_suffix(1);
  }
  if (lexicon.Has(v1::HOLDER_CUE_COMPANY_NAME, name)) return false;
  if (lexicon.Has(v1::HOLDER_CUE_PERSON_NAME, name)) return true;
  if (lexicon.ByLegalForm(name) != nullptr || lexicon.Has(v1::HOLDER_CUE_MAINLAND_NAME, name)) {
    return false;
  }
  if (HanCount(name) > 0 || name.size() >= 40) return false;
  // Two to four words with a capital each, and no numeral.
  static const RE2& kWords = *new RE2(
      "^(?:[A-Z][a-zà-öø-ÿ'’-]*[A-Za-zà-öø-ÿ'’-]*\\.?)(?: (?:[A-Z][A-Za-zà-öø-ÿ'’.-]*|de|van|von|"
      "der|da|bin|al)){1,4}$");
  static const RE2& kNumeral = *new RE2("(?:^| )(?:[IVX]{2,}|[A-Z]{4,})(?: |$)");
  const re2::StringPiece piece(name.data(), name.size());
  return RE2::PartialMatch(piece, kWords) && !RE2::PartialMatch(piece, kNumeral);
}

std::string HolderKey(const HolderLexicon& lexicon, const std::string& name) {
  std::string folded = FoldText(name);
  if (const size_t open = folded.rfind('('); open != std::string::npos && folded.ends_with(')')) {
    const std::string inside = folded.substr(open + 1, folded.size() - open - 2);
    std::string front = folded.substr(0, open);
    while (front.ends_with(' ')) front.pop_back();
    const std::vector<PlaceHit> hits = lexicon.Places(inside);
    if (hits.size() == 1 && hits[0].begin == 0 && hits[0].end == inside.size() &&
        IsPersonName(lexicon, front)) {
      folded = front;
    }
  }
  return NameKey(lexicon.WithoutTitle(folded));
}

std::optional<Origin> CompanyOrigin(const HolderLexicon& lexicon, std::string_view text) {
  text = text.substr(0, kOwnerReach);
  Origin origin;
  for (const PlaceHit& hit : lexicon.Places(text)) {
    const std::string_view near = Window(text, hit.begin, hit.end, kOriginNear, kOriginNear);
    if (!lexicon.Has(v1::HOLDER_CUE_ORIGIN, near) || TellsNoOrigin(lexicon, text, hit)) {
      if (origin.place != nullptr && hit.place->holder_class == v1::HOLDER_CLASS_PRC) break;
      continue;
    }
    if (origin.place == nullptr) {
      if (hit.begin > kReach) break;
      origin = At(hit.place);
      origin.direct = InFirstClause(text, hit.begin);
      if (origin.holder_class != v1::HOLDER_CLASS_OFFSHORE_VEHICLE) return origin;
    } else if (hit.place->holder_class == v1::HOLDER_CLASS_FOREIGN) {
      origin.holder_class = v1::HOLDER_CLASS_FOREIGN;
      return origin;
    } else if (hit.place->holder_class == v1::HOLDER_CLASS_PRC) {
      break;
    }
  }
  if (origin.place == nullptr) return std::nullopt;
  return origin;
}

bool SaysWhatItIs(const HolderLexicon& lexicon, std::string_view text) {
  size_t begin = 0, end = 0;
  return lexicon.Find(v1::HOLDER_CUE_PREDICATE, text.substr(0, 200), begin, end) && begin == 0;
}

std::optional<PersonHome> PersonOrigin(const HolderLexicon& lexicon, std::string_view text) {
  text = text.substr(0, kReach);
  std::optional<PersonHome> home;
  for (const PlaceHit& hit : lexicon.Places(text)) {
    const std::string_view near =
        Window(text, hit.begin, hit.end, kNationalityBefore, kNationalityAfter);
    if (TellsNoOrigin(lexicon, text, hit)) continue;
    if (lexicon.Has(v1::HOLDER_CUE_NATIONALITY, near)) return PersonHome{At(hit.place), true};
    if (!home.has_value() && lexicon.Has(v1::HOLDER_CUE_RESIDENCE, near)) {
      home = PersonHome{At(hit.place), false};
    }
  }
  return home;
}

}  // namespace filing_review::classify
