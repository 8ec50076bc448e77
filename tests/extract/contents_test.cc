#include "extract/contents.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::extract {
namespace {

Page PageOf(const std::vector<std::string>& lines) {
  Page page;
  for (const std::string& text : lines) {
    Line line;
    line.text_begin = static_cast<uint32_t>(page.text.size());
    page.text += text;
    line.text_end = static_cast<uint32_t>(page.text.size());
    page.text += '\n';
    page.lines.push_back(line);
  }
  return page;
}

// C for a line of the contents, else its role.
std::string Roles(const Document& document, size_t p) {
  const ContentsLines contents = FindContents(document);
  std::string out;
  for (size_t l = 0; l < document.pages[p].lines.size(); ++l) {
    out += contents.Has(p, l) ? 'C' : "BHFN"[static_cast<int>(document.pages[p].lines[l].role)];
  }
  return out;
}

TEST(FindContents, TellsContentsFromTables) {
  const struct {
    const char* what;
    std::vector<std::string> lines;
    const char* roles;
  } rows[] = {
      {"Simplified Chinese, a title that wraps",
       {"目 录", "第一节 释义............5", "第二节 概览............9",
        "第三节 发行人改制设立情况以及历次", "股本变动情况............12", "一、风险因素…………30"},
       "CCCCCC"},
      {"Traditional Chinese, spaced leaders",
       {"目錄", "風險因素 . . . . . . . . 42", "豁免嚴格遵守上市規則 . . . . . . 76",
        "公司資料 . . . . . . 93", "附錄一 會計師報告 . . . . . . I-1", "行業概覽 . . . . . . 96"},
       "CCCCCC"},
      {"English without leaders",
       {"TABLE OF CONTENTS", "PART I", "Item 1.\tBusiness\t4", "Item 1A.\tRisk Factors\t11",
        "Item 2.\tProperties\t46", "Item 3.\tLegal Proceedings\t46"},
       "CCCCCC"},
      {"what follows the last entry is body",
       {"CONTENTS", "Summary ........ 1", "Risk Factors ........ 12", "Business ........ 40",
        "Appendix ........ F-2", "This document is a draft."},
       "CCCCCB"},
      {"a table of figures with leaders",
       {"Revenue ........ 1,204", "Cost ........ 318", "Users ........ 92", "Staff ........ 12",
        "Stores ........ 7"},
       "BBBBB"},
      {"a table of figures under no title",
       {"Registered users\t120", "Paying users\t130", "Cities\t140", "Stores\t150", "Staff\t160"},
       "BBBBB"},
      {"a timetable",
       {"公開發售開始 . . . . . . 2025年6月30日", "截止時間 . . . . . . 2025年7月4日",
        "預期定價日 . . . . . . 2025年7月7日", "公告 . . . . . . 2025年7月8日"},
       "BBBB"},
      {"prose that names the contents",
       {"Contents", "We have 5 million users in 12", "cities. They bought 14", "items a year."},
       "BBBB"},
  };
  for (const auto& row : rows) {
    Document document;
    document.pages.push_back(PageOf(row.lines));
    EXPECT_EQ(Roles(document, 0), row.roles) << row.what;
  }
}

TEST(FindContents, GoesOnOverPages) {
  Document document;
  document.pages.push_back(
      PageOf({"CONTENTS", "Summary\t1", "Definitions\t5", "Glossary\t9", "Risk Factors\t12"}));
  document.pages.push_back(PageOf({"Business\t40", "Directors\t61", "Share Capital\t70"}));
  document.pages.push_back(PageOf({"SUMMARY", "We run a reading platform.", "It has users."}));
  EXPECT_EQ(Roles(document, 0), "CCCCC");
  EXPECT_EQ(Roles(document, 1), "CCC");
  EXPECT_EQ(Roles(document, 2), "BBB");
}

TEST(FindContents, RunningLinesKeepTheirRoles) {
  Document document;
  document.pages.push_back(
      PageOf({"Star Reading – Prospectus", "CONTENTS", "Summary ..... 1", "Risk Factors ..... 12",
              "Business ..... 40", "Notes ..... 61", "– i –"}));
  document.pages[0].lines.front().role = LineRole::kHeader;
  document.pages[0].lines.back().role = LineRole::kPageNumber;
  EXPECT_EQ(Roles(document, 0), "HCCCCCN");
}

TEST(FindContents, TheTitleMayBeARunningHeader) {
  const struct {
    const char* what;
    std::vector<std::string> lines;
    size_t pages;  // that bear the header
    LineRole role;
    const char* roles;
  } rows[] = {
      {"繁體",
       {"目\t錄", "概要\t1", "釋義\t5", "詞彙\t9", "風險因素\t12"},
       2,
       LineRole::kHeader,
       "HCCCC"},
      {"English",
       {"CONTENTS", "Summary\t1", "Definitions\t5", "Glossary\t9", "Risk Factors\t12"},
       3,
       LineRole::kHeader,
       "HCCCC"},
      {"a link back to the contents on each page",
       {"Table of Contents", "Users\t10", "Customers\t15", "Readers\t19", "Writers\t22"},
       40,
       LineRole::kHeader,
       "HBBBB"},
      {"a footer is no title",
       {"目录", "概要\t1", "释义\t5", "词汇\t9", "风险因素\t12"},
       2,
       LineRole::kFooter,
       "FBBBB"},
  };
  for (const auto& row : rows) {
    Document document;
    for (size_t p = 0; p < row.pages; ++p) {
      document.pages.push_back(PageOf(row.lines));
      document.pages.back().lines.front().role = row.role;
    }
    for (size_t p = 0; p < row.pages; ++p) EXPECT_EQ(Roles(document, p), row.roles) << row.what;
  }
}

}  // namespace
}  // namespace filing_review::extract
