#include "classify/disclosure_tags.h"

#include <string>
#include <vector>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

constexpr size_t kSentencesBefore = 2, kSentencesAfter = 1;

// Sentences of one paragraph, or of two under the same heading.
bool Neighbours(const AnalyzedDocument& analyzed, size_t a, size_t b) {
  const uint32_t p = analyzed.sentences[a].passage, q = analyzed.sentences[b].passage;
  return p == q || analyzed.passages[p].section == analyzed.passages[q].section;
}

}  // namespace

TaggedDocument TagDocument(const DisclosureRuleSet& set, const AnalyzedDocument& analyzed) {
  TaggedDocument tagged;
  for (const Section& section : analyzed.sections) {
    const std::string title = FoldText(section.title);
    ConceptMask mask =
        set.tagger.Tag(title, Script::kEnglish) | set.tagger.Tag(title, Script::kChinese);
    if (section.parent >= 0 && static_cast<size_t>(section.parent) < tagged.sections.size()) {
      mask |= tagged.sections[static_cast<size_t>(section.parent)];
    }
    tagged.sections.push_back(mask);
  }
  const std::vector<Sentence>& sentences = analyzed.sentences;
  const auto script = [&](size_t s) { return ScriptOf(analyzed.Text(sentences[s])); };
  std::vector<bool> open(sentences.size(), !set.gate.has_value());
  for (size_t s = 0; set.gate.has_value() && s < sentences.size(); ++s) {
    if (set.gate->Tag(analyzed.Text(sentences[s]), script(s)).none()) continue;
    // Those that have this sentence among their neighbours.
    const size_t first = s > kSentencesAfter ? s - kSentencesAfter : 0;
    for (size_t n = first; n < sentences.size() && n <= s + kSentencesBefore; ++n) {
      if (Neighbours(analyzed, n, s)) open[n] = true;
    }
  }
  // Literals first: most sentences hold those of some concept, few those of a whole rule.
  std::vector<ConceptMask> may(sentences.size());
  std::vector<bool> wanted(sentences.size());
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (!open[s]) continue;
    may[s] = set.tagger.MayHold(analyzed.Text(sentences[s]), script(s));
    if (!set.MayFire(may[s], script(s))) continue;
    // With what ConceptsAround looks at.
    const size_t first = s > kSentencesBefore ? s - kSentencesBefore : 0;
    for (size_t n = first; n < sentences.size() && n <= s + kSentencesAfter; ++n) wanted[n] = true;
  }
  if (set.gate.has_value()) tagged.open = open;
  tagged.sentences.resize(sentences.size());
  for (size_t s = 0; s < sentences.size(); ++s) {
    if (open[s] && wanted[s]) {
      tagged.sentences[s] = set.tagger.Tag(analyzed.Text(sentences[s]), script(s), may[s]);
    }
  }
  return tagged;
}

ConceptMask ConceptsAround(const AnalyzedDocument& analyzed, const TaggedDocument& tagged,
                           size_t sentence) {
  const uint32_t passage = analyzed.sentences[sentence].passage;
  ConceptMask mask;
  const size_t first = sentence > kSentencesBefore ? sentence - kSentencesBefore : 0;
  for (size_t s = first; s < tagged.sentences.size() && s <= sentence + kSentencesAfter; ++s) {
    if (Neighbours(analyzed, s, sentence)) mask |= tagged.sentences[s];
  }
  const int32_t section = analyzed.passages[passage].section;
  if (section >= 0 && static_cast<size_t>(section) < tagged.sections.size()) {
    mask |= tagged.sections[static_cast<size_t>(section)];
  }
  return mask;
}

}  // namespace filing_review::classify
