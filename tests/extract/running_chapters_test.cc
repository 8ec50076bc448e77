#include "extract/running_chapters.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::extract {
namespace {

struct Part {
  std::vector<std::string> headers;  // lines; a tab divides cells
  int pages;
  std::vector<std::string> body = {};  // lines of the first page, or of the text
};

void AddLine(const std::string& text, LineRole role, Page* page) {
  Line line;
  line.text_begin = static_cast<uint32_t>(page->text.size());
  page->text += text;
  line.text_end = static_cast<uint32_t>(page->text.size());
  page->text += '\n';
  line.role = role;
  page->lines.push_back(line);
}

// "page depth title" a chapter.
std::vector<std::string> Chapters(const std::vector<Part>& parts) {
  Document document;
  for (const Part& part : parts) {
    for (int p = 0; p < part.pages; ++p) {
      Page& page = document.pages.emplace_back();
      page.number = static_cast<int32_t>(document.pages.size());
      for (const std::string& header : part.headers) AddLine(header, LineRole::kHeader, &page);
      AddLine("A line of the text, which is like that of the other pages", LineRole::kBody, &page);
      for (const std::string& line : part.body) {
        if (p + 1 == part.pages) AddLine(line, LineRole::kBody, &page);
      }
    }
  }
  std::vector<std::string> out;
  for (const OutlineEntry& entry : RunningChapters(document)) {
    out.push_back(std::to_string(entry.page) + " " + std::to_string(entry.depth) + " " +
                  entry.title);
  }
  return out;
}

using Rows = std::vector<std::string>;

TEST(RunningChapters, AreHeadersThatChange) {
  const struct {
    const char* what;
    std::vector<Part> parts;
    Rows chapters;
  } rows[] = {
      {"English",
       {{{"SUMMARY"}, 4}, {{"RISK FACTORS"}, 6}, {{"BUSINESS"}, 8}},
       {"1 0 SUMMARY", "5 0 RISK FACTORS", "11 0 BUSINESS"}},
      {"繁體中文，標題字距加寬",
       {{{"概\t要"}, 4}, {{"風險因素"}, 6}, {{"業\t務"}, 8}},
       {"1 0 概要", "5 0 風險因素", "11 0 業務"}},
      {"简体中文，公司名称每页都有",
       {{{"晨星科技股份有限公司\t第一节 释义"}, 4},
        {{"晨星科技股份有限公司\t第二节 概览"}, 6},
        {{"晨星科技股份有限公司\t第三节 风险因素"}, 8}},
       {"1 0 第一节 释义", "5 0 第二节 概览", "11 0 第三节 风险因素"}},
      {"pages without a header, a number in the header, a chapter of one page",
       {{{"Page 1 of 40\tSUMMARY"}, 4},
        {{}, 1},
        {{"Page 6 of 40\tRISK FACTORS"}, 6},
        {{"Page 12 of 40\tCORPORATE INFORMATION"}, 1},
        {{"Page 13 of 40\tBUSINESS"}, 8}},
       {"1 0 SUMMARY", "6 0 RISK FACTORS", "12 0 CORPORATE INFORMATION", "13 0 BUSINESS"}},
      {"a header of two lines",
       {{{"SUMMARY"}, 6},
        {{"APPENDIX I\tSUMMARY OF THE CONSTITUTION", "AND THE COMPANIES LAW"}, 4},
        {{"APPENDIX II\tFURTHER INFORMATION"}, 6}},
       {"1 0 SUMMARY", "7 0 APPENDIX I SUMMARY OF THE CONSTITUTION AND THE COMPANIES LAW",
        "11 0 APPENDIX II FURTHER INFORMATION"}},
      {"sections within a chapter",
       {{{"SUMMARY"}, 4},
        {{"BUSINESS", "Our users"}, 3},
        {{"BUSINESS", "Our technology"}, 3},
        {{"RISK FACTORS"}, 6}},
       {"1 0 SUMMARY", "5 0 BUSINESS", "5 1 Our users", "8 1 Our technology", "11 0 RISK FACTORS"}},
      {"the contents are no chapter",
       {{{"SUMMARY"}, 4}, {{"TABLE OF CONTENTS"}, 3}, {{"RISK FACTORS"}, 6}, {{"BUSINESS"}, 8}},
       {"1 0 SUMMARY", "8 0 RISK FACTORS", "14 0 BUSINESS"}},
      {"a chapter opens with its title in place of the header, or at the foot of a page",
       {{{"SUMMARY"}, 4},
        {{}, 1, {"Risk", "Factors"}},
        {{"RISK FACTORS"}, 5, {"Business"}},
        {{"BUSINESS"}, 8}},
       {"1 0 SUMMARY", "5 0 RISK FACTORS", "10 0 BUSINESS"}},
      {"章名在前一页正文中",
       {{{"概要"}, 4}, {{}, 1, {"風險因素"}}, {{"風險因素"}, 5}, {{"業務"}, 8}},
       {"1 0 概要", "5 0 風險因素", "11 0 業務"}},
  };
  for (const auto& row : rows) EXPECT_EQ(Chapters(row.parts), row.chapters) << row.what;
}

TEST(RunningChapters, OtherHeadersNameNone) {
  const struct {
    const char* what;
    std::vector<Part> parts;
  } rows[] = {
      {"the issuer's name on all pages", {{{"晨星科技股份有限公司招股说明书"}, 20}}},
      {"two parts", {{{"PROSPECTUS"}, 10}, {{"ANNEX"}, 10}}},
      {"a header of its own on each page",
       {{{"A"}, 1}, {{"B one"}, 1}, {{"C two"}, 1}, {{"D x"}, 1}}},
      {"headers of a few pages at the end",
       {{{}, 30}, {{"CONSENT"}, 2}, {{"CERTIFICATE"}, 2}, {{"SIGNATURES"}, 2}}},
      {"headings that go on",
       {{{"1. Principles (Continued)"}, 5},
        {{"2. Revenue (continued)"}, 5},
        {{"三、收入（續）"}, 5}}},
      {"headers that come back far apart",
       {{{"Exhibit"}, 1},
        {{}, 9},
        {{"Exhibit"}, 1},
        {{"SCHEDULE"}, 1},
        {{}, 9},
        {{"SCHEDULE"}, 1}}},
      {"none at all", {{{}, 12}}},
  };
  for (const auto& row : rows) EXPECT_EQ(Chapters(row.parts), Rows()) << row.what;
}

}  // namespace
}  // namespace filing_review::extract
