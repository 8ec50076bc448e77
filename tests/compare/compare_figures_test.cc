// Figures of two briefs: which are the same, which changed.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/compare/compare.h"
#include "service/render/words.h"
#include "tests/compare/brief_maker.h"

namespace filing_review::compare {
namespace {

using render::ShortEnumName;

// "CHANGED value 100>120" for each figure, joined by "; ".
std::string FiguresOf(const v1::BriefComparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::FigureChange& change : comparison.figures()) {
    std::string line = ShortEnumName(change.change());
    for (const std::string& field : change.fields()) line += " " + field;
    if (change.has_figure_a()) absl::StrAppend(&line, " ", change.figure_a().value());
    if (change.has_figure_b()) absl::StrAppend(&line, ">", change.figure_b().value());
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "; ");
}

struct FigureRow {
  const char* what;
  v1::ComparisonKind kind;
  v1::Language language_a, language_b;
  std::vector<Figure> a, b;
  const char* expected;
};

TEST(Figures, AreMatchedByWhatTheyCount) {
  const std::vector<FigureRow> rows = {
      {"the same fact on another page",
       kVersions,
       kEn,
       kEn,
       {{"MAU", 45'200'000, "2023", "Lantern had 45.2 million MAUs in 2023."}},
       {{"MAU", 45'200'000, "2023", "We had 45.2 million MAUs.", "", v1::BOUND_EXACT,
         v1::ATTRIBUTION_ISSUER, 9}},
       ""},
      {"another number for the same thing",
       kVersions,
       kEn,
       kEn,
       {{"MAU", 45'200'000, "2023", "Lantern had 45.2 million MAUs in 2023."}},
       {{"MAU", 46'000'000, "2023", "Lantern had 46 million MAUs in 2023."}},
       "CHANGED value 45200000>46000000"},
      {"another number, Chinese",
       kVersions,
       kHans,
       kHans,
       {{"REGISTERED", 26'400'000, "2023-03-31", "语芽拥有2,640万名注册用户", "语芽"}},
       {{"REGISTERED", 27'000'000, "2023-03-31", "语芽拥有2,700万名注册用户", "语芽"}},
       "CHANGED value 26400000>27000000"},
      {"another bound",
       kVersions,
       kHant,
       kHant,
       {{"MAU", 1'000'000, "2024", "月活躍用戶一百萬"}},
       {{"MAU", 1'000'000, "2024", "月活躍用戶超過一百萬", "", v1::BOUND_MORE_THAN}},
       "CHANGED bound 1000000>1000000"},
      {"the same sentence, a later date",
       kVersions,
       kEn,
       kEn,
       {{"PAYING", 500'000, "2022-12-31",
         "As of December 31, 2022 we had 500,000 paying subscribers of the evening edition."}},
       {{"PAYING", 640'000, "2023-06-30",
         "As of June 30, 2023 we had 640,000 paying subscribers of the evening edition."}},
       "CHANGED value asOf 500000>640000"},
      {"two figures of one table are not taken for each other",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 10'000, "2023", "Aldmoor 10,000", "Aldmoor"}},
       {{"USERS", 99'000, "2023", "Brackwater 99,000", "Brackwater"}},
       "APPEARED>99000; VANISHED 10000"},
      {"numbers without date and name are of one thing only in a like sentence",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 2'300, "", "An intruder copied the records of 2,300 users."},
        {"USERS", 70'000, "", "The pilot in Penang was tried by 70,000 users."}},
       {{"USERS", 90'000, "", "A survey asked 90,000 readers about tea."},
        {"USERS", 75'000, "", "The pilot in Penang was tried by 75,000 users."}},
       "CHANGED value 70000>75000; APPEARED>90000; VANISHED 2300"},
      {"a fact that is named otherwise still stands",
       kVersions,
       kHans,
       kHans,
       {{"MAU", 5'000'000, "2023", "月活跃用户500万", "灯笼"},
        {"MAU", 5'000'000, "2023", "月活跃用户为500万名", ""}},
       {{"MAU", 5'000'000, "2023", "月活跃用户500万", "灯笼"}},
       ""},
      {"below and above one million are not the same, whoever is counted",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 1'000'000, "", "We hold data of fewer than one million persons.", "Pebble",
         v1::BOUND_LESS_THAN}},
       {{"USERS", 1'000'000, "", "Our records are of more than one million riders.", "",
         v1::BOUND_MORE_THAN}},
       "VANISHED 1000000; APPEARED>1000000"},
      {"whose it is",
       kVersions,
       kEn,
       kEn,
       {{"USERS", 8'000'000, "2023", "The platform reported 8 million users in 2023."}},
       {{"USERS", 8'000'000, "2023", "The platform reported 8 million users in 2023.", "",
         v1::BOUND_EXACT, v1::ATTRIBUTION_OTHER_COMPANY}},
       "CHANGED attribution 8000000>8000000"},
      {"units of two languages",
       kTranslation,
       kHant,
       kEn,
       {{"REGISTERED", 45'200'000, "2024-12-31", "註冊用戶達4,520萬名", "白棠"}},
       {{"REGISTERED", 45'200'000, "2024-12-31", "45.2 million registered users", "Baitang"}},
       ""},
      {"a number that is rounded on one side",
       kTranslation,
       kHans,
       kEn,
       {{"REGISTERED", 18'464'000, "2023", "注册用户1,846.4万"}},
       {{"REGISTERED", 18'500'000, "2023", "18.5 million registered users"}},
       ""},
      {"a round number of two digits is not rounded",
       kTranslation,
       kHans,
       kEn,
       {{"REGISTERED", 18'464'000, "2023", "注册用户1,846.4万"}},
       {{"REGISTERED", 18'000'000, "2023", "18 million registered users"}},
       "CHANGED value 18464000>18000000"},
      {"ten thousand taken for a thousand",
       kTranslation,
       kHant,
       kEn,
       {{"MAU", 3'120'000, "2024", "月活躍用戶312萬"}},
       {{"MAU", 312'000, "2024", "312 thousand monthly active users"}},
       "CHANGED value 3120000>312000"},
      {"another date",
       kTranslation,
       kHans,
       kEn,
       {{"MAU", 3'120'000, "2024-06-30", "截至2024年6月30日，月活跃用户312万"}},
       {{"MAU", 3'120'000, "2024-12-31", "3.12 million MAUs as of December 31, 2024"}},
       "CHANGED asOf 3120000>3120000"},
      {"a year and its last day",
       kTranslation,
       kHans,
       kEn,
       {{"MAU", 3'120'000, "2024", "2024年平均月活跃用户312万"}},
       {{"MAU", 3'120'000, "2024-12-31", "3.12 million MAUs in 2024"}},
       ""},
      {"a metric that the other language reads elsewhere",
       kTranslation,
       kHant,
       kEn,
       {{"PAYING", 1'204'000, "2023", "付費訂閱用戶1,204千名"},
        {"PAYING", 1'655'000, "2024", "付費訂閱用戶1,655千名"}},
       {{"SUBSCRIBERS", 1'204'000, "2023", "1,204 thousand paying subscribers"},
        {"SUBSCRIBERS", 1'665'000, "2024", "1,665 thousand paying subscribers"}},
       "CHANGED value metric 1655000>1665000; CHANGED metric 1204000>1204000"},
      {"on one side only",
       kTranslation,
       kEn,
       kHans,
       {{"DAU", 900'000, "2024", "900,000 daily active users"}},
       {},
       "VANISHED 900000"},
  };
  for (const FigureRow& row : rows) {
    const v1::ReviewBrief a = BriefOf(row.language_a, row.a), b = BriefOf(row.language_b, row.b);
    EXPECT_EQ(FiguresOf(CompareBriefs(a, b, row.kind)), row.expected) << row.what;
  }
}

}  // namespace
}  // namespace filing_review::compare
