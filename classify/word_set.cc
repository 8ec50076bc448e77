#include "classify/word_set.h"

#include <cctype>

namespace filing_review::classify {

namespace {

bool IsLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

}  // namespace

bool WordSet::Has(const std::string& word) {
  if (!built_) {
    built_ = true;
    std::string current;
    for (const extract::Page& page : document_.pages) {
      const std::string& text = page.text;
      for (size_t i = 0; i < text.size();) {
        if (!IsLetter(text[i])) {
          ++i;
          continue;
        }
        const size_t begin = i;
        current.clear();
        for (; i < text.size() && IsLetter(text[i]); ++i) {
          current += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
        }
        const bool hyphen =
            (begin > 0 && text[begin - 1] == '-') || (i < text.size() && text[i] == '-');
        if (!hyphen && current.size() > 4) words_.insert(current);
      }
    }
  }
  return words_.count(word) != 0;
}

}  // namespace filing_review::classify
