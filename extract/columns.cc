#include "extract/columns.h"

namespace filing_review::extract {

std::vector<Piece> ReadingOrder(const Flat&, const std::vector<Run>&,
                                const std::vector<Row>& rows) {
  std::vector<Piece> pieces;
  pieces.reserve(rows.size());
  for (const Row& row : rows) pieces.push_back({row.runs});
  return pieces;
}

}  // namespace filing_review::extract
