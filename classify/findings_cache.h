// What the parts of a review found before, so that a changed rule pack looks again only for what
// its change can touch.
//
// A part is a function of the filing's documents, of the rules that RulesOf(part) gives (it is made
// from them and can read no others: classify/part_rules.h) and of `input`, the little that it needs
// of earlier parts and of the options. What it found may be kept under the three, and the engine.
//
//   std::optional<std::string> bytes = cache.Find(FindingsPart::kUserCounts, input);
//
// One cache stands for the documents and rules of one filing's review. It is called from one
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace filing_review::classify {

enum class FindingsPart : uint8_t {
  kFiling,  // documents, coverage, issuer, type, market, date, languages
  kUserCounts,
  kDisclosures,  // data handling and review statements
  kHolders,      // with influence and sums
  kSignals,      // of the text, which regimes ask for
  kConflicts,
};

inline constexpr FindingsPart kFindingsParts[] = {
    FindingsPart::kFiling,  FindingsPart::kUserCounts, FindingsPart::kDisclosures,
    FindingsPart::kHolders, FindingsPart::kSignals,    FindingsPart::kConflicts};

class FindingsCache {
 public:
  virtual ~FindingsCache() = default;

  // What Keep was given for the same part and input; nothing where that is not there any more.
  virtual std::optional<std::string> Find(FindingsPart part, std::string_view input) = 0;
  // May or may not keep it.
  virtual void Keep(FindingsPart part, std::string_view input, std::string bytes) = 0;
};

}  // namespace filing_review::classify
