// How the names of holders stand in a filing's text: in full, short, with a form of address; and
// where they stand in a text.
// Thread-safe after Compile.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"

namespace re2 {
class RE2;
}

namespace filing_review::classify {

// A name in print.
struct HolderPrint {
  std::string key;    // HolderMention::key
  std::string whole;  // for a form of address: the name that must stand in the same passage
  bool ambiguous = false;
};

// Forms of address of a person, normalised: "Mr. Ash", "周女士". Empty for other names.
std::vector<std::string> AddressesOf(const HolderLexicon& lexicon, std::string_view name);

class HolderPrints {
 public:
  HolderPrints(const HolderLexicon& lexicon, const std::vector<HolderMention>& mentions);
  ~HolderPrints();

  // False where there is no name to look for.
  bool ok() const;
  // The first name in `text` from `at`; false: none.
  bool Next(std::string_view text, size_t at, size_t& begin, size_t& end) const;
  // Null where `name`, with or without breaks within its words, is no print.
  const HolderPrint* Find(const std::string& name) const;

 private:
  void Add(const HolderLexicon& lexicon, const std::string& name, const std::string& key);
  std::map<std::string, HolderPrint> prints_;    // by normalised print
  std::map<std::string, std::string> squeezed_;  // prints by themselves without blanks
  std::unique_ptr<re2::RE2> names_;
};

}  // namespace filing_review::classify
