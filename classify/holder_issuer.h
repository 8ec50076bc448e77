// The issuer's own names in a filing's text: in full, and the short ones that Chinese filings make
// of it.
//
//   IssuerNames names(lexicon, "苏州蓝杉科技股份有限公司");
//   names.Is("蓝杉有限")                 true: the company before its conversion
//   names.AsIssuer("持有蓝杉科技5%的股份")  "持有本公司   5%的股份", of the same length
//
// Immutable once made; `lexicon` outlives it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/holder_lexicon.h"

namespace filing_review::classify {

class IssuerNames {
 public:
  // `issuer`: its name as printed; may be empty, then nothing is the issuer's.
  IssuerNames(const HolderLexicon& lexicon, const std::string& issuer);

  // Whether a name is the issuer's. `name`: normalised.
  bool Is(std::string_view name) const;

  // A normalised text with the issuer's Chinese names as the word for it, filled up with blanks so
  // that places in the text stay what they are.
  std::string AsIssuer(std::string_view text) const;

 private:
  // Puts the issuer's word for every `name` that has one of `tail` behind it (unspecified: any).
  void Replace(const std::string& name, v1::HolderCue tail, std::string& text) const;

  const HolderLexicon& lexicon_;
  std::string full_;                // normalised
  std::vector<std::string> short_;  // longest first
  std::string stem_;                // its first word, which former names share
};

}  // namespace filing_review::classify
