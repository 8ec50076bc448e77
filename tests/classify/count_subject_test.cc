#include "classify/count_subject.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "classify/user_counts.h"
#include "tests/classify/count_finder_test.h"

namespace filing_review::classify {
namespace {

class CountSubjectTest : public CountFinderTest {
 protected:
  // "value subject REGION; …" of a page of text; "-" for no subject.
  std::string Subjects(const std::string& text) const {
    return Tell({text}, [](const v1::UserCount& count) {
      return ValueOf(count) + " " + (count.subject().empty() ? "-" : count.subject()) + " " +
             RegionOf(count);
    });
  }
};

struct Row {
  const char *text, *expect;
};

TEST_F(CountSubjectTest, SubjectByGrammar) {
  const Row kRows[] = {
      // A possessive or a modifier of the noun.
      {"截至2023年12月31日,云帆阅读的注册用户为3,120万名。", "31200000 云帆阅读 UNSTATED"},
      {"As of December 31, 2023, Skylark Reader had 31.2 million registered users.",
       "31200000 Skylark Reader UNSTATED"},
      {"於2023年12月31日,雲帆閱讀的註冊用戶為3,120萬名。", "31200000 雲帆閱讀 UNSTATED"},
      {"We had over 40 million Skylark Reader monthly active users in 2023.",
       "40000000 Skylark Reader UNSTATED"},
      // Behind the noun.
      {"There were 2.4 million paying users of Skylark Reader in 2023.",
       "2400000 Skylark Reader UNSTATED"},
      {"截至2023年末,已有12万家商家在云帆小店开设店铺。", "120000 云帆小店 UNSTATED"},
      // The name as the subject of the clause, and of the clauses that follow.
      {"截至2023年末,云帆阅读拥有3,120万名注册用户,平均月活跃用户为812万名。",
       "31200000 云帆阅读 UNSTATED; 8120000 云帆阅读 UNSTATED"},
      {"Skylark Reader, which opened in 2016, had 31.2 million registered users.",
       "31200000 Skylark Reader UNSTATED"},
      // A role in apposition to the name.
      {"公司的听书产品云帆听书于2023年12月有月活跃用户410万名。", "4100000 云帆听书 UNSTATED"},
      {"Our audiobook service Skylark Audio had 4.1 million monthly active users.",
       "4100000 Skylark Audio UNSTATED"},
      // Carried over from the sentence before.
      {"青禾旅行已有注册用户712,400名。2024年上半年,付费用户达到58,200名。",
       "712400 青禾旅行 UNSTATED; 58200 青禾旅行 UNSTATED"},
      {"Nightheron is our app for podcasts. It had 2.05 million weekly active users in December.",
       "2050000 Nightheron UNSTATED"},
      // The kind of people of a utility, one for each figure of the list.
      {"2021年完工通气的多层炉灶用户、高层炉灶用户及别墅炉灶用户分别为8,420户、730户及251户。",
       "8420 多层炉灶 UNSTATED; 730 高层炉灶 UNSTATED; 251 别墅炉灶 UNSTATED"},
      // The issuer as a whole.
      {"截至2023年末,我们的注册用户为3,120万名。", "31200000 - UNSTATED"},
      {"As of December 31, 2023, we had 31.2 million registered users.", "31200000 - UNSTATED"},
      // A law's threshold is of nobody.
      {"掌握超过100万用户个人信息的网络平台运营者赴国外上市,必须申报网络安全审查。",
       "1000000 - UNSTATED"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Subjects(row.text), row.expect) << row.text;
}

// A line of business is a subject of the issuer, but a market is the market.
TEST_F(CountSubjectTest, LineOfBusiness) {
  const Row kRows[] = {
      {"各期末,公司VOD业务用户数依次为120万户、130万户和140万户。",
       "1200000 VOD UNSTATED; 1300000 VOD UNSTATED; 1400000 VOD UNSTATED"},
      {"根据工信部统计数据,2022年末我国IPTV用户数为3.80亿户。", "380000000 - CN_MAINLAND"},
      {"In 2023 there were 41 million registered e-mail users on our servers.",
       "41000000 e-mail UNSTATED"},
      {"Our community group buying business had 28.5 million members in 2023.",
       "28500000 community group buying business UNSTATED"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Subjects(row.text), row.expect) << row.text;
}

TEST_F(CountSubjectTest, RegionByClause) {
  const Row kRows[] = {
      // A part's place is not its whole's, and each part has its own.
      {"云帆阅读在中国境外的注册用户约为2,310万名,其中美国用户41万余名,香港用户7.2万名。",
       "23100000 云帆阅读 OTHER; 410000 云帆阅读 US; 72000 云帆阅读 HK"},
      {"於2024年底,雲帆閱讀在中國內地的註冊用戶達9,400萬名。", "94000000 雲帆閱讀 CN_MAINLAND"},
      {"We had 12 million users in Brazil and 3.9 million users in the United States.",
       "12000000 - OTHER; 3900000 - US"},
      {"China had 1.05 billion internet users as of December 31, 2022.",
       "1050000000 - CN_MAINLAND"},
      // A place in a company's name, a seat, an export of data: none.
      {"南浔资产管理(香港)有限公司为在香港注册成立的持牌法团,管理的客户账户约36,000个。",
       "36000 南浔资产管理(香港)有限公司 UNSTATED"},
      {"我们向境外酒店提供了约17,300名旅客的个人信息。", "17300 - UNSTATED"},
      {"We are incorporated in Singapore and had 2.1 million registered users.",
       "2100000 - UNSTATED"},
      {"Our app has 850 million members and we have offices around the world.",
       "850000000 - UNSTATED"},
      // A market goes on to be that of the place named before.
      {"中国的网络音乐市场增长迅速。网络音乐用户规模由2020年的6.5亿人增至2022年的6.8亿人。",
       "650000000 - CN_MAINLAND; 680000000 - CN_MAINLAND"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Subjects(row.text), row.expect) << row.text;
}

TEST_F(CountSubjectTest, RegionOfTheWordsBefore) {
  const Row kRows[] = {
      // The issuer's business right before, and a place that is only named.
      {"公司独家经营山东有线业务。报告期末,公司有线用户数为1,200万户。",
       "12000000 有线 CN_MAINLAND"},
      {"We operate our laundry service in Hong Kong. We had 1.2 million registered users.",
       "1200000 - HK"},
      {"香港法院驳回了该申请。报告期末,公司注册用户数为1,200万名。", "12000000 - UNSTATED"},
      {"Our counsel visited Hong Kong. We had 1.2 million registered users.", "1200000 - UNSTATED"},
      // The paragraph before a table.
      {"公司独家经营山东有线业务。\n\n报告期各期末,公司用户情况如下:\n\n"
       "项目\t2021年\t2022年\n注册用户\t4,930,400\t6,217,300\n",
       "4930400 - CN_MAINLAND; 6217300 - CN_MAINLAND"},
      // A market that the filing always places in one country.
      {"根据蓝桥研究,2021年我国在线读者为2.1亿人。\n\n据蓝桥研究测算,2022年我国在线读者为2.3亿人。"
       "\n\n# 附注\n\n据蓝桥研究测算,2023年在线读者总数为2.4亿人。",
       "210000000 - CN_MAINLAND; 230000000 - CN_MAINLAND; 240000000 - CN_MAINLAND"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Subjects(row.text), row.expect) << row.text;
}

TEST_F(CountSubjectTest, Tables) {
  const Row kRows[] = {
      // The row names the product and its metric.
      {"下表载列主要营运数据:\n\n指标\t2021年\t2022年\n云帆阅读月活跃用户\t49,304,000\t62,173,"
       "000\n",
       "49304000 云帆阅读 UNSTATED; 62173000 云帆阅读 UNSTATED"},
      {"Borrowers of the group:\n\nItem\t2021\t2022\n"
       "Unique borrowers of car purchase loans\t189,000\t151,000\n",
       "189000 car purchase loans UNSTATED; 151000 car purchase loans UNSTATED"},
      // Rows of places.
      {"注册用户的地区分布\n\n地区\t注册用户(万人)\t占比\n华东地区\t702.3\t37%\n香港\t5.3\t1%\n",
       "7023000 - CN_MAINLAND; 53000 - HK"},
      {"Registered users by region\n\nRegion\tRegistered users\nHong Kong\t341,000\n"
       "Brazil\t120,000\n",
       "341000 - HK; 120000 - OTHER"},
      // Rows without names under a caption that lists them, and a total.
      {"截至各期末用户数在东江电信、南岭电信和西域电信的分布情况\n\n2022年用户数(万户)"
       "\t2021年用户数(万户)\n"
       "920.8\t831.5\n462.5\t453.6\n266.3\t260.8\n",
       "9208000 东江电信 UNSTATED; 8315000 东江电信 UNSTATED; 4625000 南岭电信 UNSTATED; "
       "4536000 南岭电信 UNSTATED; 2663000 西域电信 UNSTATED; 2608000 西域电信 UNSTATED"},
  };
  for (const Row& row : kRows) EXPECT_EQ(Subjects(row.text), row.expect) << row.text;
}

// A named rival's figure is the rival's.
TEST_F(CountSubjectTest, OtherCompanies) {
  const struct {
    const char *chinese, *english, *subject;
  } kRows[] = {
      {"竞争对手Halcyon Live于2023年的月活跃用户为5,200万名。",
       "Our closest rival is Halcyon Live. It had 52 million monthly active users in 2023.",
       "Halcyon Live"},
  };
  for (const auto& row : kRows) {
    for (const char* text : {row.chinese, row.english}) {
      const extract::Document document = TextDocument({text});
      v1::ReviewBrief brief;
      finder_->Find(Analyze(document), brief);
      ASSERT_EQ(brief.user_counts_size(), 1) << text;
      EXPECT_EQ(brief.user_counts(0).subject(), row.subject) << text;
      EXPECT_EQ(brief.user_counts(0).attribution(), v1::ATTRIBUTION_OTHER_COMPANY) << text;
    }
  }
}

// A product that bears the issuer's own name is the issuer's, however seldom it is named; the name
// of a place is nobody's own.
TEST_F(CountSubjectTest, ProductsThatBearTheIssuersName) {
  const struct {
    const char *issuer, *text;
    v1::Attribution attribution;
  } kRows[] = {
      {"Harborline Holdings Limited",
       "Harborline Chat is the most used app for work, surpassing 27 million monthly active users.",
       v1::ATTRIBUTION_ISSUER},
      {"HARBORLINE HOLDINGS LIMITED 港聯控股有限公司",
       "Harborline Chat is the most used app for work, surpassing 27 million monthly active users.",
       v1::ATTRIBUTION_ISSUER},
      {"Westmere Holdings Limited",
       "Harborline Chat is the most used app for work, surpassing 27 million monthly active users.",
       v1::ATTRIBUTION_OTHER_COMPANY},
      {"China Ferry Company Limited",
       "China Chat is the most used app for work, surpassing 27 million monthly active users.",
       v1::ATTRIBUTION_OTHER_COMPANY},
  };
  for (const auto& row : kRows) {
    const extract::Document document = TextDocument({row.text});
    v1::ReviewBrief brief;
    brief.mutable_filing()->set_issuer(row.issuer);
    finder_->Find(Analyze(document), brief);
    ASSERT_EQ(brief.user_counts_size(), 1) << row.text;
    EXPECT_EQ(brief.user_counts(0).attribution(), row.attribution) << row.issuer << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
