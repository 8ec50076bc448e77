// Text as terms of the index's full-text search: folded (Traditional Chinese to Simplified, full
// width to ASCII), in lower case, each Chinese character a term of its own, so that a word is found
// wherever it stands in a sentence.
//
//   SearchTerms("APP用戶")     // "app 用 户"
//   SearchQuery("用户 leak")   // "\"用 户\" \"leak\"": both words, each as a phrase, for FTS5
//
// Pure. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filing_review::service {

std::string SearchTerms(std::string_view text);

// Words are told by white space; each as its terms. Empty where there is none.
std::vector<std::string> SearchPhrases(std::string_view words);
std::string SearchQuery(std::string_view words);

}  // namespace filing_review::service
