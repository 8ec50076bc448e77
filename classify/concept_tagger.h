// Says which concepts (classify/rules: words for one idea) a sentence speaks of, and where.
//
//   StatusOr<ConceptTagger> tagger = ConceptTagger::Create(concepts, macros);
//   ConceptMask may = tagger->MayHold(sentence, Script::kEnglish);      // one pass over literals
//   ConceptMask mask = tagger->Tag(sentence, Script::kEnglish, may);    // an expression a concept
//   if (mask[tagger->Index("collect")]) spans = tagger->Find(...);      // where, only if asked
//
// Distance between concepts is checked on the spans.
// Create refuses a word with a syntax error, an unknown macro, or one that matches the empty
// string, and more than kMaxConcepts concepts; the status names the concept.
// Thread-safe after Create.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/disclosure_rules.pb.h"

namespace filing_review::classify {

inline constexpr size_t kMaxConcepts = 512;

// Bit i: concept i is in the text.
using ConceptMask = std::bitset<kMaxConcepts>;

// Language of one sentence: Chinese where Han characters fill two fifths of its bytes. A bilingual
// paragraph has sentences of both, and English sentences name Chinese laws.
Script ScriptOf(std::string_view text);

// Bytes of the text.
struct ConceptSpan {
  size_t begin = 0, end = 0;
};

class ConceptTagger {
 public:
  static absl::StatusOr<ConceptTagger> Create(const std::vector<v1::Concept>& concepts,
                                              const MacroTable& macros);
  ConceptTagger(ConceptTagger&&) noexcept;
  ConceptTagger& operator=(ConceptTagger&&) noexcept;
  ~ConceptTagger();

  // Place of a concept in the list given to Create; -1: not in it.
  int Index(const std::string& id) const;

  // Those that the text may speak of, told by literals alone; all others it does not.
  ConceptMask MayHold(std::string_view text, Script script) const;
  // Those of `candidates` (of MayHold) that it does speak of.
  ConceptMask Tag(std::string_view text, Script script, const ConceptMask& candidates) const;
  ConceptMask Tag(std::string_view text, Script script) const {
    return Tag(text, script, MayHold(text, script));
  }

  // Matches of one concept, leftmost first, without overlap.
  std::vector<ConceptSpan> Find(int concept_index, std::string_view text, Script script) const;

 private:
  ConceptTagger();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
