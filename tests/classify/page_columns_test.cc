#include "classify/page_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace filing_review::classify {
namespace {

void Add(int32_t start, int32_t end, int32_t y, extract::Page* page) {
  extract::Line line;
  line.start = start;
  line.end = end;
  line.cross0 = y;
  line.cross1 = y + 1000;
  line.font_size = 1000;
  page->lines.push_back(line);
}

TEST(ColumnsOf, EndWhereTheOrderGoesUpThePage) {
  extract::Page page;
  Add(10000, 50000, 4000, &page);  // a title over both columns
  for (int i = 0; i < 5; ++i) Add(5000, 27000 + 100 * i, 8000 + 1400 * i, &page);
  for (int i = 0; i < 4; ++i) Add(30000, 55000, 8000 + 1400 * i, &page);
  const PageColumns columns = ColumnsOf(page);
  EXPECT_TRUE(columns.several);
  for (size_t i = 0; i < page.lines.size(); ++i) {
    EXPECT_EQ(columns.head[i], i == 0 || i == 6) << i;
    EXPECT_EQ(columns.right[i], i == 0 ? 55000 : i < 6 ? 27400 : 55000) << i;
  }
}

TEST(ColumnsOf, APageOfOneColumnHasOneRightEdge) {
  extract::Page page;
  Add(5000, 30000, 4000, &page);
  Add(7000, 55000, 5400, &page);
  Add(40000, 45000, 5300, &page);  // a little higher, in the same row
  Add(5000, 20000, 8000, &page);
  page.lines[0].role = extract::LineRole::kHeader;
  const PageColumns columns = ColumnsOf(page);
  EXPECT_FALSE(columns.several);
  EXPECT_EQ(columns.head, (std::vector<bool>{false, true, false, false}));
  EXPECT_EQ(columns.right, (std::vector<int32_t>(4, 55000)));
}

}  // namespace
}  // namespace filing_review::classify
