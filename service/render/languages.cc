#include "service/render/languages.h"

#include "absl/strings/str_cat.h"
#include "service/render/embedded.h"

namespace filing_review::render {

namespace {

Words ChineseWords(std::string_view column) {
  return Words(absl::StrCat(std::string(kWordsTsv), std::string(kWordsZhTsv),
                            std::string(kComparisonWordsTsv)),
               column);
}

}  // namespace

std::vector<std::string> LanguageNames() { return {"en", "zh-Hans", "zh-Hant"}; }

const Words* WordsIn(std::string_view language) {
  static const Words* const english =
      new Words(absl::StrCat(std::string(kWordsTsv), std::string(kComparisonWordsTsv)), "en");
  static const Words* const simplified = new Words(ChineseWords("zh-Hans"));
  static const Words* const traditional = new Words(ChineseWords("zh-Hant"));
  if (language == "en") return english;
  if (language == "zh-Hans") return simplified;
  return language == "zh-Hant" ? traditional : nullptr;
}

}  // namespace filing_review::render
