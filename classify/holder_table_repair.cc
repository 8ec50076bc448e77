#include "classify/holder_table_repair.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "classify/fold.h"
#include "classify/holder_name.h"
#include "classify/holder_table_cell.h"

namespace filing_review::classify {

namespace {

// Lines on one base line are within this, 1/100 point.
constexpr int32_t kSameLine = 300;

int32_t BaseOf(const AnalyzedDocument& analyzed, const extract::CellPiece& piece) {
  return analyzed.document->pages[piece.page].lines[piece.line].cross1;
}

// One row with a figure, and the lines of its name.
struct NameRow {
  size_t row = 0;
  int32_t figure = 0;  // base line
  std::vector<extract::CellPiece> name;
};

// Signs that the lines of a cell are not one name: a bracket cut off, the rest of another name in
// front, lines of two scripts.
int Defects(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
            const std::vector<extract::CellPiece>& name) {
  if (name.empty()) return 3;
  int open = 0;
  bool closed_first = false, mixed = false;
  std::optional<bool> han_above;
  for (const extract::CellPiece& piece : name) {
    const std::string text = PieceText(analyzed, piece);
    const bool within = open > 0;
    for (size_t i = 0; i < text.size();) {
      const char32_t c = NextCodePoint(text, i);
      if (c == '(' || c == U'「' || c == U'“') ++open;
      if (c == ')' || c == U'」' || c == U'”') --open;
      closed_first = closed_first || open < 0;
    }
    const bool han = HanCount(text) > 0;
    mixed = mixed || (han_above.has_value() && *han_above != han && !within &&
                      text.find('(') == std::string::npos);
    han_above = han;
  }
  const bool rest_first = lexicon.Has(v1::HOLDER_CUE_NAME_REST, PieceText(analyzed, name.front()));
  return (open != 0 || closed_first ? 1 : 0) + (rest_first ? 1 : 0) + (mixed ? 1 : 0);
}

int Defects(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
            const std::vector<NameRow>& rows) {
  int sum = 0;
  for (const NameRow& row : rows) sum += Defects(analyzed, lexicon, row.name);
  return sum;
}

// Gives lines that are the rest of a company's name to the row above, where the name there has no
// such end.
bool MoveRests(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
               std::vector<NameRow>& rows) {
  const auto rest = [&](const extract::CellPiece& piece, bool last_word) {
    std::string text = PieceText(analyzed, piece);
    const size_t space = text.rfind(' ');
    if (last_word && space != std::string::npos) text.erase(0, space + 1);
    return lexicon.Has(v1::HOLDER_CUE_NAME_REST, text);
  };
  bool moved = false;
  for (size_t r = 1; r < rows.size(); ++r) {
    std::vector<extract::CellPiece>& above = rows[r - 1].name;
    std::vector<extract::CellPiece>& here = rows[r].name;
    if (here.size() < 2 || rows[r - 1].row + 1 != rows[r].row || !rest(here.front(), false) ||
        rest(above.back(), true) || !rest(here.back(), true)) {
      continue;
    }
    above.push_back(here.front());
    here.erase(here.begin());
    moved = true;
  }
  return moved;
}

// The rows with their lines by the figures' base lines; empty where these tell nothing better.
std::vector<NameRow> ByBaseLines(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                                 const std::vector<NameRow>& rows) {
  const auto off = [&](const extract::CellPiece& piece, const NameRow& row) {
    const int32_t by = BaseOf(analyzed, piece) - row.figure;
    return std::abs(by) <= kSameLine ? 0 : by;
  };
  const bool above_first = off(rows.front().name.front(), rows.front()) < 0;
  const bool below_last = off(rows.back().name.back(), rows.back()) > 0;
  if (above_first && below_last) return {};
  // Each figure needs a line of a name beside it, else names are centred on their figures.
  for (const NameRow& row : rows) {
    const bool beside = std::any_of(rows.begin(), rows.end(), [&](const NameRow& other) {
      return std::any_of(other.name.begin(), other.name.end(),
                         [&](const extract::CellPiece& piece) { return off(piece, row) == 0; });
    });
    if (!beside) return {};
  }
  int least = Defects(analyzed, lexicon, rows);
  std::vector<NameRow> chosen;
  for (const bool top : {true, false}) {
    if (top ? above_first : below_last) continue;
    std::vector<NameRow> tried = rows;
    for (NameRow& row : tried) row.name.clear();
    for (const NameRow& row : rows) {
      for (const extract::CellPiece& piece : row.name) {
        NameRow* to = nullptr;
        for (NameRow& other : tried) {
          const int32_t by = off(piece, other);
          if (top && by >= 0) to = &other;
          if (!top && by <= 0 && to == nullptr) to = &other;
        }
        if (to != nullptr) to->name.push_back(piece);
      }
    }
    const int defects = Defects(analyzed, lexicon, tried);
    if (defects < least) {
      least = defects;
      chosen = std::move(tried);
    }
  }
  for (const NameRow& row : chosen) {
    if (row.name.empty()) return {};
  }
  return chosen;
}

// How far the middle of a name's lines is from its figure.
int32_t OffCentre(const AnalyzedDocument& analyzed, const NameRow& row) {
  int32_t top = INT32_MAX, bottom = INT32_MIN;
  for (const extract::CellPiece& piece : row.name) {
    top = std::min(top, BaseOf(analyzed, piece));
    bottom = std::max(bottom, BaseOf(analyzed, piece));
  }
  return std::abs((top + bottom) / 2 - row.figure);
}

// The rows with their lines by the nearest figure, where names are centred on their figures and
// some now are not; else empty.
std::vector<NameRow> ByCentres(const AnalyzedDocument& analyzed, const std::vector<NameRow>& rows) {
  const auto all_centred = [&](const std::vector<NameRow>& of) {
    return std::all_of(of.begin(), of.end(), [&](const NameRow& row) {
      return !row.name.empty() && OffCentre(analyzed, row) <= kSameLine;
    });
  };
  if (all_centred(rows)) return {};
  std::vector<NameRow> tried = rows;
  for (NameRow& row : tried) row.name.clear();
  for (const NameRow& row : rows) {
    for (const extract::CellPiece& piece : row.name) {
      const int32_t base = BaseOf(analyzed, piece);
      NameRow& to =
          *std::min_element(tried.begin(), tried.end(), [&](const NameRow& a, const NameRow& b) {
            return std::abs(a.figure - base) < std::abs(b.figure - base);
          });
      to.name.push_back(piece);
    }
  }
  if (!all_centred(tried)) return {};
  return tried;
}

}  // namespace

bool JoinCutNames(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  const std::vector<HolderColumn>& columns, size_t name_column, size_t first_row,
                  extract::Table& table) {
  size_t figures = SIZE_MAX;
  for (size_t c = 0; c < columns.size() && figures == SIZE_MAX; ++c) {
    if (columns[c].role == HolderColumnRole::kPercent) figures = c;
  }
  if (figures == SIZE_MAX) return false;
  std::vector<NameRow> rows;
  for (size_t r = first_row; r < table.rows.size(); ++r) {
    const extract::TableCell* name = CellOf(table.rows[r], name_column);
    const extract::TableCell* figure = CellOf(table.rows[r], figures);
    if (name == nullptr || figure == nullptr || name->column_end > figures) continue;
    if (lexicon.Has(v1::HOLDER_CUE_TOTAL_ROW, PieceText(analyzed, name->pieces.front()))) continue;
    rows.push_back({r, BaseOf(analyzed, figure->pieces.front()), name->pieces});
  }
  if (rows.size() < 2) return false;
  std::vector<NameRow> mended = ByCentres(analyzed, rows);
  if (mended.empty()) {
    if (Defects(analyzed, lexicon, rows) == 0) return false;
    mended = ByBaseLines(analyzed, lexicon, rows);
  }
  if (mended.empty()) {
    if (!MoveRests(analyzed, lexicon, rows)) return false;
    mended = std::move(rows);
  }
  for (NameRow& row : mended) CellOf(table.rows[row.row], name_column)->pieces = row.name;
  return true;
}

}  // namespace filing_review::classify
