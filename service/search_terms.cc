#include "service/search_terms.h"

#include <unicode/uchar.h>

#include <utility>

#include "absl/strings/str_split.h"
#include "classify/fold.h"
#include "extract/utf8.h"

namespace filing_review::service {

namespace {

// Scripts that are written without spaces.
bool StandsAlone(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC) != 0 || (c >= 0x3040 && c <= 0x30FF);
}

}  // namespace

std::string SearchTerms(std::string_view text) {
  std::string terms;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = classify::Fold(classify::NextCodePoint(text, at));
    if (StandsAlone(c)) {
      if (!terms.empty() && terms.back() != ' ') terms += ' ';
      extract::AppendUtf8(c, &terms);
      terms += ' ';
    } else if (u_isalnum(static_cast<UChar32>(c)) != 0) {
      extract::AppendUtf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))), &terms);
    } else if (!terms.empty() && terms.back() != ' ') {
      terms += ' ';
    }
  }
  if (!terms.empty() && terms.back() == ' ') terms.pop_back();
  return terms;
}

std::vector<std::string> SearchPhrases(std::string_view words) {
  std::vector<std::string> phrases;
  for (const auto& word :
       absl::StrSplit(absl::string_view(words.data(), words.size()), absl::ByAnyChar(" \t\n"))) {
    std::string terms = SearchTerms({word.data(), word.size()});
    if (!terms.empty()) phrases.push_back(std::move(terms));
  }
  return phrases;
}

std::string SearchQuery(std::string_view words) {
  std::string query;
  for (const std::string& phrase : SearchPhrases(words)) {
    query += query.empty() ? "\"" : " \"";
    query += phrase + "\"";
  }
  return query;
}

}  // namespace filing_review::service
