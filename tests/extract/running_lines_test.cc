#include "extract/running_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::extract {
namespace {

void AddLine(const std::string& text, int32_t baseline, uint16_t block, Page* page,
             uint16_t size = 1000, int32_t start = 5000, int32_t end = 55000) {
  Line line;
  line.font_size = size;
  line.start = start;
  line.end = end;
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

// What stands at the top of a number of pages, in 12 points and centred unless told otherwise.
struct Part {
  std::vector<std::string> lines;
  int pages = 1;
  uint16_t size = 1200;
  int32_t middle = 30000;
  int32_t baseline = 4000;
  int32_t step = 4000;  // to the text below
  uint16_t text_size = 1000;
};

// A page a row of letters, one for each line of its top: its role.
std::vector<std::string> RolesOfTops(const std::vector<Part>& parts) {
  Document document;
  for (const Part& part : parts) {
    for (int p = 0; p < part.pages; ++p) {
      Page& page = document.pages.emplace_back();
      page.number = static_cast<int32_t>(document.pages.size());
      page.width = 60000;
      page.height = 80000;
      int32_t y = part.baseline;
      for (const std::string& line : part.lines) {
        const int32_t half = 300 * static_cast<int32_t>(line.size());
        AddLine(line, y, 0, &page, part.size, part.middle - half, part.middle + half);
        y += 1400;
      }
      y += part.step - 1400;
      const std::string n(static_cast<size_t>(page.number), 'x');
      AddLine("Text of page " + n, y, 1, &page, part.text_size);
      AddLine("and of other pages", y + 1400, 1, &page, part.text_size);
      AddLine("down to its end" + n, 60000, 2, &page);
    }
  }
  MarkRunningLines(&document);
  std::vector<std::string> out;
  for (const Page& page : document.pages)
    out.push_back(Roles(page).substr(0, Roles(page).size() - 3));
  return out;
}

TEST(RunningLines, TheHeaderOfAShortChapterIsToldByItsPlace) {
  using Tops = std::vector<std::string>;
  const struct {
    const char* what;
    std::vector<Part> parts;
    Tops roles;  // of the pages after the first four
  } rows[] = {
      {"English",
       {{{"RISK FACTORS"}, 4}, {{"CORPORATE INFORMATION"}}, {{"BUSINESS"}, 3}},
       {"H", "H", "H", "H"}},
      {"繁體中文",
       {{{"風險因素"}, 4}, {{"公司資料"}, 2}, {{"業務"}, 3}},
       {"H", "H", "H", "H", "H"}},
      {"the last chapter, two lines", {{{"业务"}, 4}, {{"附录五", "备查文件"}, 2}}, {"HH", "HH"}},
      {"a header of two lines that comes back",
       {{{"BUSINESS"}, 4}, {{"APPENDIX III", "SUMMARY OF THE LAW"}, 4}},
       {"HH", "HH", "HH", "HH"}},
      {"at the left edge",
       {{{"BUSINESS"}, 4, 1200, 10000},
        {{"SHARE CAPITAL"}, 1, 1200, 11500},
        {{"RISKS"}, 3, 1200, 9100}},
       {"H", "H", "H", "H"}},
      // What is body text stays body text.
      {"a page that begins higher up, in the type of the text",
       {{{"RISK FACTORS"}, 4}, {{"Users of the platform read"}, 1, 1000}, {{"BUSINESS"}, 3}},
       {"B", "H", "H", "H"}},
      {"a heading that the text follows closely",
       {{{"RISK FACTORS"}, 4}, {{"Our users"}, 1, 1200, 30000, 4000, 1400}, {{"BUSINESS"}, 3}},
       {"B", "H", "H", "H"}},
      {"in the type of what stands below it",
       {{{"RISK FACTORS"}, 4},
        {{"Our users"}, 1, 1200, 30000, 4000, 4000, 1200},
        {{"BUSINESS"}, 3}},
       {"B", "H", "H", "H"}},
      {"lines that end a sentence",
       {{{"RISK FACTORS"}, 4}, {{"We had users", "in 2023."}}, {{"BUSINESS"}, 3}},
       {"BB", "H", "H", "H"}},
      {"a sentence",
       {{{"风险因素"}, 4}, {{"截至期末，本平台有五百二十万名用户。"}}, {{"业务"}, 3}},
       {"B", "H", "H", "H"}},
      {"in another place",
       {{{"RISK FACTORS"}, 4}, {{"Our users"}, 1, 1200, 20000}, {{"BUSINESS"}, 3}},
       {"B", "H", "H", "H"}},
      {"on another baseline",
       {{{"RISK FACTORS"}, 4}, {{"Our users"}, 1, 1200, 30000, 4300}, {{"BUSINESS"}, 3}},
       {"B", "H", "H", "H"}},
      {"far from where headers stand",
       {{{"RISK FACTORS"}, 4}, {{}, 9}, {{"Our users"}}, {{}, 9}, {{"BUSINESS"}, 3}},
       {"", "", "", "", "", "", "", "", "",  "B", "",
        "", "", "", "", "", "", "", "", "H", "H", "H"}},
  };
  for (const auto& row : rows) {
    Tops roles = RolesOfTops(row.parts);
    EXPECT_EQ(Tops(roles.begin(), roles.begin() + 4), Tops(4, "H")) << row.what;
    roles.erase(roles.begin(), roles.begin() + 4);
    EXPECT_EQ(roles, row.roles) << row.what;
  }
}

// Where lines that come back are followed closely by text, text flows through their place: the
// line that stands there on another page says nothing of being a header.
TEST(RunningLines, APlaceThatTextFlowsThroughIsNone) {
  for (const char* line : {"We had over 5,200,000 users", "本公司拥有五百二十万名用户"}) {
    const std::vector<std::string> roles =
        RolesOfTops({{{"Page of the register"}, 8, 1000, 30000, 4000, 1400},
                     {{line}, 1, 1000, 30000, 4000, 1400}});
    EXPECT_EQ(roles.back(), "B") << line;
  }
}

// On some pages the text comes so close to the header that they share a block.
TEST(RunningLines, AHeaderMayStandCloseToTheText) {
  const auto roles = [](int bound_pages) {
    Document document;
    for (int p = 0; p < 16; ++p) {
      Page& page = document.pages.emplace_back();
      page.number = p + 1;
      page.width = 60000;
      page.height = 80000;
      AddLine("晨星科技股份有限公司 招股说明书", 4000, 0, &page);
      AddLine("第" + std::string(static_cast<size_t>(p + 1), 'x') + "行", 5800,
              p < bound_pages ? 0 : 1, &page);
    }
    MarkRunningLines(&document);
    std::string out;
    for (const Page& page : document.pages) out += Roles(page)[0];
    return out;
  };
  EXPECT_EQ(roles(0), std::string(16, 'H'));
  EXPECT_EQ(roles(7), std::string(16, 'H'));
  // Else it is the head of what stands below.
  EXPECT_EQ(roles(12), std::string(12, 'B') + std::string(4, 'H'));
  EXPECT_EQ(roles(16), std::string(16, 'B'));
}

TEST(RunningLines, ChaptersThatHeadersNameAreTheOutlineWhereThereIsNone) {
  Document document;
  for (int p = 0; p < 12; ++p) {
    Page& page = document.pages.emplace_back();
    page.number = p + 1;
    page.width = 60000;
    page.height = 80000;
    AddLine(p < 4 ? "概要" : p < 8 ? "風險因素" : "業務", 4000, 0, &page);
    AddLine("第" + std::string(static_cast<size_t>(p + 1), 'x') + "行", 8000, 1, &page);
  }
  Document told = document;
  MarkRunningLines(&document);
  ASSERT_EQ(document.outline.size(), 3u);
  EXPECT_EQ(document.outline[1].title, "風險因素");
  EXPECT_EQ(document.outline[1].page, 5);
  told.outline.push_back({"招股章程", 0, 1});
  MarkRunningLines(&told);
  EXPECT_EQ(told.outline.size(), 1u);
}

}  // namespace
}  // namespace filing_review::extract
