#include "extract/page_codec.h"

#include <gtest/gtest.h>

#include "extract/frame.h"
#include "extract/line_layout.h"
#include "extract/page_ranges.h"

namespace filing_review::extract {
namespace {

Page SomePage() {
  PageGlyphs glyphs;
  glyphs.number = 7;
  glyphs.width = 600;
  glyphs.height = 800;
  glyphs.rotation = 90;
  glyphs.unmapped_glyphs = 3;
  glyphs.image_share = 0.9f;
  glyphs.fonts.push_back({"Kai", true, false});
  float x = 50;
  for (const char32_t c : U"用户数5亿") {
    if (c == 0) break;
    Glyph g;
    g.code = c;
    g.x = c == '5' ? x += 100 : x;
    g.y = 100;
    g.dx = 10;
    g.size = 10;
    g.bold = true;
    x += 10;
    glyphs.glyphs.push_back(g);
  }
  Glyph mark = glyphs.glyphs.back();
  mark.x = x + 0.5f;
  mark.y = 96;
  mark.size = 6;
  mark.dx = 3;
  mark.code = '1';
  glyphs.glyphs.push_back(mark);
  Page page;
  LayOutPage(glyphs, &page);
  page.unread_reason = "garbled_text";
  return page;
}

TEST(PageCodec, GivesBackWhatWasPacked) {
  const Page page = SomePage();
  ASSERT_EQ(page.text, "用户数\t5亿1\n");
  ASSERT_EQ(page.superscripts.size(), 1u);
  worker::v1::PackedPage packed;
  PackPage(page, &packed);
  Page back;
  ASSERT_TRUE(UnpackPage(packed, &back));
  EXPECT_EQ(back.number, page.number);
  EXPECT_EQ(back.width, page.width);
  EXPECT_EQ(back.rotation, page.rotation);
  EXPECT_EQ(back.text, page.text);
  EXPECT_EQ(back.char_start, page.char_start);
  EXPECT_EQ(back.char_end, page.char_end);
  EXPECT_EQ(back.unmapped_glyphs, 3u);
  EXPECT_TRUE(back.image_page);
  EXPECT_EQ(back.unread_reason, "garbled_text");
  EXPECT_EQ(back.fonts.at(0).name, "Kai");
  EXPECT_EQ(back.superscripts.at(0).char_begin, page.superscripts[0].char_begin);
  EXPECT_EQ(back.superscripts.at(0).char_end, page.superscripts[0].char_end);
  ASSERT_EQ(back.lines.size(), page.lines.size());
  const Line &a = page.lines[0], &b = back.lines[0];
  EXPECT_EQ(b.text_end, a.text_end);
  EXPECT_EQ(b.char_end, a.char_end);
  EXPECT_EQ(b.start, a.start);
  EXPECT_EQ(b.end, a.end);
  EXPECT_EQ(b.cross0, a.cross0);
  EXPECT_EQ(b.cross1, a.cross1);
  EXPECT_EQ(b.font_size, a.font_size);
  EXPECT_EQ(b.bold, a.bold);
  ASSERT_EQ(b.cells.size(), 2u);
  ASSERT_EQ(a.cells.size(), 2u);
  EXPECT_EQ(b.cells[1].char_begin, a.cells[1].char_begin);
  EXPECT_EQ(b.cells[1].x0, a.cells[1].x0);
  EXPECT_EQ(b.cells[1].x1, a.cells[1].x1);
}

// Places and advances of any size, with those at which the form of the numbers changes.
TEST(PageCodec, NumbersOfAnySize) {
  const int32_t numbers[] = {0, 1, -1, 32767, 32768, -32767, -32768, -32769, 65536, 10'000'000};
  Page page;
  page.number = 1;
  page.text = "ab\n";
  page.lines.resize(1);
  page.lines[0].text_end = page.lines[0].char_end = 2;
  for (const int32_t gap : numbers) {
    for (const int32_t advance : numbers) {
      page.char_start = {5, 5 + 10 + gap};
      page.char_end = {15, 5 + 10 + gap + advance};
      worker::v1::PackedPage packed;
      PackPage(page, &packed);
      Page back;
      ASSERT_TRUE(UnpackPage(packed, &back)) << gap << " " << advance;
      EXPECT_EQ(back.char_start, page.char_start);
      EXPECT_EQ(back.char_end, page.char_end);
    }
  }
}

TEST(PageCodec, RefusesColumnsThatDoNotFit) {
  worker::v1::PackedPage sound;
  PackPage(SomePage(), &sound);
  Page page;
  const auto refuses = [&](auto change) {
    worker::v1::PackedPage packed = sound;
    change(&packed);
    return !UnpackPage(packed, &page);
  };
  EXPECT_FALSE(refuses([](auto*) {}));
  EXPECT_TRUE(refuses([](auto* p) { p->mutable_edges()->append(4, '\1'); }));
  EXPECT_TRUE(refuses([](auto* p) { p->mutable_edges()->pop_back(); }));
  // 2^31 - 1 in place of the first gap, and a number that is cut off.
  EXPECT_TRUE(refuses([](auto* p) {
    p->mutable_edges()->replace(0, 2, std::string("\0\x80\xFF\xFF\xFF\x7F", 6));
  }));
  EXPECT_TRUE(refuses([](auto* p) {
    p->mutable_edges()->replace(p->edges().size() - 2, 2, std::string("\0\x80", 2));
  }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_line_chars(0, 4'000'000'000u); }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_line_chars(0, 0); }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_text("short"); }));
  EXPECT_TRUE(refuses([](auto* p) { p->mutable_text()->append("more\n"); }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_superscripts(0, 99); }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_superscripts(2, 99); }));
  EXPECT_TRUE(refuses([](auto* p) { p->set_line_font(0, 5); }));
}

TEST(Frames, ComeOutAsTheyWentInHoweverTheyAreCut) {
  std::string bytes;
  const std::string messages[] = {"", "a", std::string(100'000, 'b')};
  for (const std::string& message : messages) AppendFrame(message, &bytes);
  for (const size_t step : {size_t{1}, size_t{3}, size_t{4096}, bytes.size()}) {
    FrameReader reader;
    std::vector<std::string> got;
    for (size_t at = 0; at < bytes.size(); at += step) {
      reader.Append(bytes.data() + at, std::min(step, bytes.size() - at));
      std::string_view message;
      while (reader.Next(&message)) got.emplace_back(message);
    }
    ASSERT_EQ(got.size(), 3u) << step;
    for (size_t i = 0; i < 3; ++i) EXPECT_EQ(got[i], messages[i]);
  }
  FrameReader reader;
  reader.Append("\xFF\xFF\xFF\xFF", 4);
  std::string_view message;
  EXPECT_FALSE(reader.Next(&message));
  EXPECT_TRUE(reader.broken());
}

TEST(PageRanges, HandOutEachPageOnce) {
  for (const int workers : {1, 2, 8}) {
    for (const int pages : {1, 7, 41, 1000}) {
      PageRanges ranges(pages, workers);
      std::vector<int> seen(static_cast<size_t>(pages), 0);
      while (!ranges.empty()) {
        const PageRange range = ranges.Take();
        ASSERT_LE(range.first, range.last);
        for (int n = range.first; n <= range.last; ++n) ++seen[static_cast<size_t>(n - 1)];
      }
      for (const int times : seen) EXPECT_EQ(times, 1);
    }
  }
  PageRanges ranges(100, 2);
  PageRange range = ranges.Take();
  range.first = range.last;
  range.alone = true;
  ranges.GiveBack(range);
  const PageRange again = ranges.Take();
  EXPECT_EQ(again.first, range.last);
  EXPECT_EQ(again.last, range.last);
  EXPECT_TRUE(again.alone);
}

}  // namespace
}  // namespace filing_review::extract
