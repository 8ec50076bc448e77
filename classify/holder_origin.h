// What words say of where a holder is from: a name, a footnote, a sentence behind the name.
// All texts are normalised (classify/fold.h). Thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "classify/holder_lexicon.h"

namespace filing_review::classify {

struct Origin {
  const Place* place = nullptr;
  // That of the place, or FOREIGN for a vehicle whose owner is from abroad.
  v1::HolderClass holder_class = v1::HOLDER_CLASS_UNKNOWN;
  bool direct = false;  // said right behind the name, in one clause
};

// What the name alone tells: a place in brackets, a legal form, a mainland city in front.
std::optional<Origin> OriginOfName(const HolderLexicon& lexicon, std::string_view name);

// Whether a name is a person's. Without a form of address it rests on surnames and on words that
// only companies' names have.
bool IsPersonName(const HolderLexicon& lexicon, std::string_view name);

// What mentions of one holder have in common: NameKey of its name without a form of address, and
// without the place that stands behind a person's name.
std::string HolderKey(const HolderLexicon& lexicon, const std::string& name);

// What `text`, which follows the name of a company or is a note on it, says of its home: the first
// place that stands with words of origin; behind a vehicle's seat, the home of a foreign owner.
std::optional<Origin> CompanyOrigin(const HolderLexicon& lexicon, std::string_view text);

// Whether `text`, which follows a name, goes on to say what its bearer is ("…, a company …").
bool SaysWhatItIs(const HolderLexicon& lexicon, std::string_view text);

struct PersonHome {
  Origin origin;
  bool nationality = false;  // else residence or address
};
// What `text`, which follows the name of a person, says of nationality, else of residence.
std::optional<PersonHome> PersonOrigin(const HolderLexicon& lexicon, std::string_view text);

}  // namespace filing_review::classify
