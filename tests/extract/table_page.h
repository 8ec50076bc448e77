// Pages whose lines are set by hand, and tables as text: for tests of tables.
//
//   PageBuilder page(1);
//   page.Row({{50, "Name"}, {200, "Shares"}}).Row({{50, "Alder Ltd."}, {200, "1,200"}});
//   DumpAll({page.Build()});   // "table", "H | 0 Name | 1 Shares", "- | 0 Alder Ltd. | 1 1,200"
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extract/tables.h"

namespace filing_review::extract {

struct PrintedText {
  int x;             // points
  std::string text;  // 5 points an ASCII character, 10 points any other
};

// A page whose lines are set by hand. One call of Row is one baseline, 12 points below the last
// one unless told otherwise; several pieces are cells of one line.
class PageBuilder {
 public:
  explicit PageBuilder(int number) {
    page_.number = number;
    page_.width = 60000;
    page_.height = 80000;
  }

  PageBuilder& Row(const std::vector<PrintedText>& pieces, int step = 12, bool bold = false) {
    y_ += step * 100;
    Line line;
    line.text_begin = static_cast<uint32_t>(page_.text.size());
    line.char_begin = static_cast<uint32_t>(page_.char_start.size());
    line.cross0 = y_;
    line.cross1 = y_ + 1000;
    line.start = pieces.front().x * 100;
    line.font_size = 1000;
    line.bold = bold;
    for (const PrintedText& piece : pieces) {
      if (&piece != &pieces.front()) Char('\t', line.end, piece.x * 100);
      LineCell cell;
      cell.char_begin = static_cast<uint32_t>(page_.char_start.size());
      cell.x0 = piece.x * 100;
      int x = cell.x0;
      for (size_t i = 0; i < piece.text.size();) {
        size_t n = 1;
        while (i + n < piece.text.size() && (piece.text[i + n] & 0xC0) == 0x80) ++n;
        const int next = x + (n == 1 ? 500 : 1000);
        for (size_t k = 0; k < n; ++k) page_.text += piece.text[i + k];
        page_.char_start.push_back(x);
        page_.char_end.push_back(next);
        x = next;
        i += n;
      }
      cell.x1 = line.end = x;
      cell.char_end = static_cast<uint32_t>(page_.char_start.size());
      if (pieces.size() > 1) line.cells.push_back(cell);
    }
    line.text_end = static_cast<uint32_t>(page_.text.size());
    line.char_end = static_cast<uint32_t>(page_.char_start.size());
    page_.text += '\n';
    page_.lines.push_back(line);
    return *this;
  }

  Page Build() { return page_; }

 private:
  void Char(char c, int x0, int x1) {
    page_.text += c;
    page_.char_start.push_back(x0);
    page_.char_end.push_back(std::max(x1, x0 + 1));
  }

  Page page_;
  int y_ = 5000;
};

// "H a|b / c|d" : rows in order, heads marked, cells of a row as text.
inline std::vector<std::string> Dump(const Document& document, const Table& table) {
  std::vector<std::string> out;
  for (const TableRow& row : table.rows) {
    std::string text = row.head ? "H" : "-";
    for (const TableCell& cell : row.cells) {
      absl::StrAppend(&text, " | ", cell.column);
      if (cell.column_end != cell.column + 1) absl::StrAppend(&text, "-", cell.column_end);
      absl::StrAppend(&text, " ", CellRawText(document, cell));
    }
    out.push_back(text);
  }
  return out;
}

inline std::vector<std::string> DumpAll(const std::vector<Page>& pages) {
  Document document;
  document.pages = pages;
  std::vector<std::string> out;
  for (const Table& table : FindTables(document)) {
    out.push_back(table.continues ? "continues" : "table");
    for (std::string& row : Dump(document, table)) out.push_back(std::move(row));
  }
  return out;
}

}  // namespace filing_review::extract
