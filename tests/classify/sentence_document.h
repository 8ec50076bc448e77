// Builds an AnalyzedDocument of plain sentences, without pages, for tests of rules on sentences.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/concept_tagger.h"
#include "classify/fold.h"

namespace filing_review::classify {

// One paragraph; the text of each sentence is folded as Analyze does.
inline AnalyzedDocument SentenceDocument(const std::vector<std::string>& sentences,
                                         const std::string& heading = "") {
  AnalyzedDocument analyzed;
  Passage& passage = analyzed.passages.emplace_back();
  passage.first_page = 1;
  if (!heading.empty()) {
    analyzed.sections.push_back({heading, 1, 0, -1});
    passage.section = 0;
  }
  for (const std::string& text : sentences) {
    const uint32_t begin = static_cast<uint32_t>(passage.text.size());
    passage.text += FoldText(text);
    analyzed.sentences.push_back({0, begin, static_cast<uint32_t>(passage.text.size())});
    passage.text += ' ';
  }
  passage.script = ScriptOf(passage.text);
  return analyzed;
}

}  // namespace filing_review::classify
