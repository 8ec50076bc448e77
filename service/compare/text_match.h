// Which texts of two lists are the same or alike.
//
//   std::vector<TextPair> pairs = MatchTexts({"We collect names."}, {"We collect names and ages."},
//                                            {.least = 0.45});
//
// Likeness is the share (Dice) of pairs of neighbouring words, a Chinese character being a word,
// that both have; texts are folded first (script, case, width, punctuation). Each text is in at
// most one pair; the most alike are paired first, then by order.
//
// Candidates come from an index of the pairs of words; one that more than kMostPostings texts have
// tells nothing and is passed over, so that the time is linear in the words. Two texts that have
// nothing but such pairs in common are found only where they are the same.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace filing_review::compare {

inline constexpr size_t kMostPostings = 64;   // texts that share a pair of words
inline constexpr size_t kMostWords = 600;     // of a text; what follows is not looked at
inline constexpr size_t kMostCandidates = 8;  // like texts that one is compared with

struct TextPair {
  size_t a, b;
  double similarity;  // 1 where the words are the same
};

struct TextMatchOptions {
  double least = 0.45;      // similarity of a pair
  bool numbers = true;      // false: a number is like any other
  size_t least_words = 1;   // of a text that may be like another, numbers not counted
  bool characters = false;  // pairs of characters in place of words: for names
  std::function<bool(size_t a, size_t b)> allowed;  // null: all
};

std::vector<TextPair> MatchTexts(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b,
                                 const TextMatchOptions& options);

// Likeness of two texts by the same measure.
double Similarity(std::string_view a, std::string_view b, const TextMatchOptions& options);

}  // namespace filing_review::compare
