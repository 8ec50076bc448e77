// Words of the reports by language.
//
//   const Words* words = WordsIn("zh-Hans");   // null: no such language
//
// What has no words in Chinese is in English. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/render/words.h"

namespace filing_review::render {

// en, zh-Hans, zh-Hant: names of BCP 47.
std::vector<std::string> LanguageNames();

const Words* WordsIn(std::string_view language);

}  // namespace filing_review::render
