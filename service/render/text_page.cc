#include "service/render/text_page.h"

#include <algorithm>

#include "service/render/plain_text.h"

namespace filing_review::render {

namespace {

// ECMA-48 select graphic rendition.
std::string_view Code(TextPage::Style style) {
  switch (style) {
    case TextPage::Style::kPlain:
      return "";
    case TextPage::Style::kStrong:
      return "\x1b[1m";
    case TextPage::Style::kQuote:
      return "\x1b[2m";
    case TextPage::Style::kGood:
      return "\x1b[32m";
    case TextPage::Style::kBad:
      return "\x1b[31m";
    case TextPage::Style::kDoubt:
      return "\x1b[33m";
  }
  return "";
}

// Takes columns from the widest cells until all have room in `columns`.
void Shrink(std::vector<TextPage::Cell>& cells, int columns) {
  int sum = 0;
  for (const TextPage::Cell& cell : cells) sum += cell.width;
  for (; sum > columns; --sum) {
    auto widest = std::max_element(cells.begin(), cells.end(),
                                   [](const auto& a, const auto& b) { return a.width < b.width; });
    if (widest == cells.end() || widest->width <= 1) return;
    --widest->width;
  }
}

void TrimEnd(std::string& out) {
  while (!out.empty() && out.back() == ' ') out.pop_back();
}

}  // namespace

void TextPage::Append(std::string_view text, Style style) {
  if (!color_ || style == Style::kPlain) {
    out_ += text;
    return;
  }
  out_ += Code(style);
  out_ += text;
  out_ += "\x1b[0m";
}

void TextPage::Heading(std::string_view text) {
  const std::string plain = PlainText(text);
  out_ += '\n';
  Append(plain, Style::kStrong);
  out_ += '\n';
  for (int i = 0; i < std::min(columns_, DisplayWidth(plain)); ++i) out_ += "─";
  out_ += '\n';
}

void TextPage::Paragraph(std::string_view text, int indent, Style style, std::string_view lead) {
  const std::string margin(static_cast<size_t>(indent + DisplayWidth(lead)), ' ');
  bool first = true;
  for (const std::string& line :
       WrapToWidth(PlainText(text), columns_ - static_cast<int>(margin.size()))) {
    if (first) {
      out_.append(static_cast<size_t>(indent), ' ');
      out_ += lead;
    } else {
      out_ += margin;
    }
    first = false;
    Append(line, style);
    TrimEnd(out_);
    out_ += '\n';
  }
}

void TextPage::Row(std::vector<Cell> cells) {
  while (!cells.empty() && cells.back().text.empty()) cells.pop_back();
  for (Cell& cell : cells) cell.width = std::max(cell.width, 8);
  Shrink(cells, columns_ - 2 * static_cast<int>(cells.size()));
  out_ += ' ';
  for (size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    std::string text = FitToWidth(PlainText(cell.text), cell.width);
    const size_t kept = text.find_last_not_of(' ') + 1;
    if (cell.right) {
      std::rotate(text.begin(), text.begin() + static_cast<long>(kept), text.end());
    } else if (i + 1 == cells.size()) {
      text.resize(kept);
    }
    out_ += ' ';
    Append(text, cell.style);
    if (i + 1 < cells.size()) out_ += ' ';
  }
  TrimEnd(out_);
  out_ += '\n';
}

}  // namespace filing_review::render
