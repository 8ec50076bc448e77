// Names of holders whose lines the layout gave to another row, to no row, or to the next page.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "classify/holder_table_lines.h"
#include "classify/holder_table_repair.h"
#include "tests/classify/holder_lexicon.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

// A page of lines of which tables are put together by hand: a name, a figure.
class HandMadeTable : public testing::Test {
 protected:
  void SetPage(const std::string& text) {
    document_ = TextDocument({text});
    analyzed_ = std::make_unique<AnalyzedDocument>(Analyze(document_));
    table_.page = 1;
    table_.column_x = {0, 20000};
  }

  extract::CellPiece Line(uint32_t line) const {
    const extract::Line& l = document_.pages[0].lines[line];
    return {0, line, l.char_begin, l.char_end};
  }

  extract::TableCell Cell(uint16_t column, const std::vector<uint32_t>& lines) const {
    extract::TableCell cell;
    cell.column = column;
    cell.column_end = static_cast<uint16_t>(column + 1);
    cell.x0 = column * 20000;
    for (const uint32_t line : lines) cell.pieces.push_back(Line(line));
    return cell;
  }

  void AddRow(const std::vector<uint32_t>& name, const std::vector<uint32_t>& figure) {
    extract::TableRow row;
    row.cells = {Cell(0, name), Cell(1, figure)};
    table_.rows.push_back(row);
  }

  std::string Name(size_t row) const { return CellOriginal(*analyzed_, table_.rows[row].cells[0]); }

  static std::vector<HolderColumn> Columns() {
    std::vector<HolderColumn> columns(2);
    columns[0].role = HolderColumnRole::kName;
    columns[1].role = HolderColumnRole::kPercent;
    return columns;
  }

  extract::Document document_;
  std::unique_ptr<AnalyzedDocument> analyzed_;
  extract::Table table_;
};

TEST_F(HandMadeTable, NamesCentredOnTheirFiguresTakeTheNearestLines) {
  SetPage("青竹\n\t\t\t9.0%\n长安\n明远\n\t\t\t1.5%\n创投");
  AddRow({0, 2, 3}, {1});
  AddRow({5}, {4});
  ASSERT_TRUE(JoinCutNames(*analyzed_, Lexicon(), Columns(), 0, 0, table_));
  EXPECT_EQ(Name(0), "青竹长安");
  EXPECT_EQ(Name(1), "明远创投");
}

TEST_F(HandMadeTable, NamesThatAreCentredStay) {
  SetPage("青竹\n\t\t\t9.0%\n长安\n明远\n\t\t\t1.5%\n创投");
  AddRow({0, 2}, {1});
  AddRow({3, 5}, {4});
  EXPECT_FALSE(JoinCutNames(*analyzed_, Lexicon(), Columns(), 0, 0, table_));
}

TEST_F(HandMadeTable, LinesBelowAtThePitchOfTheNameBelongToIt) {
  SetPage("Pine Harbour\nEquity\nInvestment\nFund\n\nNotes:");
  AddRow({0, 1}, {0});
  ASSERT_TRUE(TakeLinesBelow(*analyzed_, 0, table_));
  EXPECT_EQ(table_.rows[0].cells[0].pieces.size(), 4u);
  EXPECT_EQ(Name(0), "Pine Harbour Equity Investment Fund");
}

TEST_F(HandMadeTable, OtherLinesBelowDoNot) {
  // Wider than the names; a note; below a name of one line.
  for (const char* below : {"Investment in the shares of the company", "Notes:"}) {
    SetPage("Pine Harbour\nEquity\n" + std::string(below));
    table_.rows.clear();
    AddRow({0, 1}, {0});
    table_.rows[0].cells[1].x0 = 9000;
    EXPECT_FALSE(TakeLinesBelow(*analyzed_, 0, table_)) << below;
  }
  table_.rows.clear();
  AddRow({0}, {0});
  EXPECT_FALSE(TakeLinesBelow(*analyzed_, 0, table_));
}

TEST_F(HandMadeTable, TheRestOfANameOnTheNextPageEndsWithItsBracket) {
  SetPage("Partnership)\n(松岭合夥企業)\nNote 4\nJoint Pine Fund");
  AddRow({0, 1, 2, 3}, {3});
  const extract::TableCell rest =
      CutNameRest(*analyzed_, Lexicon(), "Pine Harbour (Limited", 0, 0, table_);
  EXPECT_EQ(rest.pieces.size(), 3u);
  EXPECT_EQ(Name(0), "Joint Pine Fund");
}

TEST_F(HandMadeTable, AWholeNameOnTheNextPageStays) {
  SetPage("Joint Pine\nFund (HK)\nLimited");
  AddRow({0, 1, 2}, {0});
  EXPECT_TRUE(
      CutNameRest(*analyzed_, Lexicon(), "Pine Harbour Limited", 0, 0, table_).pieces.empty());
  EXPECT_EQ(table_.rows[0].cells[0].pieces.size(), 3u);
}

TEST_F(HandMadeTable, WordsSpacedOutIntoAColumnWithoutAHeadBelongToTheName) {
  SetPage("Star\nBairui\n2.1%");
  extract::TableRow row;
  row.cells = {Cell(0, {0}), Cell(1, {1}), Cell(2, {2})};
  table_.rows = {row};
  std::vector<HolderColumn> columns(3);
  columns[0].role = HolderColumnRole::kName;
  columns[2].role = HolderColumnRole::kPercent;
  ASSERT_TRUE(JoinSpacedNames(*analyzed_, columns, 0, 0, table_));
  EXPECT_EQ(table_.rows[0].cells.size(), 2u);
  EXPECT_EQ(table_.rows[0].cells[0].pieces.size(), 2u);
  // With a head it is a column of its own.
  table_.rows = {row};
  columns[1].head = "股东性质";
  EXPECT_FALSE(JoinSpacedNames(*analyzed_, columns, 0, 0, table_));
}

}  // namespace
}  // namespace filing_review::classify
