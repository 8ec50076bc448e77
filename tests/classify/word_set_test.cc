#include "classify/word_set.h"

#include <gtest/gtest.h>

#include <string>

#include "text_document.h"

namespace filing_review::classify {
namespace {

TEST(WordSet, WholeWordsOfFiveLettersOrMore) {
  const extract::Document document =
      TextDocument({"An International carrier;\nthird-party couriers, 用户accounts数", "Last"});
  WordSet words(document);
  const struct {
    const char* word;
    bool stands;
  } rows[] = {
      {"international", true},  // in any case
      {"carrier", true},        // punctuation after it
      {"accounts", true},       // Chinese beside it
      {"couriers", true},      {"internation", false},
      {"third", false},                          // a hyphen beside it
      {"party", false},        {"last", false},  // too short to be kept
      {"last page", false},    {"", false},
  };
  for (const auto& row : rows) EXPECT_EQ(words.Has(row.word), row.stands) << row.word;
}

// Letters for a number: every word another one.
std::string Word(int n) {
  std::string word = "word";
  for (; n > 0; n /= 26) word += static_cast<char>('a' + n % 26);
  return word + "x";
}

TEST(WordSet, KeepsAllOfManyWords) {
  std::string text;
  constexpr int kWords = 60'000;
  for (int i = 0; i < kWords; i += 2) text += Word(i) + (i % 20 == 0 ? "\n" : " ");
  const extract::Document document = TextDocument({text});
  WordSet words(document);
  for (int i = 0; i < kWords; ++i) ASSERT_EQ(words.Has(Word(i)), i % 2 == 0) << Word(i);
}

}  // namespace
}  // namespace filing_review::classify
