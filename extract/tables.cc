#include "extract/tables.h"

namespace filing_review::extract {

std::vector<Table> FindTables(const Document&) { return {}; }

std::string CellRawText(const Document& document, const TableCell& cell) {
  std::string out;
  for (const CellPiece& piece : cell.pieces) {
    const Page& page = document.pages[piece.page];
    const Line& line = page.lines[piece.line];
    if (!out.empty()) out += ' ';
    std::string_view text = page.LineText(line);
    uint32_t c = line.char_begin;
    for (size_t i = 0; i < text.size() && c < piece.char_end;) {
      size_t n = 1;
      while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0) == 0x80) ++n;
      if (c >= piece.char_begin) out.append(text.substr(i, n));
      i += n;
      ++c;
    }
  }
  return out;
}

}  // namespace filing_review::extract
