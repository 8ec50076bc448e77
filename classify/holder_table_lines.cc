#include "classify/holder_table_lines.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>

#include "classify/fold.h"
#include "classify/holder_table_cell.h"

namespace filing_review::classify {

namespace {

// Lines of one name stand at one pitch, within this (letters and Chinese characters reach down
// unequally); their left edges too. 1/100 point.
constexpr int32_t kSamePitch = 450, kSameEdge = 300;
// More lines than that are no name.
constexpr size_t kMostLines = 20;

const extract::Line& LineOf(const AnalyzedDocument& analyzed, const extract::CellPiece& piece) {
  return analyzed.document->pages[piece.page].lines[piece.line];
}

bool HasDigit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Brackets opened and not closed.
int OpenBrackets(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '(') -
                          std::count(text.begin(), text.end(), ')'));
}

}  // namespace

bool JoinSpacedNames(const AnalyzedDocument& analyzed, const std::vector<HolderColumn>& columns,
                     size_t name_column, size_t first_row, extract::Table& table) {
  const size_t beside = name_column + 1;
  if (beside + 1 >= columns.size() || columns[beside].role == HolderColumnRole::kPercent ||
      columns[beside].role == HolderColumnRole::kOrigin ||
      !(columns[beside].head.empty() || columns[beside].head == columns[beside + 1].head)) {
    return false;
  }
  std::vector<size_t> rows;
  for (size_t r = first_row; r < table.rows.size(); ++r) {
    const extract::TableCell* words = CellOf(table.rows[r], beside);
    if (words == nullptr) continue;
    const extract::TableCell* name = CellOf(table.rows[r], name_column);
    if (words->column != beside || words->column_end != beside + 1 || name == nullptr ||
        name == words || HasDigit(FoldText(CellOriginal(analyzed, *words)))) {
      return false;
    }
    rows.push_back(r);
  }
  for (const size_t r : rows) {
    extract::TableCell* name = CellOf(table.rows[r], name_column);
    const extract::TableCell words = *CellOf(table.rows[r], beside);
    name->pieces.insert(name->pieces.end(), words.pieces.begin(), words.pieces.end());
    std::stable_sort(name->pieces.begin(), name->pieces.end(),
                     [](const extract::CellPiece& a, const extract::CellPiece& b) {
                       return std::tie(a.page, a.line, a.char_begin) <
                              std::tie(b.page, b.line, b.char_begin);
                     });
    std::vector<extract::TableCell>& cells = table.rows[r].cells;
    cells.erase(std::find_if(cells.begin(), cells.end(), [&](const extract::TableCell& cell) {
      return cell.column == beside;
    }));
  }
  return !rows.empty();
}

bool TakeLinesBelow(const AnalyzedDocument& analyzed, size_t name_column, extract::Table& table) {
  if (table.rows.empty()) return false;
  extract::TableCell* name = CellOf(table.rows.back(), name_column);
  if (name == nullptr || name->column_end != name_column + 1 || name->pieces.size() < 2) {
    return false;
  }
  std::vector<extract::CellPiece>& pieces = name->pieces;
  const extract::Page& page = analyzed.document->pages[table.page_index];
  const int32_t left = LineOf(analyzed, pieces.back()).start;
  int32_t right = INT32_MAX;
  for (const extract::TableCell& cell : table.rows.back().cells) {
    if (cell.column >= name->column_end) right = std::min(right, cell.x0);
  }
  const int32_t pitch =
      LineOf(analyzed, pieces.back()).cross1 - LineOf(analyzed, pieces[pieces.size() - 2]).cross1;
  int32_t base = LineOf(analyzed, pieces.back()).cross1;
  bool taken = false;
  for (uint32_t l = pieces.back().line + 1; l < page.lines.size(); ++l) {
    const extract::Line& line = page.lines[l];
    if (pieces.size() > kMostLines || line.role != extract::LineRole::kBody ||
        std::abs(line.start - left) > kSameEdge || line.end > right ||
        std::abs(line.cross1 - base - pitch) > kSamePitch) {
      break;
    }
    const extract::CellPiece piece = {table.page_index, l, line.char_begin, line.char_end};
    if (PieceText(analyzed, piece).ends_with(':')) break;  // "Notes:"
    pieces.push_back(piece);
    base = line.cross1;
    taken = true;
  }
  return taken;
}

extract::TableCell CutNameRest(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                               const std::string& above, size_t name_column, size_t row,
                               extract::Table& table) {
  extract::TableCell rest;
  extract::TableCell* name =
      row < table.rows.size() ? CellOf(table.rows[row], name_column) : nullptr;
  if (name == nullptr || name->column_end != name_column + 1) return rest;
  int open = OpenBrackets(FoldText(above));
  size_t n = 0;
  bool marked = false;
  for (; n < name->pieces.size() && !marked; ++n) {
    const std::string text = PieceText(analyzed, name->pieces[n]);
    size_t mark_end = 0;
    const bool mark = n > 0 && lexicon.StartsWith(v1::HOLDER_CUE_NOTE_MARK, text, mark_end) &&
                      mark_end == text.size();
    if (open <= 0 && !mark && !text.starts_with('(')) break;
    open += OpenBrackets(text);
    marked = mark;
  }
  // All of it, or a bracket that never closes: it is a name of its own.
  if (n == 0 || n == name->pieces.size() || open != 0) return rest;
  rest = *name;
  rest.pieces.resize(n);
  name->pieces.erase(name->pieces.begin(), name->pieces.begin() + static_cast<ptrdiff_t>(n));
  return rest;
}

}  // namespace filing_review::classify
