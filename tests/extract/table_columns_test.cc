#include "extract/table_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extract/table_page.h"

namespace filing_review::extract {
namespace {

// Left edges of the columns of a page's rows, points.
std::vector<int> Lefts(const std::vector<VisualRow>& rows) {
  std::vector<int> out;
  for (const Span& column : FindColumns(rows, 0, rows.size())) out.push_back(column.x0 / 100);
  return out;
}

// Segments of a row with their columns: "0 Name | 1 120".
std::string Cells(const Page& page, const VisualRow& row) {
  std::string out;
  for (const Segment& s : row.segments) {
    absl::StrAppend(&out, out.empty() ? "" : " | ", s.column);
    if (s.column_end != s.column + 1) absl::StrAppend(&out, "-", s.column_end);
    absl::StrAppend(&out, " ", std::string(SegmentText(page, s)));
  }
  return out;
}

TEST(FindColumns, AreWhatRowsOfFiguresLeaveFree) {
  const Page page = PageBuilder(1)
                        .Row({{50, "A head that runs over all of the columns of the table"}})
                        .Row({{50, "Users"}, {200, "1,200"}, {300, "1,300"}})
                        .Row({{50, "用户"}, {205, "120"}, {305, "130"}})
                        .Build();
  EXPECT_EQ(Lefts(VisualRows(page)), (std::vector<int>{50, 200, 300}));
  const Page prose = PageBuilder(1).Row({{50, "one line"}}).Row({{50, "another"}}).Build();
  EXPECT_LT(Lefts(VisualRows(prose)).size(), 2u);
}

TEST(FitToColumns, CutsWhatStandsInTwoColumns) {
  const Page page = PageBuilder(1)
                        .Row({{50, "甲公司"}, {200, "1,200"}, {240, "12.00%"}})
                        .Row({{50, "乙公司"}, {200, "1,800"}, {240, "18.00%"}})
                        .Row({{50, "丙公司"}, {207, "1,000 9.00%"}})
                        .Build();
  std::vector<VisualRow> rows = VisualRows(page);
  const std::vector<Span> columns = FindColumns(rows, 0, rows.size());
  ASSERT_EQ(columns.size(), 3u);
  for (VisualRow& row : rows) FitToColumns(page, columns, row);
  EXPECT_EQ(Cells(page, rows[0]), "0 甲公司 | 1 1,200 | 2 12.00%");
  EXPECT_EQ(Cells(page, rows[2]), "0 丙公司 | 1 1,000 | 2 9.00%");
}

TEST(CutBeforeFigures, NeedsFiguresOfSeveralRowsAtOnePlace) {
  PageBuilder aligned(1), ragged(1);
  // Names of 12 characters each: the figures start at one place.
  for (const char* name : {"Pine Fund II", "Fir Fund III", "Elm Fund LLP"}) {
    aligned.Row({{50, std::string(name) + " 12,000,000"}, {300, "4.1%"}});
  }
  for (const char* name : {"Pine", "Fir Fund III", "Elm Growth Partners"}) {
    ragged.Row({{50, std::string(name) + " 12,000,000"}, {300, "4.1%"}});
  }
  for (const bool at_one_place : {true, false}) {
    const Page page = (at_one_place ? aligned : ragged).Build();
    std::vector<VisualRow> rows = VisualRows(page);
    CutBeforeFigures(page, rows, 0, rows.size());
    for (const VisualRow& row : rows) {
      EXPECT_EQ(row.segments.size(), at_one_place ? 3u : 2u);
    }
  }
}

}  // namespace
}  // namespace filing_review::extract
