// Which texts are alike.
#include "service/compare/text_match.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::compare {
namespace {

TEST(TextMatch, Likeness) {
  struct Row {
    const char *a, *b;
    double low, high;
  };
  const std::vector<Row> rows = {
      {"We collect names.", "We collect names.", 1, 1},
      {"We collect names.", "WE COLLECT, NAMES", 1, 1},
      {"我們收集姓名。", "我们收集姓名", 1, 1},
      {"１，２３４名用户", "1,234名用户", 1, 1},
      {"We collect names of riders.", "We collect names of drivers.", 0.5, 0.8},
      {"我们收集用户的姓名和电话", "我们收集用户的姓名和地址", 0.7, 0.95},
      {"We collect names.", "Bees make honey in spring.", 0, 0.05},
      {"我们收集姓名", "蜜蜂在春天酿蜜", 0, 0.05},
      {"", "", 1, 1},
  };
  for (const Row& row : rows) {
    const double likeness = Similarity(row.a, row.b, {});
    EXPECT_GE(likeness, row.low) << row.a << " | " << row.b;
    EXPECT_LE(likeness, row.high) << row.a << " | " << row.b;
    EXPECT_EQ(likeness, Similarity(row.b, row.a, {}));
  }
}

TEST(TextMatch, NumbersCanBeAlike) {
  TextMatchOptions options;
  options.numbers = false;
  EXPECT_EQ(Similarity("we had 45.2 million users", "we had 1,300 million users", options), 1);
  EXPECT_LT(Similarity("we had 45.2 million users", "we had 1,300 million users", {}), 1);
}

TEST(TextMatch, TheMostAlikeArePairedAndEachOnce) {
  const std::vector<std::string> a = {"red apples grow on tall trees in autumn",
                                      "green apples grow on tall trees in autumn"};
  const std::vector<std::string> b = {"green apples grow on tall trees in late autumn"};
  const std::vector<TextPair> pairs = MatchTexts(a, b, {});
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].a, 1u);
  EXPECT_EQ(pairs[0].b, 0u);
}

TEST(TextMatch, PairsOfWordsThatManyTextsHaveTellNothing) {
  std::vector<std::string> a, b;
  for (size_t i = 0; i < kMostPostings + 2; ++i) {
    a.push_back("the usual sentence number" + std::string(1 + i % 3, 'a'));
    b.push_back("the usual sentence number" + std::string(5 + i % 3, 'b'));
  }
  // They have nothing but such pairs in common.
  EXPECT_TRUE(MatchTexts(a, b, {}).empty());
  // The same words are found all the same.
  EXPECT_EQ(MatchTexts(a, a, {}).size(), a.size());
  // One less than the limit and they would be found.
  b.resize(kMostPostings - 1);
  EXPECT_FALSE(MatchTexts(a, b, {}).empty());
}

TEST(TextMatch, WhatFollowsTheMostWordsIsNotLookedAt) {
  std::string text;
  for (size_t i = 0; i < kMostWords + 10; ++i) text += "word" + std::to_string(i) + " ";
  EXPECT_EQ(Similarity(text + "x", text + "y", {}), 1);
}

TEST(TextMatch, BrokenUtf8IsText) { EXPECT_EQ(Similarity("\xE4\xBD", "\xE4\xBD", {}), 1); }

}  // namespace
}  // namespace filing_review::compare
