// Lines of a terminal report: headings, wrapped paragraphs, tables of fixed columns.
//
//   TextPage page(100, /*color=*/false);
//   page.Heading("Holders");
//   page.Row({{"Harbour Fund", 40}, {"12.8 %", 10}});
//   page.Paragraph("A long sentence …", 4, TextPage::Style::kQuote);
//
// Every string given is passed through PlainText. Not thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filing_review::render {

class TextPage {
 public:
  enum class Style { kPlain, kStrong, kQuote, kGood, kBad, kDoubt };

  struct Cell {
    std::string text;
    int width;  // columns, at least 8; the text is cut or padded to it
    bool right = false;
    Style style = Style::kPlain;
  };

  TextPage(int columns, bool color) : columns_(columns), color_(color) {}

  void Heading(std::string_view text);
  void Blank() { out_ += '\n'; }

  // Wrapped text; the first line starts with `lead`, the others are indented as far.
  void Paragraph(std::string_view text, int indent, Style style = Style::kPlain,
                 std::string_view lead = "");

  // One line of cells with two spaces between them and before the first. Where the page is too
  // narrow, the widest cells give way.
  void Row(std::vector<Cell> cells);

  int columns() const { return columns_; }
  std::string Take() { return std::move(out_); }

 private:
  void Append(std::string_view text, Style style);

  const int columns_;
  const bool color_;
  std::string out_;
};

}  // namespace filing_review::render
