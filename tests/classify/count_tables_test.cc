#include "classify/count_tables.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "classify/user_counts.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

class CountTablesTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<UserCountFinder>> finder =
        UserCountFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  // "METRIC value date; …" of a page of text.
  std::string Counts(const std::string& text) const {
    const extract::Document document = TextDocument({text});
    v1::ReviewBrief brief;
    finder_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::UserCount& count : brief.user_counts()) {
      if (!all.empty()) all += "; ";
      all += count.metric() + " " + std::to_string(static_cast<int64_t>(count.value())) + " " +
             (count.as_of().empty() ? "-" : count.as_of());
    }
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<UserCountFinder> finder_;
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
       "2022年,市场的收入为684亿元,净利润为十亿一千二百万元。下表载列主要平台的月活跃用户(百万人):\n\n"
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
       nullptr},
      {"parts of the row above",
       "指标\t2022年末\t2023年末\n注册用户(人)\t1,234,500\t1,345,600\n"
       "其中:境外\t23,400\t34,500\n",
       "Metric\t\tend of 2022\tend of 2023\nRegistered users\t1,234,500\t1,345,600\n"
       "of which abroad\t23,400\t34,500\n",
       "REGISTERED 1234500 2022-12-31; REGISTERED 1345600 2023-12-31; REGISTERED 23400 "
       "2022-12-31; REGISTERED 34500 2023-12-31"},
      {"what was said before several tables holds for all of them",
       "截至2022年6月30日,各业务的情况如下:\n\n项目\t甲市\t乙市\n注册用户(万人)\t49.62\t25.26\n\n\n\n"
       "二、会员情况\n\n\n\n项目\t甲市\t乙市\n付费会员(万人)\t12.20\t8.40\n",
       "As of June 30, 2022, our operating data were as follows:\n\n"
       "Metric\tRivermouth\tHilltop\nRegistered users (in millions)\t\t0.4962\t0.2526\n",
       nullptr},
      {"a chart: figures above the dates, one each",
       "注册用户规模(百万人)\n\n"
       "\t\t\t45.1%\t50.3%\n\t38.2%\t40.6%\n\t\t\t421.4\t512.5\n\t298.7\t310.3\n"
       "\t2018-12\t2019-12\t2020-12\t2021-12\n",
       "Registered users (in millions)\n\n"
       "\t\t\t45.1%\t50.3%\n\t38.2%\t40.6%\n\t\t\t421.4\t512.5\n\t298.7\t310.3\n"
       "\t2018-12\t2019-12\t2020-12\t2021-12\n",
       nullptr},
  };
  for (const Row& row : kRows) {
    if (row.expect == nullptr) { printf("%s\n %s\n %s\n", row.what, Counts(row.chinese).c_str(), Counts(row.english).c_str()); continue; }
    EXPECT_EQ(Counts(row.chinese), row.expect) << row.what << "\n" << row.chinese;
    EXPECT_EQ(Counts(row.english), row.expect) << row.what << "\n" << row.english;
  }
}

}  // namespace
}  // namespace filing_review::classify
