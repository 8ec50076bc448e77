#include "classify/count_tables.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "classify/user_counts.h"
#include "tests/classify/count_finder_test.h"

namespace filing_review::classify {
namespace {

class CountTablesTest : public CountFinderTest {
 protected:
  // "METRIC value date; …" of a page of text, behind a page of `before`.
  std::string Counts(const std::string& text, const std::string& before = "") const {
    const std::vector<std::string> pages =
        before.empty() ? std::vector<std::string>{text} : std::vector<std::string>{before, text};
    return Tell(pages, [](const v1::UserCount& count) {
      return count.metric() + " " + ValueOf(count) + " " +
             (count.as_of().empty() ? "-" : count.as_of());
    });
  }
};

struct Row {
  const char *what, *chinese, *english, *expect;
};

TEST_F(CountTablesTest, ReadsEveryCell) {
  const Row kRows[] = {
      {"metrics as rows, dates as columns, a note of units over the last of them",
       "下表载列我们的主要运营数据:\n\n"
       "\t\t\t(千名)\n指标\t2021年\t2022年\t2023年\n"
       "平均月活跃用户\t4,406\t4,871\t5,230\n平均付费用户\t238\t306\t412\n",
       "The following table sets forth our operating data:\n\n"
       "\t\t\t\t(in thousands)\nMetric\t\t2021\t2022\t2023\n"
       "Average MAUs\t4,406\t4,871\t5,230\nPaying users\t238\t306\t412\n",
       "MAU 4406000 2021; MAU 4871000 2022; MAU 5230000 2023; PAYING 238000 2021; PAYING 306000 "
       "2022; PAYING 412000 2023"},
      {"dates as rows, metrics as columns, money beside them",
       "年份\t注册用户(万人)\t收入(万元)\n"
       "2019\t1,205\t68,489\n2020\t1,376\t58,937\n2021\t1,422\t64,228\n",
       "Year\tRegistered users (in thousands)\t\tRevenue (RMB)\n"
       "2019\t12,050\t\t68,489\n2020\t13,760\t\t58,937\n2021\t14,220\t\t64,228\n",
       "REGISTERED 12050000 2019; REGISTERED 13760000 2020; REGISTERED 14220000 2021"},
      {"the caption names the metric after sentences of money and other figures; no row of money",
       "2022年,市场的收入为684亿元,净利润为十亿一千二百万元。下表载列主要平台的月活跃用户(百万人):"
       "\n\n"
       "平台\t2021年\t2022年\n平台甲\t535.0\t618.4\n平台乙\t441.7\t503.1\n"
       "广告收入\t88.6\t121.3\n",
       "In 2022 revenue was RMB68.4 billion. The table shows MAUs of platforms (in millions):\n\n"
       "Platform\t2021\t2022\nOperator\t535.0\t618.4\nWalnut\t441.7\t503.1\n"
       "Revenue\t88.6\t121.3\n",
       "MAU 535000000 2021; MAU 618400000 2022; MAU 441700000 2021; MAU 503100000 2022"},
      {"a note below says of which date each metric is",
       "各平台的规模如下:\n\n"
       "平台\t注册用户(万人)\t月活跃用户(万人)\n平台甲\t2,170\t365\n平台乙\t1,580\t418\n\n"
       "注:注册用户为2023年末数,月活跃用户为2023年度平均数。\n",
       "The platforms compare as follows:\n\n"
       "Platform\tRegistered users (in thousands)\t\tMAUs (in thousands)\n"
       "Platform A\t21,700\t\t3,650\nPlatform B\t15,800\t\t4,180\n\n"
       "Note: registered users are as of December 31, 2023; MAUs are for 2023.\n",
       "REGISTERED 21700000 2023-12-31; MAU 3650000 2023; REGISTERED 15800000 2023-12-31; MAU "
       "4180000 2023"},
      {"parts of the row above",
       "指标\t2022年末\t2023年末\n注册用户(人)\t1,234,500\t1,345,600\n"
       "其中:境外\t23,400\t34,500\n",
       "Metric\t\tend of 2022\tend of 2023\nRegistered users\t1,234,500\t1,345,600\n"
       "of which abroad\t23,400\t34,500\n",
       "REGISTERED 1234500 2022-12-31; REGISTERED 1345600 2023-12-31; REGISTERED 23400 "
       "2022-12-31; REGISTERED 34500 2023-12-31"},
      {"what was said before several tables holds for all of them",
       "截至2022年6月30日,各业务的情况如下:\n\n项目\t甲市\t乙市\n注册用户(万人)\t49.62\t25."
       "26\n\n\n\n"
       "二、会员情况\n\n\n\n项目\t甲市\t乙市\n付费会员(万人)\t12.20\t8.40\n",
       "As of June 30, 2022, our business stood as follows:\n\n"
       "Place\t\tRivermouth\tHilltop\nRegistered users (in thousands)\t496.2\t252.6\n\n\n\n"
       "II. Members\n\n\n\n"
       "Place\t\tRivermouth\tHilltop\nPaying users (in thousands)\t\t122.0\t84.0\n",
       "REGISTERED 496200 2022-06-30; REGISTERED 252600 2022-06-30; PAYING 122000 2022-06-30; "
       "PAYING 84000 2022-06-30"},
      {"a chart: figures above the dates, one each",
       "注册用户规模(百万人)\n\n"
       "\t\t\t45.1%\t50.3%\n\t38.2%\t40.6%\n\t\t\t421.4\t512.5\n\t298.7\t310.3\n"
       "\t2018-12\t2019-12\t2020-12\t2021-12\n",
       "Registered users (in millions)\n\n"
       "\t\t\t45.1%\t50.3%\n\t38.2%\t40.6%\n\t\t\t421.4\t512.5\n\t298.7\t310.3\n"
       "\t2018-12\t2019-12\t2020-12\t2021-12\n",
       "REGISTERED 421400000 2020-12; REGISTERED 512500000 2021-12; REGISTERED 298700000 2018-12; "
       "REGISTERED 310300000 2019-12"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(Counts(row.chinese), row.expect) << row.what << "\n" << row.chinese;
    EXPECT_EQ(Counts(row.english), row.expect) << row.what << "\n" << row.english;
  }
}

TEST_F(CountTablesTest, TablesOfOtherThings) {
  const struct {
    const char *what, *chinese, *english;
  } kRows[] = {
      {"a column of units", "名称\t数量\t单位\n网友路管网\t2,418\t米\n用户调压设备\t4,101\t台\n",
       "Item\tQuantity\tUnit\nUsers road pipe\t\t2,418\tm\nUsers cabinets\t\t4,101\tsets\n"},
      {"a note of units with none of people",
       "单位:元/"
       "千立方米\n\n用户分类\t2021年\t2022年\n化肥用户\t1,690\t1,690\n工业用户\t1,875\t1,975\n",
       "(in thousands of "
       "RMB)\n\nItem\t2021\t2022\nAccounts\t1,690\t1,790\nDevices\t1,875\t1,975\n"},
      {"rows of money, growth and shares of users",
       "项目\t2021年\t2022年\n每用户收入\t1,690\t1,690\n用户增长率\t1,875\t1,975\n",
       "Item\t\t2021\t2022\nRevenue per user\t1,690\t1,790\nGrowth of users\t1,875\t1,975\n"},
      {"gas sold to households", "项目\t2021年\t2022年\n1、居民用气(含公福)\t1,850\t1,950\n",
       "Item\t\t2021\t2022\nUser minutes\t\t1,850\t1,950\n"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Counts(row.chinese), "") << row.what << "\n" << row.chinese;
    EXPECT_EQ(Counts(row.english), "") << row.what << "\n" << row.english;
  }
}

// What only Chinese filings show: the periods of the report stand for dates.
TEST_F(CountTablesTest, ReportPeriods) {
  const std::string periods = "报告期指2020年度、2021年度及2022年度。\n\n";
  // The head of the last period is lost; the counts alternate with shares.
  EXPECT_EQ(Counts(periods + "各渠道的用户情况如下:\n\n单位:万户\n\n"
                             "\t2022年末\t\t2021年末\n"
                             "渠道\t用户数\t占比\t用户数\t占比\t用户数\n"
                             "东线\t706.12\t68.9%\t655.34\t68.5%\t610.08\n"
                             "西线\t318.40\t31.1%\t301.25\t31.5%\t287.90\n"),
            "USERS 7061200 2022-12-31; USERS 6553400 2021-12-31; USERS 6100800 2020-12-31; USERS "
            "3184000 2022-12-31; USERS 3012500 2021-12-31; USERS 2879000 2020-12-31");
}

// A row that lost its head counts only where it repeats figures of sentences.
TEST_F(CountTablesTest, RowsWithoutAHead) {
  const std::string table =
      "公司业务情况如下:单位:万户/万元\n\n2022年末\t2021年末\n"
      "1,204.36\t1,117.52\n60,310.25\t57,904.13\n";
  EXPECT_EQ(Counts(table, "2021年末及2022年末,公司的注册用户分别为1,117.52万户和1,204.36万户。\n"),
            "REGISTERED 11175200 2021-12-31; REGISTERED 12043600 2022-12-31; REGISTERED 12043600 "
            "2022-12-31; REGISTERED 11175200 2021-12-31");
}

}  // namespace
}  // namespace filing_review::classify
