#include "classify/headings.h"

#include <gtest/gtest.h>

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
      {"1、基本资料", kBody, false, 4},
      {"(1) 股本", kBody, false, 5},
      // Type alone.
      {"RISK FACTORS", kBody, true, 1},
      {"風險因素", kLarge, false, 2},
      {"Our customers", kBody, true, 4},
      // No headings.
      {"D. Chen holds shares", kBody, false, -1},
      {"2.3亿元的收入", kBody, false, -1},
      {"the Notes under its Programme", kBody, true, -1},
      {"(the \"Notes\") of the issuer", kBody, true, -1},
      {"本公司从事阅读服务。", kBody, true, -1},
      {"We run a reading platform", kBody, false, -1},
      {"Revenue\t120", kBody, true, -1},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(HeadingLevel(FoldText(row.text), row.size, row.bold, kBody), row.level) << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
