#include "classify/user_counts.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

class UserCountsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<UserCountFinder>> finder =
        UserCountFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  // "METRIC value BOUND ATTRIBUTION; …" of a page of text.
  std::string Counts(const std::string& text) const {
    const extract::Document document = TextDocument({text});
    v1::ReviewBrief brief;
    finder_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::UserCount& count : brief.user_counts()) {
      if (!all.empty()) all += "; ";
      all += count.metric() + " " + std::to_string(static_cast<int64_t>(count.value())) + " " +
             v1::Bound_Name(count.bound()).substr(6) + " " +
             v1::Attribution_Name(count.attribution()).substr(12);
    }
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<UserCountFinder> finder_;
};

TEST_F(UserCountsTest, Examples) {
  int with = 0, without = 0;
  for (const v1::Example& example : rules_.pack.user_counts().examples()) {
    ++(example.expect().empty() ? without : with);
    EXPECT_EQ(Counts(example.text()), example.expect()) << example.text();
  }
  EXPECT_GE(with, 10);
  EXPECT_GE(without, 10);
}

// The same fact beside what only looks like it, in both languages.
TEST_F(UserCountsTest, OnlyTheCountOfTheSentence) {
  const struct {
    const char *chinese, *english, *expect;
  } kRows[] = {
      {"我们拥有2,350名员工，服务1,260万名注册用户。",
       "We have 2,350 employees and serve 12.6 million registered users.",
       "REGISTERED 12600000 EXACT ISSUER"},
      {"2023年，我们的付费用户为85万名，同比增长12.5%。",
       "In 2023, we had 850,000 paying users, up 12.5%.", "PAYING 850000 EXACT ISSUER"},
      {"我们的收入为人民币3,500万元。", "Our revenue was RMB35 million.", ""},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Counts(row.chinese), row.expect) << row.chinese;
    EXPECT_EQ(Counts(row.english), row.expect) << row.english;
  }
}

// Dates that a sentence takes from those before it, in both languages.
TEST_F(UserCountsTest, CarriedDates) {
  const struct {
    const char *chinese, *english, *expect;
  } kRows[] = {
      {"截至2023年6月30日,注册用户为1,260万名。同日,付费用户为85万名。",
       "As of June 30, 2023, registered users were 12.6 million. On that date paying users were "
       "850,000.",
       "2023-06-30 2023-06-30"},
      // No date at all: that of the figure before.
      {"2023年,平均月活跃用户为420万名。平均日活跃用户为85万名。",
       "In 2023, average MAUs were 4.2 million. Average DAUs were 850,000.", "2023 2023"},
      // A sentence without a figure between them says its own date.
      {"截至2022年末,网络覆盖全国。其中,注册用户为1,260万名。",
       "At the end of 2022, our network covered the country. Among them, registered users were "
       "12.6 "
       "million.",
       "2022-12-31"},
      // Another paragraph is of no date.
      {"2023年,平均月活跃用户为420万名。\n\n平均日活跃用户为85万名。",
       "In 2023, average MAUs were 4.2 million.\n\nAverage DAUs were 850,000.", "2023 -"},
  };
  const auto dates = [&](const std::string& text) {
    const extract::Document document = TextDocument({text});
    v1::ReviewBrief brief;
    finder_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::UserCount& count : brief.user_counts()) {
      all += (all.empty() ? "" : " ") + (count.as_of().empty() ? "-" : count.as_of());
    }
    return all;
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(dates(row.chinese), row.expect) << row.chinese;
    EXPECT_EQ(dates(row.english), row.expect) << row.english;
  }
}

}  // namespace
}  // namespace filing_review::classify
