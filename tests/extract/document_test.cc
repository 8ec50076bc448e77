#include "extract/document.h"

#include <gtest/gtest.h>

namespace filing_review::extract {
namespace {

Page OneLine(Direction direction) {
  Page page;
  page.text = "ab\n";
  Line line;
  line.text_end = 2;
  line.char_end = 2;
  line.cross0 = 100;
  line.cross1 = 200;
  line.direction = direction;
  page.lines.push_back(line);
  page.char_start = {1000, 1500};
  page.char_end = {1500, 2100};
  return page;
}

TEST(PageBox, RunsAlongTheLine) {
  const Page page = OneLine(Direction::kRight);
  const Box box = page.RangeBox(page.lines[0], 0, 2);
  EXPECT_EQ(box.x0, 1000);
  EXPECT_EQ(box.x1, 2100);
  EXPECT_EQ(box.y0, 100);
  EXPECT_EQ(box.y1, 200);
}

TEST(PageBox, VerticalLinesRunDownThePage) {
  const Page page = OneLine(Direction::kDown);
  const Box box = page.CharBox(page.lines[0], 1);
  EXPECT_EQ(box.y0, 1500);
  EXPECT_EQ(box.y1, 2100);
  EXPECT_EQ(box.x0, 100);
  EXPECT_EQ(box.x1, 200);
}

}  // namespace
}  // namespace filing_review::extract
