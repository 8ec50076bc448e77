#include "classify/literal_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "classify/literal_needs.h"
#include "classify/literal_scanner.h"
#include "classify/pattern_set.h"

namespace filing_review::classify {
namespace {

TEST(LiteralNeeds, Table) {
  const struct {
    v1::RuleLanguage language;
    const char* expression;
    LiteralNeeds needs;
  } rows[] = {
      {v1::RULE_LANGUAGE_EN, "Data", {{"data"}}},
      {v1::RULE_LANGUAGE_EN, "(?:leak|theft) of .*data", {{"data"}, {"leak of ", "theft of "}}},
      {v1::RULE_LANGUAGE_EN, "(?:leak|theft).*data", {{"data"}, {"leak", "theft"}}},
      {v1::RULE_LANGUAGE_EN, "leak.*data|breach", {{"breach", "data"}, {"breach", "leak"}}},
      {v1::RULE_LANGUAGE_ZH, "(?:注册|活跃)用户", {{"注册用户", "活跃用户"}}},
      {v1::RULE_LANGUAGE_ZH, "泄露.*数据", {{"数据"}, {"泄露"}}},
      {v1::RULE_LANGUAGE_ZH, "GDPR", {{"gdpr"}}},
      {v1::RULE_LANGUAGE_EN, "\\d+%", {}},           // too short to look for
      {v1::RULE_LANGUAGE_EN, "(?:data)?|leak", {}},  // may do without either
      {v1::RULE_LANGUAGE_EN, "(", {}},               // does not compile
  };
  for (const auto& row : rows) {
    LiteralNeeds needs = DeriveLiteralNeeds(row.expression, row.language);
    for (auto& clause : needs) std::sort(clause.begin(), clause.end());
    LiteralNeeds expected = row.needs;
    for (auto& clause : expected) std::sort(clause.begin(), clause.end());
    std::sort(needs.begin(), needs.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(needs, expected) << row.expression;
  }
}

TEST(LiteralNeeds, EveryMatchSatisfiesThem) {
  const char* const expressions[] = {
      "(?:leak|theft) of (?:\\w+ )?data|breach",
      "our (?:[a-z]+ ){0,3}(?:platforms?|apps?|websites?)",
      "(?:not|never) (?:been )?(?:completed|passed)|data (?:leak|theft)s?",
      "(?:abroad|out of (?:the )?(?:mainland|territory))",
  };
  const char* const words[] = {"our",  "Leak",  "theft",     "of",    "Data",    "breach",
                               "apps", "not",   "been",      "out",   "the",     "MAINLAND",
                               "new",  "leaks", "completed", "never", "website", "abroad"};
  std::mt19937 draw(7);
  int matches = 0;
  for (const char* const expression : expressions) {
    const LiteralNeeds needs = DeriveLiteralNeeds(expression, v1::RULE_LANGUAGE_EN);
    ASSERT_FALSE(needs.empty()) << expression;
    const RE2 re(expression, OptionsFor(v1::RULE_LANGUAGE_EN));
    for (int n = 0; n < 20000; ++n) {
      std::string text, lower;
      for (size_t i = 2 + draw() % 4; i > 0; --i) text += std::string(words[draw() % 18]) + " ";
      for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      if (!RE2::PartialMatch(text, re)) continue;
      ++matches;
      EXPECT_TRUE(Satisfies(lower, needs)) << expression << " on " << text;
    }
  }
  EXPECT_GT(matches, 500);
}

TEST(LiteralNeeds, TheEmbeddedTableHoldsWhatIsDerived) {
  const EmbeddedNeedsTable table = AllEmbeddedNeeds();
  ASSERT_GT(table.size, 100u);
  for (size_t i = 1; i < table.size; ++i) EXPECT_LT(table.rows[i - 1].key, table.rows[i].key);
  bool known = true;
  EXPECT_TRUE(EmbeddedLiteralNeeds("no rule says this", v1::RULE_LANGUAGE_EN, known).empty());
  EXPECT_FALSE(known);
}

TEST(LiteralNeeds, PackedFormHoldsClauses) {
  EXPECT_EQ(PackLiteralNeeds({{"data"}, {"leak", "theft"}}),
            std::string("data\0\0leak\0theft\0\0", 18));
  EXPECT_EQ(PackLiteralNeeds({}), "");
}

TEST(LiteralScanner, FindsWhatFindFinds) {
  const std::vector<std::string> literals = {"data", "dat", "ata leak", "用户", "用户数", "户数据"};
  const LiteralScanner scanner(literals);
  const char* const pieces[] = {"d", "DATA", " ", "leak", "用", "户", "数", "据", "ata", "x"};
  std::mt19937 draw(3);
  for (int n = 0; n < 5000; ++n) {
    std::string text, lower;
    for (size_t i = draw() % 9; i > 0; --i) text += pieces[draw() % 10];
    for (const char c : text) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    std::set<int> found, expected;
    scanner.Scan(text, [&](int literal) { found.insert(literal); });
    for (size_t i = 0; i < literals.size(); ++i) {
      if (lower.find(literals[i]) != std::string::npos) expected.insert(static_cast<int>(i));
    }
    EXPECT_EQ(found, expected) << text;
  }
}

TEST(LiteralFilter, GivesThePatternsThatMayMatch) {
  LiteralFilter filter;
  ASSERT_EQ(*filter.Add("a", "leak of .*data", v1::RULE_LANGUAGE_EN), 0);
  ASSERT_EQ(*filter.Add("b", "\\d+%", v1::RULE_LANGUAGE_EN), 1);
  ASSERT_EQ(*filter.Add("c", "data|theft", v1::RULE_LANGUAGE_EN), 2);
  EXPECT_EQ(filter.Candidates("A LEAK OF much data"), (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(filter.Candidates("theft"), (std::vector<int>{1, 2}));
  EXPECT_EQ(filter.Candidates(""), (std::vector<int>{1}));
  EXPECT_EQ(LiteralFilter().Candidates("data"), std::vector<int>());
  EXPECT_EQ(filter.Add("bad", "(", v1::RULE_LANGUAGE_EN).status().message().substr(0, 9),
            "rule bad:");
}

}  // namespace
}  // namespace filing_review::classify
