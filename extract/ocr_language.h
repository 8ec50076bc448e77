// Which languages the characters on a filing's pictures are to be taken for.
//
//   CountScripts(page.text, &counts);          // of pages that have text, or of a try
//   switch (ScriptOf(counts)) …
//
// Simplified and traditional Chinese are told apart by characters that only one of them uses. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::extract {

enum class Script : uint8_t { kUnknown, kEnglish, kSimplified, kTraditional };

struct ScriptCounts {
  int64_t latin = 0, han = 0;               // letters
  int64_t simplified = 0, traditional = 0;  // Chinese characters that only one of the two uses
};

void CountScripts(std::string_view text, ScriptCounts* counts);

// kUnknown where there is too little, or where both kinds of Chinese are about as frequent.
Script ScriptOf(const ScriptCounts& counts);

// Tesseract's name for it: English too in a Chinese filing, Chinese not in an English one.
// REQUIRES: not kUnknown.
const char* LanguagesFor(Script script);

}  // namespace filing_review::extract
