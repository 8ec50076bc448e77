#include "classify/headings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "classify/fold.h"

namespace filing_review::classify {
namespace {

constexpr uint16_t kBody = 1000, kLarge = 1400;

TEST(HeadingLevel, NumberingInThreeScripts) {
  const struct {
    const char* text;
    uint16_t size;
    bool bold;
    int level;
  } rows[] = {
      {"第一章 释义", kBody, false, 0},
      {"第三部分 风险因素", kBody, false, 0},
      {"PART II", kBody, false, 0},
      {"第一节 释义", kBody, false, 1},
      {"第五節 發行人基本情況", kBody, false, 1},
      {"Item 3. Key Information", kBody, false, 1},
      {"ITEM 1A. RISK FACTORS", kBody, true, 1},
      {"一、发行人简介", kBody, false, 2},
      {"Item 3.D Risk Factors", kBody, false, 2},
      {"D. Risk Factors", kBody, true, 2},
      {"II. OVERVIEW", kBody, true, 2},
      {"（一）公司概况", kBody, false, 3},
      {"1.1 Definitions", kBody, false, 3},
      {"2.3注册资本", kBody, true, 3},
      {"2.3.1 Users in other markets", kBody, false, 3},
      {"2.5个人信息保护", kBody, true, 3},
      {"2.4 股東名稱", kBody, false, 3},
      {"1、基本资料", kBody, false, 4},
      {"(1) 股本", kBody, false, 5},
      // Type alone.
      {"RISK FACTORS", kBody, true, 1},
      {"風險因素", kLarge, false, 2},
      {"Our customers", kBody, true, 4},
      // No headings.
      {"D. Chen holds shares", kBody, false, -1},
      {"2.3亿元的收入", kBody, false, -1},
      {"2.3亿元的收入", kBody, true, -1},
      {"2.3 億名註冊用戶", kLarge, true, -1},
      {"3.5 million users", kBody, false, -1},
      {"3.5 million registered users", kLarge, true, -1},
      {"12.5% of our revenue", kBody, true, -1},
      {"2.5个百分点的增长", kBody, true, -1},
      {"the Notes under its Programme", kBody, true, -1},
      {"(the \"Notes\") of the issuer", kBody, true, -1},
      {"本公司从事阅读服务。", kBody, true, -1},
      {"We run a reading platform", kBody, false, -1},
      {"我们的规模较小。本平台的注册用户不", kBody, true, -1},
      {"我們的規模較小。 本平台的註冊用戶不", kLarge, true, -1},
      {"We are small in all of our markets. Our platform has", kBody, true, -1},
      {"Item 4. Information on the Company", kBody, true, 1},
      {"Revenue\t120", kBody, true, -1},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(HeadingLevel(FoldText(row.text), row.size, row.bold, kBody), row.level) << row.text;
  }
}

TEST(RunInHeading, StandsInTheLineOfItsText) {
  const struct {
    const char* text;
    bool bold;
    std::string_view heading;
    int level;
  } kRows[] = {
      {"我们的规模较小，仍受当地法律约束。本平台的注册用户不", true,
       "我们的规模较小，仍受当地法律约束", 4},
      {"我們的資料或會遺失。 本平台的註冊用戶不", true, "我們的資料或會遺失", 4},
      {"一、我们的数据可能丢失。本平台的注册用户不", true, "一、我们的数据可能丢失", 2},
      {"Our data may be lost or stolen. To register, a rider", true,
       "Our data may be lost or stolen", 4},
      {"We sell to Acme Co. Ltd and to others. To register, a rider", true, "", -1},
      {"我们的规模较小。本平台的注册用户不", false, "", -1},
      {"Our data may be lost or stolen. To register, a rider", false, "", -1},
      {"Our data may be lost or stolen", true, "", -1},
      {"我们的数据可能丢失。", true, "", -1},
  };
  for (const auto& row : kRows) {
    int level = -1;
    const size_t bytes = RunInHeading(row.text, kBody, row.bold, kBody, &level);
    EXPECT_EQ(std::string_view(row.text).substr(0, bytes), row.heading) << row.text;
    if (!row.heading.empty()) {
      EXPECT_EQ(level, row.level) << row.text;
    }
  }
}

TEST(DecimalHeadings, CountOn) {
  const struct {
    std::vector<std::string> before;
    const char* text;
    int level;
  } rows[] = {
      {{}, "1.1定义", 3},
      {{}, "3.1定义", 3},
      {{}, "1.2解释", -1},
      {{"1.1定义"}, "1.2解释", 3},
      {{"1.1 Definitions"}, "1.2解释", 3},
      {{"1.1定义"}, "1.3其他", -1},
      {{"1.1定义"}, "1.1定义", -1},
      {{"1.1定义", "1.2解释"}, "2.1公司名称", 3},
      {{"1.1定义"}, "2.2注册资本", -1},
      {{"2.2公司住所"}, "2.3注册资本", 3},
      {{"2.2公司住所"}, "2.3 Registered capital", -1},  // with a space: HeadingLevel tells it
      {{"2.2公司住所"}, "2.2.1地址", 3},
      {{"2.2.1地址"}, "2.2.2電話", 3},
      {{"2.2.2电话"}, "2.3注册资本", 3},
      {{"2.2.2电话"}, "3.1治理结构", 3},
      {{"2.2.2电话"}, "2.2.4传真", -1},
      {{"2.2.2电话"}, "2.3.2传真", -1},
      {{"2.9公司住所"}, "2.10注册资本", 3},
      {{"2.4用户"}, "2.5个人信息保护", 3},
      {{"2.4用户"}, "2.5股东情况", 3},
      {{"2.4用户"}, "2.5人員", 3},
      {{"Risk factors"}, "1.2解释", -1},
      // Text, though the number would come next.
      {{"2.2公司住所"}, "2.3亿元的收入", -1},
      {{"2.2公司住所"}, "2.3億名用戶", -1},
      {{"2.2公司住所"}, "2.3%的股份", -1},
      {{"2.2公司住所"}, "2.3倍于上年的用户", -1},
      {{"2.2公司住所"}, "2.3注册资本为一千万元。", -1},
      {{"2.2公司住所"}, "2.3注册资本\t1,000", -1},
      {{"0.9版本"}, "1.0版本", -1},
  };
  for (const auto& row : rows) {
    DecimalHeadings decimals;
    for (const std::string& heading : row.before) decimals.Take(FoldText(heading));
    EXPECT_EQ(decimals.LevelOf(FoldText(row.text)), row.level)
        << (row.before.empty() ? "" : row.before.back()) << " -> " << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
