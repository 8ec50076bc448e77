#include "classify/holder_nationality.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "classify/fold.h"
#include "classify/holder_columns.h"

namespace filing_review::classify {

namespace {

// Lines of two cells that stand on one base line are within this, 1/100 point.
constexpr int32_t kSameLine = 300;

std::string PieceText(const AnalyzedDocument& analyzed, const extract::CellPiece& piece) {
  extract::TableCell cell;
  cell.pieces = {piece};
  return FoldText(CellOriginal(analyzed, cell));
}

int32_t TopOf(const AnalyzedDocument& analyzed, const extract::CellPiece& piece) {
  return analyzed.document->pages[piece.page].lines[piece.line].cross0;
}

// Rows that were run into one: each line of the names with the nationality on the same line.
void ReadRunInRow(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  const HolderPrints& prints, const extract::TableRow& row, size_t column,
                  std::map<std::string, HolderStatement>& found) {
  for (const extract::TableCell& names : row.cells) {
    if (names.column != 0 || names.pieces.size() < 2) continue;
    for (const extract::CellPiece& piece : names.pieces) {
      const HolderPrint* print = prints.Find(lexicon.WithoutTitle(PieceText(analyzed, piece)));
      if (print == nullptr || print->ambiguous) continue;
      for (const extract::TableCell& cell : row.cells) {
        if (cell.column != column) continue;
        for (const extract::CellPiece& said : cell.pieces) {
          if (std::abs(TopOf(analyzed, said) - TopOf(analyzed, piece)) > kSameLine) continue;
          const std::vector<PlaceHit> places = lexicon.Places(PieceText(analyzed, said));
          if (places.empty() || places[0].begin > 3) continue;
          found[print->key].person =
              PersonHome{{places[0].place, places[0].place->holder_class}, true};
        }
      }
    }
  }
}

size_t NationalityColumn(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                         const extract::Table& table) {
  for (size_t r = 0; r < table.rows.size() && r < 3; ++r) {
    for (const extract::TableCell& cell : table.rows[r].cells) {
      if (cell.column == 0) continue;
      const std::string text = FoldText(CellOriginal(analyzed, cell));
      // Of a head that was run together with its column, the first line.
      const std::string first = PieceText(analyzed, cell.pieces.front());
      const std::string& head = text.size() < 40 && lexicon.Places(text).empty() ? text : first;
      if (head.size() < 40 && lexicon.Has(v1::HOLDER_CUE_NATIONALITY, head) &&
          lexicon.Places(head).empty()) {
        return std::min<size_t>(cell.column, table.column_x.size() - 1);
      }
    }
  }
  return SIZE_MAX;
}

// "Name, Address, Nationality" of parties and directors.
void ReadColumns(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                 const HolderPrints& prints, std::map<std::string, HolderStatement>& found) {
  size_t column = SIZE_MAX, columns = 0;
  int32_t page = 0;
  for (const extract::Table& table : analyzed.tables) {
    const size_t count = table.column_x.size();
    if (count < 2) continue;
    const bool may_go_on = column != SIZE_MAX && count == columns && table.page <= page + 1;
    const size_t asked = NationalityColumn(analyzed, lexicon, table);
    if (asked == SIZE_MAX && !may_go_on) continue;
    if (asked != SIZE_MAX) column = asked;
    columns = count;
    page = table.page;
    const TableText text = ReadTableText(analyzed, table);
    for (const extract::TableRow& row : table.rows) {
      ReadRunInRow(analyzed, lexicon, prints, row, column, found);
    }
    for (const std::vector<std::string>& row : text.cells) {
      const HolderPrint* print = prints.Find(lexicon.WithoutTitle(row[0]));
      if (print == nullptr || print->ambiguous) continue;
      const std::vector<PlaceHit> places = lexicon.Places(row[column]);
      if (places.empty() || places[0].begin > 3) continue;
      found[print->key].person = PersonHome{{places[0].place, places[0].place->holder_class}, true};
    }
  }
}

// The same where the columns were not told apart: lines below a head that ends with nationality.
void ReadLines(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
               const HolderPrints& prints, std::map<std::string, HolderStatement>& found) {
  constexpr size_t kLines = 80;
  size_t until = 0;
  for (size_t i = 0; i < analyzed.passages.size(); ++i) {
    const Passage& p = analyzed.passages[i];
    if (p.text.size() < 60 && lexicon.Has(v1::HOLDER_CUE_NATIONALITY, p.text) &&
        lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, p.text)) {
      until = i + kLines;
      continue;
    }
    if (i >= until || p.text.size() > 400) continue;
    size_t begin = 0, end = 0;
    if (!prints.Next(p.text, 0, begin, end) || begin > 0) continue;
    const HolderPrint* print = prints.Find(p.text.substr(0, end));
    if (print == nullptr) continue;
    // Behind the address; where home and address differ in the first line, the later one.
    const std::vector<PlaceHit> places = lexicon.Places(p.text);
    const Place* nationality = nullptr;
    for (const PlaceHit& hit : places) {
      if (nationality == nullptr || (hit.place != nationality && hit.begin < end + 40)) {
        nationality = hit.place;
      }
    }
    if (nationality == nullptr) continue;
    found[print->key].person = PersonHome{{nationality, nationality->holder_class}, true};
  }
}

}  // namespace

void ReadNationalityTables(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                           const HolderPrints& prints,
                           std::map<std::string, HolderStatement>& found) {
  ReadColumns(analyzed, lexicon, prints, found);
  ReadLines(analyzed, lexicon, prints, found);
}

}  // namespace filing_review::classify
