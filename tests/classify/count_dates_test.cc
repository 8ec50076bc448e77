#include "classify/count_dates.h"

#include <gtest/gtest.h>

#include <string>

#include "classify/count_head_dates.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

// "as_of" or "as_of<start" of each date, relative ones that nothing resolves as "?".
std::string Dates(const std::string& text, Script script, const ReportPeriods& periods = {}) {
  std::string all;
  for (const DateMention& date : FindDates(text, script, periods)) {
    if (!all.empty()) all += " ";
    all += date.as_of.empty() ? "?" : date.as_of;
    if (!date.start.empty()) all += "<" + date.start;
  }
  return all;
}

TEST(CountDatesTest, ReadsDatesAndPeriods) {
  const struct {
    const char *chinese, *english, *expect;
  } kRows[] = {
      {"截至2023年6月30日", "as of June 30, 2023", "2023-06-30"},
      {"截至2023年6月30日止六个月", "in the six months ended June 30, 2023", "2023-06-30<2023-01"},
      {"2021年第三季度", "in the third quarter of 2021", "2021Q3"},
      {"2022年末", "at the end of 2022", "2022-12-31"},
      {"2023年度", "in 2023", "2023<2023-01"},
      {"二零二四年三月", "in March 2024", "2024-03"},
      {"2025年前八个月", "in the first eight months of 2025", "2025-08<2025-01"},
      {"2024年1-6月", "in 1H2024", "2024-06<2024-01"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Dates(row.chinese, Script::kChinese), row.expect) << row.chinese;
    EXPECT_EQ(Dates(row.english, Script::kEnglish), row.expect) << row.english;
  }
}

TEST(CountDatesTest, DatesThatPointBack) {
  const struct {
    const char *chinese, *english, *expect;
  } kRows[] = {
      // A day that several years share.
      {"于2021年及2022年12月31日", "as of December 31, 2021 and 2022", "2021-12-31 2022-12-31"},
      {"截至2020年、2021年及2022年6月30日止六个月",
       "in the six months ended June 30, 2020, 2021 and 2022",
       "2020-06-30<2020-01 2021-06-30<2021-01 2022-06-30<2022-01"},
      {"2021年及2022年第三季度", "in 2021, and in the third quarter of 2022",
       "2021<2021-01 2022Q3"},
      // A day is that of the last day, not of a year named since.
      {"截至2023年6月30日有三家门店,2021年有一家,同日",
       "on June 30, 2023 three shops, in 2021 one, on that date",
       "2023-06-30 2021<2021-01 2023-06-30"},
      {"截至2023年6月30日,截至该日止六个月",
       "as of June 30, 2023 and in the six months ended on that date",
       "2023-06-30 2023-06-30<2023-01"},
      {"2022年3月,当月末", "in March 2022 and at the end of that month", "2022-03 2022-03-31"},
      {"2022年度,当年", "in 2022 and during that year", "2022<2022-01 2022<2022-01"},
      {"2021年第一季度,上年同期为480万", "in the first quarter of 2021, 48 million a year earlier",
       "2021Q1 2020Q1"},
      {"截至2024年2月29日,上年同期为480万",
       "as of February 29, 2024, 48 million users one year ago", "2024-02-29 2023-02-28"},
      {"截至2021年6月30日止六个月,去年同期仅4万",
       "in the six months ended June 30, 2021, up from 48.0 million in the prior year",
       "2021-06-30<2021-01 2020-06-30<2020-01"},
      {"2021年6月30日,上年末为4万", "as of June 30, 2021 and 4 million at the prior year end",
       "2021-06-30 2020-12-31"},
      {"2021年第一季度,2020年同期", "in the first quarter of 2021, the same period of 2020",
       "2021Q1 2020Q1"},
      {"2021年,较上年增长", "in 2021, an increase over the prior year", "2021<2021-01"},
      // Nothing before it.
      {"同日", "on that date", "?"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Dates(row.chinese, Script::kChinese), row.expect) << row.chinese;
    EXPECT_EQ(Dates(row.english, Script::kEnglish), row.expect) << row.english;
  }
  // A comparison with last year is none of them.
  EXPECT_EQ(Dates("2023年,较上年同期", Script::kChinese), "2023<2023-01");
  EXPECT_EQ(Dates("in 2023 and the same period of 2022", Script::kEnglish),
            "2023<2023-01 2022<2022-01");
}

TEST(CountDatesTest, ReportPeriods) {
  const ReportPeriods periods{{"2020-12-31", "2021-12-31", "2022-12-31"}};
  EXPECT_EQ(Dates("截至报告期各期末", Script::kChinese, periods),
            "2020-12-31 2021-12-31 2022-12-31");
  EXPECT_EQ(Dates("截至报告期末", Script::kChinese, periods), "2022-12-31");
  EXPECT_EQ(Dates("截至报告期各期末", Script::kChinese), "?");

  const auto ends = [](const std::string& text) {
    std::string all;
    const extract::Document document = TextDocument({text});
    for (const std::string& end : FindReportPeriods(Analyze(document)).ends) all += end + " ";
    return all;
  };
  EXPECT_EQ(ends("报告期指2021年度、2022年度及2023年1-6月。"), "2021-12-31 2022-12-31 2023-06-30 ");
  // Without a definition, the list that the filing repeats.
  const std::string once = "2020年、2021年及2022年,公司的毛利率为31%、32%和33%。\n\n";
  EXPECT_EQ(ends(once + once + once + once), "2020-12-31 2021-12-31 2022-12-31 ");
  EXPECT_EQ(ends(once), "");
}

TEST(CountDatesTest, Heads) {
  const struct {
    const char *head, *expect, *rest;
  } kRows[] = {
      {"2021年度/末", "2021", ""},
      {"2021年度/2021年12月31日", "2021-12-31", ""},
      {"2024E", "2024", "E"},
      {"2025 (estimate)", "2025", "estimate"},
      {"2020-03", "2020-03", ""},
      {"2022-12-31", "2022-12-31", ""},
      {"Year Ended December 31, 2020", "2020-12-31", ""},
      {"As of December 31, 2021 2022", "2022-12-31", ""},
      {"Six months ended June\n30, 2023", "2023-06-30", "Sixmonths"},
      {"2022年12月31日IPTV用户数", "2022-12-31", "IPTV用户数"},
      {"Paying users", "", "Payingusers"},
      {"3,200-15", "", ""},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(DateOfHead(row.head).as_of, row.expect) << row.head;
    EXPECT_EQ(WithoutDate(row.head), row.rest) << row.head;
  }
}

}  // namespace
}  // namespace filing_review::classify
