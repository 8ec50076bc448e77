#include "extract/tables.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/table_page.h"

namespace filing_review::extract {
namespace {

using Rows = std::vector<std::string>;

TEST(FindTables, HeadsAndRowsInBothLanguages) {
  PageBuilder zh(1), en(1);
  zh.Row({{50, "股东名称"}, {200, "持股数量"}, {300, "持股比例"}})
      .Row({{50, "甲公司"}, {200, "1,200"}, {300, "12.00%"}})
      .Row({{50, "乙公司"}, {205, "800"}, {305, "8.00%"}});
  en.Row({{50, "Name"}, {200, "Shares"}, {300, "Percent"}})
      .Row({{50, "Alder Ltd."}, {200, "1,200"}, {300, "12.00"}})
      .Row({{50, "Birch LLC"}, {205, "800"}, {305, "8.00"}});
  EXPECT_EQ(DumpAll({zh.Build()}),
            (Rows{"table", "H | 0 股东名称 | 1 持股数量 | 2 持股比例",
                  "- | 0 甲公司 | 1 1,200 | 2 12.00%", "- | 0 乙公司 | 1 800 | 2 8.00%"}));
  EXPECT_EQ(DumpAll({en.Build()}),
            (Rows{"table", "H | 0 Name | 1 Shares | 2 Percent",
                  "- | 0 Alder Ltd. | 1 1,200 | 2 12.00", "- | 0 Birch LLC | 1 800 | 2 8.00"}));
}

TEST(FindTables, HeadOverTwoColumnsCoversBoth) {
  PageBuilder page(1);
  page.Row({{245, "发行前"}, {445, "发行后"}})
      .Row({{50, "股东"}, {200, "数量"}, {300, "比例"}, {400, "数量"}, {500, "比例"}})
      .Row({{50, "甲公司"}, {200, "1,200"}, {300, "40.00"}, {400, "1,200"}, {500, "30.00"}})
      .Row({{50, "乙公司"}, {200, "1,800"}, {300, "60.00"}, {400, "1,800"}, {500, "45.00"}});
  EXPECT_EQ(DumpAll({page.Build()}),
            (Rows{"table", "H | 1-3 发行前 | 3-5 发行后",
                  "H | 0 股东 | 1 数量 | 2 比例 | 3 数量 | 4 比例",
                  "- | 0 甲公司 | 1 1,200 | 2 40.00 | 3 1,200 | 4 30.00",
                  "- | 0 乙公司 | 1 1,800 | 2 60.00 | 3 1,800 | 4 45.00"}));
}

TEST(FindTables, NameWrapsBelowItsFigures) {
  PageBuilder page(1);
  page.Row({{50, "Name"}, {300, "Shares"}, {400, "Percent"}})
      .Row({{50, "Cedar Growth"}, {300, "9,000"}, {400, "9.00%"}}, 16)
      .Row({{50, "Fund II"}})
      .Row({{50, "Dogwood Ltd."}, {300, "8,000"}, {400, "8.00%"}}, 16);
  EXPECT_EQ(DumpAll({page.Build()}), (Rows{"table", "H | 0 Name | 1 Shares | 2 Percent",
                                           "- | 0 Cedar Growth Fund II | 1 9,000 | 2 9.00%",
                                           "- | 0 Dogwood Ltd. | 1 8,000 | 2 8.00%"}));
}

TEST(FindTables, FiguresOnTheLastLineOfTheirRow) {
  PageBuilder page(1);
  page.Row({{50, "Investor"}, {300, "Shares"}, {400, "Percent"}})
      .Row({{50, "Elm Master"}})
      .Row({{50, "Fund"}, {300, "9,000"}, {400, "9.00%"}})
      .Row({{50, "Fir Street"}})
      .Row({{50, "Partners"}, {300, "8,000"}, {400, "8.00%"}});
  EXPECT_EQ(DumpAll({page.Build()}), (Rows{"table", "H | 0 Investor | 1 Shares | 2 Percent",
                                           "- | 0 Elm Master Fund | 1 9,000 | 2 9.00%",
                                           "- | 0 Fir Street Partners | 1 8,000 | 2 8.00%"}));
}

TEST(FindTables, FiguresBetweenTheLinesOfAName) {
  PageBuilder page(1);
  page.Row({{50, "股东名称"}, {300, "数量"}, {400, "比例"}})
      .Row({{50, "某某实业投资"}}, 20)
      .Row({{300, "9,000"}, {400, "9.00%"}}, 7)
      .Row({{50, "有限公司"}}, 7)
      .Row({{50, "周某"}, {300, "8,000"}, {400, "8.00%"}}, 20);
  EXPECT_EQ(DumpAll({page.Build()}), (Rows{"table", "H | 0 股东名称 | 1 数量 | 2 比例",
                                           "- | 0 某某实业投资 有限公司 | 1 9,000 | 2 9.00%",
                                           "- | 0 周某 | 1 8,000 | 2 8.00%"}));
}

TEST(FindTables, LabelOfAGroupIsARowOfItsOwn) {
  PageBuilder page(1);
  page.Row({{50, "Name"}, {300, "Shares"}, {400, "Percent"}})
      .Row({{50, "Directors:"}})
      .Row({{50, "Ann Ash"}, {300, "9,000"}, {400, "9.0"}})
      .Row({{50, "Principal Shareholders:"}})
      .Row({{50, "Beech Ltd."}, {300, "8,000"}, {400, "8.0"}});
  EXPECT_EQ(DumpAll({page.Build()}),
            (Rows{"table", "H | 0 Name | 1 Shares | 2 Percent",
                  "- | 0 Directors:", "- | 0 Ann Ash | 1 9,000 | 2 9.0",
                  "- | 0 Principal Shareholders:", "- | 0 Beech Ltd. | 1 8,000 | 2 8.0"}));
}

TEST(FindTables, SecondHeadStartsAnotherTable) {
  PageBuilder page(1);
  page.Row({{50, "股东"}, {200, "数量"}, {300, "比例"}})
      .Row({{50, "甲公司"}, {200, "1,200"}, {300, "12.00"}})
      .Row({{50, "（二）前十名股东"}}, 20)
      .Row({{50, "序号"}, {100, "股东名称"}, {200, "数量"}, {300, "比例"}}, 20)
      .Row({{55, "1"}, {100, "甲公司"}, {200, "1,200"}, {300, "12.00"}});
  EXPECT_EQ(DumpAll({page.Build()}),
            (Rows{"table", "H | 0 股东 | 1 数量 | 2 比例", "- | 0 甲公司 | 1 1,200 | 2 12.00",
                  "table", "H | 0 序号 | 1 股东名称 | 2 数量 | 3 比例",
                  "- | 0 1 | 1 甲公司 | 2 1,200 | 3 12.00"}));
}

TEST(FindTables, GoesOnOverThePage) {
  PageBuilder first(1), second(2);
  first.Row({{50, "股东"}, {200, "数量"}, {300, "比例"}})
      .Row({{50, "甲公司"}, {200, "1,200"}, {300, "12.00"}});
  second.Row({{50, "乙公司"}, {200, "1,000"}, {300, "10.00"}})
      .Row({{50, "丙公司"}, {205, "900"}, {300, "9.00"}});
  EXPECT_EQ(
      DumpAll({first.Build(), second.Build()}),
      (Rows{"table", "H | 0 股东 | 1 数量 | 2 比例", "- | 0 甲公司 | 1 1,200 | 2 12.00",
            "continues", "- | 0 乙公司 | 1 1,000 | 2 10.00", "- | 0 丙公司 | 1 900 | 2 9.00"}));
}

TEST(FindTables, AHeadThatIsRepeatedOverThePageIsAHead) {
  PageBuilder first(1), second(2);
  first.Row({{50, "Period"}, {200, "Users"}, {300, "Buyers"}})
      .Row({{50, "First quarter"}, {200, "1,200"}, {300, "120"}})
      .Row({{50, "Second quarter"}, {200, "1,300"}, {300, "130"}});
  second.Row({{50, "Period"}, {200, "Users"}, {300, "Buyers"}})
      .Row({{50, "Third quarter"}, {200, "1,400"}, {300, "140"}})
      .Row({{50, "Fourth quarter"}, {200, "1,500"}, {300, "150"}});
  EXPECT_EQ(
      DumpAll({first.Build(), second.Build()}),
      (Rows{"table", "H | 0 Period | 1 Users | 2 Buyers", "- | 0 First quarter | 1 1,200 | 2 120",
            "- | 0 Second quarter | 1 1,300 | 2 130", "continues",
            "H | 0 Period | 1 Users | 2 Buyers", "- | 0 Third quarter | 1 1,400 | 2 140",
            "- | 0 Fourth quarter | 1 1,500 | 2 150"}));
}

TEST(FindTables, TwoRowsOfHeadsOverOneAnother) {
  PageBuilder page(1);
  page.Row({{210, "As of December 31,"}, {420, "Six months ended"}})
      .Row({{200, "2022"}, {300, "2023"}, {400, "2023"}, {500, "2024"}})
      .Row({{50, "Registered users"},
            {200, "1,200"},
            {300, "1,300"},
            {400, "1,350"},
            {500, "1,400"}})
      .Row({{50, "Paying users"}, {205, "120"}, {305, "130"}, {405, "135"}, {505, "140"}});
  EXPECT_EQ(DumpAll({page.Build()}),
            (Rows{"table", "H | 1-3 As of December 31, | 3-5 Six months ended",
                  "H | 1 2022 | 2 2023 | 3 2023 | 4 2024",
                  "- | 0 Registered users | 1 1,200 | 2 1,300 | 3 1,350 | 4 1,400",
                  "- | 0 Paying users | 1 120 | 2 130 | 3 135 | 4 140"}));
}

TEST(FindTables, FootnoteMarksMakeNoColumn) {
  PageBuilder page(1);
  page.Row({{50, "Name"}, {300, "Shares"}, {400, "Percent"}})
      .Row({{50, "Ash Ltd."}, {95, "(1)"}, {300, "9,000"}, {328, "(2)"}, {400, "9.0"}})
      .Row({{50, "Oak Ltd."}, {300, "8,000"}, {400, "8.0"}});
  EXPECT_EQ(DumpAll({page.Build()}), (Rows{"table", "H | 0 Name | 1 Shares | 2 Percent",
                                           "- | 0 Ash Ltd.\t(1) | 1 9,000\t(2) | 2 9.0",
                                           "- | 0 Oak Ltd. | 1 8,000 | 2 8.0"}));
}

TEST(FindTables, ProseAndListsAreNone) {
  const std::string line(90, 'x');
  PageBuilder page(1);
  page.Row({{50, line}})
      .Row({{50, line}})
      .Row({{50, "(1)"}, {80, "Represents shares that are held by a company of the founder."}})
      .Row({{50, "(2)"}, {80, "Represents shares that are held by another of his companies."}})
      .Row({{50, "•"}, {80, "each of our directors; and"}})
      .Row({{50, "•"}, {80, "each person who holds five per cent."}});
  EXPECT_TRUE(DumpAll({page.Build()}).empty());
}

TEST(FindTables, TwoColumnsOfProseAreNone) {
  PageBuilder page(1);
  const std::string left(44, 'l'), right(44, 'r');
  for (int i = 0; i < 12; ++i) page.Row({{40, left}}).Row({{320, right}}, 0);
  EXPECT_TRUE(DumpAll({page.Build()}).empty());
}

TEST(FindTables, EmptyPagesAreNoTables) {
  Document document;
  EXPECT_TRUE(FindTables(document).empty());
  document.pages.resize(3);
  EXPECT_TRUE(FindTables(document).empty());
}

}  // namespace
}  // namespace filing_review::extract
