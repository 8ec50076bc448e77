// The holder rules of a pack, compiled: cues, places, legal forms, known investors.
//
//   if (lexicon.Has(v1::HOLDER_CUE_PERCENT_HEAD, "持股比例(%)")) …
//   for (const PlaceHit& hit : lexicon.Places(text)) use(hit.place->code);
//
// All texts are normalised (classify/fold.h). Thread-safe after Create.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/holder_rules.pb.h"

namespace filing_review::classify {

struct Place {
  std::string code;  // ISO 3166-1 alpha-2
  v1::HolderClass holder_class = v1::HOLDER_CLASS_UNKNOWN;
  std::string within;  // code of the place that it is a part of; may be empty
};

// A place named in a text.
struct PlaceHit {
  size_t begin = 0, end = 0;  // bytes
  const Place* place = nullptr;
};

class HolderLexicon {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<HolderLexicon>> Create(const v1::HolderRules& rules,
                                                               const MacroTable& macros);
  ~HolderLexicon();

  bool Has(v1::HolderCue cue, std::string_view text) const;
  // First match of a cue; `begin` and `end` are bytes of `text`.
  bool Find(v1::HolderCue cue, std::string_view text, size_t& begin, size_t& end) const;
  // The same of the first group of a cue that has groups.
  bool FindGroup(v1::HolderCue cue, std::string_view text, size_t& begin, size_t& end) const;
  // Whether a cue matches at the start of `text`, up to `end`.
  bool StartsWith(v1::HolderCue cue, std::string_view text, size_t& end) const {
    size_t begin = 0;
    return Find(cue, text, begin, end) && begin == 0;
  }

  // Places in text order, the longest name at each spot; "中国(香港)" is one, the closer.
  std::vector<PlaceHit> Places(std::string_view text) const;
  // Null where the pack does not know the code.
  const Place* PlaceOf(const std::string& code) const;

  // A name without its form of address, before or behind it.
  std::string WithoutTitle(std::string_view name) const;
  // Forms of address with the surname of a person: "Mr. Ash", "周女士". Of a name in Latin letters,
  // with its first and with its last word.
  std::vector<std::string> WithTitles(std::string_view name) const;

  // Place that the legal form of a name tells; null where it tells none.
  const Place* ByLegalForm(std::string_view name) const;

  struct Known {
    const Place* place = nullptr;
    bool government = false;
  };
  // Home of an investor of public knowledge; `place` is null where the name is none.
  Known ByKnownInvestor(std::string_view name) const;

 private:
  HolderLexicon();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
