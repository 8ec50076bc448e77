#include "classify/pattern_set.h"

#include <gtest/gtest.h>

#include <string>

namespace filing_review::classify {
namespace {

google::protobuf::RepeatedPtrField<v1::Pattern> Patterns(
    const std::vector<std::pair<std::string, std::string>>& list, v1::RuleLanguage language) {
  google::protobuf::RepeatedPtrField<v1::Pattern> patterns;
  for (const auto& [id, match] : list) {
    v1::Pattern& pattern = *patterns.Add();
    pattern.set_id(id);
    pattern.set_language(language);
    pattern.set_match(match);
  }
  return patterns;
}

TEST(LazyPattern, EqualExpressionsShareWhatIsCompiled) {
  const LazyPattern first("leaks?", OptionsFor(v1::RULE_LANGUAGE_EN));
  const LazyPattern second("leaks?", OptionsFor(v1::RULE_LANGUAGE_EN));
  const LazyPattern with_case("leaks?", OptionsFor(v1::RULE_LANGUAGE_ZH));
  EXPECT_EQ(&first.Get(), &second.Get());
  EXPECT_NE(&first.Get(), &with_case.Get());
  EXPECT_TRUE(RE2::PartialMatch("LEAK", second));
  EXPECT_FALSE(RE2::PartialMatch("LEAK", with_case));
}

TEST(ExpandMacros, Table) {
  const MacroTable macros = {{"num", "\\d+"}, {"who", "we|us"}};
  const struct {
    const char* pattern;
    const char* expanded;
  } rows[] = {
      {"{num} users", "(?:\\d+) users"},
      {"a{2,5}{who}", "a{2,5}(?:we|us)"},
      {"\\p{Han}{num}", "\\p{Han}(?:\\d+)"},
      {"\\{num}", "\\{num}"},
      {"", ""},
  };
  for (const auto& row : rows) {
    const absl::StatusOr<std::string> expanded = ExpandMacros(row.pattern, macros);
    ASSERT_TRUE(expanded.ok()) << row.pattern;
    EXPECT_EQ(*expanded, row.expanded);
  }
  EXPECT_FALSE(ExpandMacros("{nobody}", macros).ok());
}

TEST(PatternSet, RefusesBadPatternsByName) {
  for (const char* bad : {"a*", "", "(?:)", "x?", "(", "(?=a)", "{nobody}"}) {
    const auto set = PatternSet::Compile(Patterns({{"bad.rule", bad}}, v1::RULE_LANGUAGE_EN), {},
                                         v1::RULE_LANGUAGE_EN);
    ASSERT_FALSE(set.ok()) << bad;
    EXPECT_NE(std::string(set.status().message()).find("bad.rule"), std::string::npos) << bad;
  }
}

TEST(PatternSet, SaysWhichAndWhere) {
  auto patterns = Patterns({{"one", "registered users"}, {"two", "of (?P<at>\\d+) users"}},
                           v1::RULE_LANGUAGE_EN);
  const auto set = PatternSet::Compile(patterns, {}, v1::RULE_LANGUAGE_EN);
  ASSERT_TRUE(set.ok());
  const std::string text = "A total of 500 users, all Registered Users.";
  const std::vector<PatternMatch> matches = set->Match(text);
  ASSERT_EQ(matches.size(), 2u);
  EXPECT_EQ(matches[0].pattern, 0);
  EXPECT_EQ(text.substr(matches[0].begin, matches[0].end - matches[0].begin), "Registered Users");
  EXPECT_EQ(matches[1].pattern, 1);
  EXPECT_EQ(text.substr(matches[1].begin, matches[1].end - matches[1].begin), "500");
  EXPECT_TRUE(set->Match("nothing of the kind").empty());
  EXPECT_TRUE(set->Match("nothing of the kind").empty());
}

TEST(PatternSet, UnlessAndOnlyWith) {
  auto patterns = Patterns({{"leak", "泄露"}}, v1::RULE_LANGUAGE_ZH);
  patterns[0].add_unless("内幕");
  patterns[0].add_only_with("数据|信息");
  const auto set = PatternSet::Compile(patterns, {}, v1::RULE_LANGUAGE_ZH);
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->Match("数据泄露").size(), 1u);
  EXPECT_EQ(set->Match("内幕信息泄露").size(), 0u);
  EXPECT_EQ(set->Match("技术泄露").size(), 0u);
}

TEST(PatternSet, LanguageDecidesWhatIsRead) {
  auto patterns = Patterns({{"zh", "用户"}}, v1::RULE_LANGUAGE_ZH);
  v1::Pattern& any = *patterns.Add();
  any.set_id("any");
  any.set_match("ISO ?27001");
  const auto english = PatternSet::Compile(patterns, {}, v1::RULE_LANGUAGE_EN);
  ASSERT_TRUE(english.ok());
  ASSERT_EQ(english->Match("用户 iso 27001").size(), 1u);
  EXPECT_EQ(english->Match("用户 iso 27001")[0].pattern, 1);
  const auto none = PatternSet::Compile({}, {}, v1::RULE_LANGUAGE_EN);
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->Match("用户").empty());
  EXPECT_TRUE(none->Match("用户").empty());
}

}  // namespace
}  // namespace filing_review::classify
