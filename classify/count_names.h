// The names of a filing that its user counts may be of: products, brands, services, segments, other
// companies. Gathered from the sentences that count users, the way names stand there (CountNaming
// of the rules): "NetWave Music had …", "禾田拥有……", "竞争对手云岭……".
//
// Immutable once made; `analyzed` and the words outlive it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// Whose a named subject is. kLine: a line of business or kind of people, no name.
enum class SubjectKind { kNone, kUnknown, kOwn, kOther, kLine };

struct FilingName {
  std::string folded, original;
  SubjectKind kind = SubjectKind::kUnknown;
};

// "IPTV", "OTT": a kind of service that many offer, not a name of one.
bool IsAcronym(std::string_view text);

// A name in a text, bytes.
struct NameMention {
  size_t begin = 0, end = 0;
  SubjectKind kind = SubjectKind::kNone;
};

// Names that a sentence says something of, in text order: by grammar, not by the inventory.
// `strong`: only where the grammar leaves no doubt.
std::vector<NameMention> TopicNames(std::string_view text, const CountWords& words, bool strong);

// [begin, end) without dates, connectives and roles before the name and words like "platform"
// behind it; empty where no name is left.
NameMention TrimName(std::string_view text, size_t begin, size_t end, const CountWords& words);

class FilingNames {
 public:
  // `issuer`: its name or names, as printed.
  FilingNames(const AnalyzedDocument& analyzed, const CountWords& english,
              const CountWords& chinese, const std::string& issuer);

  // Known names in a text, longest first at each place, in text order.
  std::vector<NameMention> In(std::string_view text) const;
  // Whether it is the issuer's own full name.
  bool IsIssuer(std::string_view folded) const;
  // True for a name that opens with the issuer's own first word: "Harborline Chat" of Harborline
  // Holdings. A place's name is no sign ("China", "Bank of").
  bool BearsIssuersName(std::string_view folded) const;
  // Null where the name is not known.
  const FilingName* Find(std::string_view folded) const;
  // How often a name stands in the filing; at most 100.
  int Count(const std::string& folded) const;
  // The one product that the issuer's figures are of where nothing else is said; null where the
  // filing has none or several.
  const FilingName* principal() const { return principal_; }

 private:
  void Gather(const CountWords& words, uint32_t passage, size_t begin, size_t end);

  const AnalyzedDocument& analyzed_;
  std::string issuer_;       // folded
  std::string issuer_word_;  // its first word and a space, Latin, lower case; empty: says nothing
  std::map<std::string, FilingName, std::less<>> names_;
  mutable std::map<std::string, int> counts_;
  const FilingName* principal_ = nullptr;
};

}  // namespace filing_review::classify
