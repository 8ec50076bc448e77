#include "extract/running_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace filing_review::extract {
namespace {

void AddLine(const std::string& text, int32_t baseline, uint16_t block, Page* page) {
  Line line;
  line.text_begin = static_cast<uint32_t>(page->text.size());
  page->text += text;
  line.text_end = static_cast<uint32_t>(page->text.size());
  page->text += '\n';
  line.cross0 = baseline - 900;
  line.cross1 = baseline + 200;
  line.block = block;
  page->lines.push_back(line);
}

std::string Roles(const Page& page) {
  std::string out;
  for (const Line& line : page.lines) out += "BHFN"[static_cast<int>(line.role)];
  return out;
}

TEST(RunningLines, AreToldByComingBack) {
  const struct {
    const char* what;
    const char* header;
    const char* footer;  // # stands for the page's number
    const char* roles;
  } rows[] = {
      {"Chinese", "晨星科技股份有限公司 招股说明书", "1-1-#", "HBBN"},
      {"English", "RISK FACTORS", "– # –", "HBBN"},
      {"a footer with words", "招股意向书", "Confidential draft #", "HBBF"},
      {"pages of", "BUSINESS", "Page # of 300", "HBBN"},
      {"页", "业务", "第 # 页", "HBBN"},
  };
  for (const auto& row : rows) {
    Document document;
    for (int p = 0; p < 12; ++p) {
      Page page;
      page.number = p + 1;
      page.width = 60000;
      page.height = 80000;
      AddLine(row.header, 4000, 0, &page);
      AddLine("Body text of page " + std::string(static_cast<size_t>(p + 1), 'x'), 9000, 1, &page);
      AddLine("and of other pages", 40000 + 1000 * p, 1, &page);
      std::string footer = row.footer;
      footer.replace(footer.find('#'), 1, std::to_string(p + 30));
      AddLine(footer, 77000, 2, &page);
      document.pages.push_back(page);
    }
    MarkRunningLines(&document);
    for (const Page& page : document.pages) EXPECT_EQ(Roles(page), row.roles) << row.what;
  }
}

TEST(RunningLines, LeaveBodyAlone) {
  Document document;
  for (int p = 0; p < 8; ++p) {
    Page page;
    page.number = p + 1;
    page.width = 60000;
    page.height = 80000;
    // The head of a table that goes on over pages stands in one block with its rows.
    AddLine("Name of holder", 4000, 0, &page);
    AddLine("row " + std::string(static_cast<size_t>(p + 1), 'r'), 5500, 0, &page);
    // A figure at the foot that does not count pages.
    AddLine(std::to_string(1000 + p * p * 37), 77000, 1, &page);
    document.pages.push_back(page);
  }
  MarkRunningLines(&document);
  for (const Page& page : document.pages) EXPECT_EQ(Roles(page), "BBB");
}

}  // namespace
}  // namespace filing_review::extract
