// The words of holders of the embedded rule pack, for tests.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "classify/holder_lexicon.h"
#include "tests/classify/embedded_rules.h"

namespace filing_review::classify {

inline const HolderLexicon& Lexicon() {
  static const HolderLexicon& lexicon = []() -> const HolderLexicon& {
    const EmbeddedRules& rules = SharedRules();
    auto made = HolderLexicon::Create(rules.pack.holders(), rules.macros);
    EXPECT_TRUE(made.ok()) << made.status();
    return *made->release();
  }();
  return lexicon;
}

}  // namespace filing_review::classify
