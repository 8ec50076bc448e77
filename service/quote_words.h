// Words that tell which texts a search has to look at: a text without one of a phrase's words does
// not hold the phrase.
//
//   AddQuoteWords("app 用 户", words)   // app, 用, 用户, 户
//   PhraseWords("用 户")                // 用户
//
// Texts are those of SearchTerms. Two Chinese characters side by side are a word besides, since
// single ones stand in nearly every text. A word is cut at kMostWordBytes. Pure. Thread-safe.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace filing_review::service {

inline constexpr size_t kMostWordBytes = 64;

void AddQuoteWords(std::string_view terms, std::set<std::string>& words);

std::set<std::string> PhraseWords(std::string_view terms);

// True where the terms hold the phrase, from word to word.
bool HoldsPhrase(std::string_view terms, std::string_view phrase);

}  // namespace filing_review::service
