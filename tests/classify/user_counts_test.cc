#include "classify/user_counts.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "tests/classify/count_finder_test.h"

namespace filing_review::classify {
namespace {

class UserCountsTest : public CountFinderTest {
 protected:
  // "METRIC value BOUND ATTRIBUTION; …" of a page of text.
  std::string Counts(const std::string& text) const {
    return Tell({text}, [](const v1::UserCount& count) {
      return count.metric() + " " + ValueOf(count) + " " + BoundOf(count) + " " +
             AttributionOf(count);
    });
  }
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

// A figure at some distance from what it counts, and what only looks like users.
TEST_F(UserCountsTest, WhatTheFigureCounts) {
  const struct {
    const char *sentence, *expect;
  } kRows[] = {
      {"截至2022年末，公司已拥有超过340万VOD业务用户。", "USERS 3400000 MORE_THAN ISSUER"},
      {"公司的机房带宽为1,200Gbps，存储容量为5,000TB，服务注册用户。", ""},
      {"我们的借款人累计达21.5万名。", "CUSTOMERS 215000 EXACT ISSUER"},
      {"The cumulative number of borrowers who have used the services of our funding partners has "
       "grown to close to 7.4 million.",
       "CUSTOMERS 7400000 APPROX ISSUER"},
      {"The number of merchants on the platforms of our partners reached 12,000.",
       "SUPPLY_SIDE 12000 EXACT ISSUER"},
      {"In 2022, approximately 3,120 customers were approved for credit lines.",
       "CUSTOMERS 3120 APPROX ISSUER"},
      {"In 2022, approximately 3,120 customers bought servers from us.", ""},
      {"No more than 6,000 of our users are residents of Norway.", "USERS 6000 UP_TO ISSUER"},
      {"本年度高层壁挂炉用户及多层壁挂炉用户也分别完工通气了312户及2,480户。",
       "HOUSEHOLDS 312 EXACT ISSUER; HOUSEHOLDS 2480 EXACT ISSUER"},
      {"各安装工程合同户数从1户到900户不等。", ""},
      {"供水管网友好路段长3,100米。", ""},
      {"公司为超过230万住宅及工商业客户服务。", "CUSTOMERS 2300000 MORE_THAN ISSUER"},
      {"平台另有签约保洁员三千二百余名。", "SUPPLY_SIDE 3200 MORE_THAN ISSUER"},
      {"平台共有注册医生52,300名。", "SUPPLY_SIDE 52300 EXACT ISSUER"},
      {"平台有5.2万家经实名认证的二手商家。", "SUPPLY_SIDE 52000 EXACT ISSUER"},
      {"我们的月活跃账户数为230万。", "MAU 2300000 EXACT ISSUER"},
      {"We had 2.3 million monthly active accounts.", "MAU 2300000 EXACT ISSUER"},
      {"我们的注册用户为380万名，其中越南用户17万名。",
       "REGISTERED 3800000 EXACT ISSUER; REGISTERED 170000 EXACT ISSUER"},
      {"We have 3.8 million registered users, including 170,000 users in Vietnam.",
       "REGISTERED 3800000 EXACT ISSUER; REGISTERED 170000 EXACT ISSUER"},
      {"The personal data of 2.1 million drivers and riders was copied from our servers.",
       "USERS 2100000 EXACT ISSUER"},
      {"各班组实行两人同行制，杜绝有害物质泄露。", ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(Counts(row.sentence), row.expect) << row.sentence;
}

TEST_F(UserCountsTest, PartsSumsAndDescriptions) {
  const struct {
    const char *sentence, *expect;
  } kRows[] = {
      {"注册用户为1,950万名,其中美国用户28万名,香港用户9.6万名。",
       "REGISTERED 19500000 EXACT ISSUER; REGISTERED 280000 EXACT ISSUER; "
       "REGISTERED 96000 EXACT ISSUER"},
      {"平台上粉丝超过100万名的创作者不断增加。", "FOLLOWERS 1000000 MORE_THAN ISSUER"},
      {"公司家庭健康会员为650万户。", "HOUSEHOLDS 6500000 EXACT ISSUER"},
      {"Average monthly active users were 91,200 and paying users grew.", "MAU 91200 EXACT ISSUER"},
      {"未注册的旅客为58,900名。", "CUSTOMERS 58900 EXACT ISSUER"},
      // A forecast of a market counts its people.
      {"根据蓝桥研究的报告,2023年我国在线阅读用户为5.1亿人,预计2028年将达到6亿人。",
       "POPULATION 510000000 EXACT INDUSTRY; POPULATION 600000000 EXACT TARGET"},
      {"According to Blue Bridge Research, China had 510 million online readers in 2023 and is "
       "expected to have 600 million readers in 2030.",
       "POPULATION 510000000 EXACT INDUSTRY; POPULATION 600000000 EXACT TARGET"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Counts(row.sentence), row.expect) << row.sentence;
}

TEST_F(UserCountsTest, WhoseFigure) {
  const struct {
    const char *sentence, *expect;
  } kRows[] = {
      {"我们与Quillon Life合作。Quillon Life成立于1971年，总部位于奥斯陆。Quillon "
       "Life在12个国家设有分支机构，客户数量超过30万。",
       "CUSTOMERS 300000 MORE_THAN OTHER_COMPANY"},
      {"We ran a campaign with Quillon Life, which has more than 3 million customers.",
       "CUSTOMERS 3000000 MORE_THAN OTHER_COMPANY"},
      {"We run our app, which has more than 3 million registered users.",
       "REGISTERED 3000000 MORE_THAN ISSUER"},
      {"We hold 21.5% of Birch Records, which says that its artists have 4 million followers.",
       "FOLLOWERS 4000000 EXACT OTHER_COMPANY"},
      {"我们的海外经销商Birch Denki的会员计划拥有410万名会员。",
       "MEMBERS 4100000 EXACT OTHER_COMPANY"},
      {"行业内规模最大的云笺科技在其年报中披露拥有一亿二千万名注册用户。",
       "REGISTERED 120000000 EXACT OTHER_COMPANY"},
      {"The largest virtual bank, Heron Bank, had over 900,000 customers.",
       "CUSTOMERS 900000 MORE_THAN OTHER_COMPANY"},
      {"排名前三的平台月活跃用户均在2,000万以上。", "MAU 20000000 AT_LEAST OTHER_COMPANY"},
      {"推荐引擎设计为可同时服务900万名在线用户，于2023年节日期间录得的峰值为在线用户230万名。",
       "USERS 9000000 EXACT TARGET; USERS 2300000 EXACT ISSUER"},
      {"根据工信部的公报，固定宽带接入用户全年净增4,100万户，总数达到5.1亿户。其中，500Mbps及以上"
       "接入速率的用户数4.4亿户。",
       "USERS 510000000 EXACT INDUSTRY; USERS 440000000 EXACT INDUSTRY"},
      {"数字乡村项目累计服务全省村镇超过60个，覆盖人口约45万人。",
       "POPULATION 450000 APPROX ISSUER"},
      {"使用行程规划工具的用户为2,870万人。", "USERS 28700000 EXACT ISSUER"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Counts(row.sentence), row.expect) << row.sentence;
}

}  // namespace
}  // namespace filing_review::classify
