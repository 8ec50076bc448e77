#include "classify/holder_columns.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Of the figures of a column: how many there are, and how many may be percentages.
struct FigureCount {
  int figures = 0, percents = 0, signs = 0, texts = 0, ordinals = 0;
};

FigureCount CountFigures(const TableText& text, size_t column) {
  FigureCount count;
  for (size_t r = text.first_row; r < text.cells.size(); ++r) {
    const std::string& cell = text.cells[r][column];
    if (cell.empty()) continue;
    const std::optional<double> number = CellNumber(cell);
    if (!number.has_value()) {
      if (cell.size() > 2) ++count.texts;
      continue;
    }
    ++count.figures;
    const bool sign = cell.find('%') != std::string::npos;
    count.signs += sign ? 1 : 0;
    const bool whole = cell.find('.') == std::string::npos && !sign;
    if (whole && *number <= 200) ++count.ordinals;
    if (*number >= 0 && *number <= 100 && (sign || !whole)) ++count.percents;
  }
  return count;
}

void ReadPercentHead(const HolderLexicon& lexicon, HolderColumn& column) {
  const std::string& head = column.head;
  if (lexicon.Has(v1::HOLDER_CUE_OFFER_HEAD, head)) {
    column.basis = v1::PERCENT_BASIS_OFFER;
  } else if (lexicon.Has(v1::HOLDER_CUE_CLASS_HEAD, head)) {
    column.basis = v1::PERCENT_BASIS_CLASS;
  }
  if (lexicon.Has(v1::HOLDER_CUE_NOT_OVER_ALLOTTED, head)) {
    column.over_allotment = v1::OVER_ALLOTMENT_WITHOUT;
  } else if (lexicon.Has(v1::HOLDER_CUE_OVER_ALLOTTED, head)) {
    column.over_allotment = v1::OVER_ALLOTMENT_WITH;
  }
}

v1::HoldingStage StageOfHead(const HolderLexicon& lexicon, const std::string& head) {
  if (lexicon.Has(v1::HOLDER_CUE_BEFORE, head)) return v1::HOLDING_STAGE_BEFORE;
  if (lexicon.Has(v1::HOLDER_CUE_AFTER, head)) return v1::HOLDING_STAGE_AFTER;
  if (lexicon.Has(v1::HOLDER_CUE_HISTORICAL, head)) return v1::HOLDING_STAGE_HISTORICAL;
  return v1::HOLDING_STAGE_UNSPECIFIED;
}

}  // namespace

std::optional<double> CellNumber(std::string_view text) {
  static const RE2& kNumber = *new RE2(
      "^ *([0-9][0-9,]*(?:\\.[0-9]+)?) *(?:%? *(?:\\( ?\\d{1,2} ?\\)|[†*#])*|[A-Za-z一-龥()/. "
      "]{1,40})$");
  std::string digits;
  if (!RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kNumber, &digits)) {
    return std::nullopt;
  }
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  return std::strtod(digits.c_str(), nullptr);
}

namespace {

// A figure that is none: "-", "—", "*".
bool IsDash(std::string_view text) {
  return text == "-" || text == "--" || text == "—" || text == "*" || text == "**";
}

}  // namespace

TableText ReadTableText(const AnalyzedDocument& analyzed, const extract::Table& table) {
  TableText out;
  const size_t columns = table.column_x.size();
  bool heads = true;
  for (const extract::TableRow& row : table.rows) {
    std::vector<std::string>& cells = out.cells.emplace_back(columns);
    bool figure = false;
    for (const extract::TableCell& cell : row.cells) {
      const size_t column = std::min<size_t>(cell.column, columns - 1);
      std::string text = FoldText(CellOriginal(analyzed, cell));
      figure = figure || (column > 0 && (CellNumber(text).has_value() || IsDash(text)));
      std::string& to = cells[column];
      if (!to.empty()) to += ' ';
      to += text;
    }
    // Rows of words above the first figures are heads even where the geometry did not tell.
    if (heads && (row.head || (!figure && row.cells.size() >= 2))) {
      out.first_row = out.cells.size();
    } else if (figure) {
      heads = false;
    }
  }
  return out;
}

std::vector<HolderColumn> ReadHolderColumns(const extract::Table& table, const TableText& text,
                                            const HolderLexicon& lexicon) {
  const size_t count = table.column_x.size();
  std::vector<HolderColumn> columns(count);
  for (size_t r = 0; r < text.first_row; ++r) {
    for (const extract::TableCell& cell : table.rows[r].cells) {
      const std::string& part = text.cells[r][std::min<size_t>(cell.column, count - 1)];
      for (size_t c = cell.column; c < std::min<size_t>(cell.column_end, count); ++c) {
        if (!columns[c].head.empty()) columns[c].head += ' ';
        columns[c].head += part;
      }
    }
  }
  bool named = false;
  for (size_t c = 0; c < count; ++c) {
    HolderColumn& column = columns[c];
    column.x = table.column_x[c];
    const FigureCount figures = CountFigures(text, c);
    const std::string& head = column.head;
    const bool percent_figures =
        figures.figures > 0 && figures.percents * 10 >= figures.figures * 6;
    const bool percent_head = lexicon.Has(v1::HOLDER_CUE_PERCENT_HEAD, head) ||
                              lexicon.Has(v1::HOLDER_CUE_VOTES_HEAD, head);
    const bool shares_head = lexicon.Has(v1::HOLDER_CUE_SHARES_HEAD, head);
    const bool after_shares = c > 0 && columns[c - 1].role == HolderColumnRole::kShares;
    if (percent_figures &&
        (figures.signs * 2 > figures.figures || percent_head || (after_shares && !shares_head))) {
      column.role = lexicon.Has(v1::HOLDER_CUE_VOTES_HEAD, head) ? HolderColumnRole::kVotes
                                                                 : HolderColumnRole::kPercent;
      ReadPercentHead(lexicon, column);
      column.stage = StageOfHead(lexicon, head);
      continue;
    }
    if (figures.figures > figures.texts && figures.figures > 0) {
      if (c > 0 && (shares_head || figures.ordinals < figures.figures)) {
        column.role = HolderColumnRole::kShares;
        column.stage = StageOfHead(lexicon, head);
      }
      continue;
    }
    if (lexicon.Has(v1::HOLDER_CUE_ORIGIN_HEAD, head)) {
      column.role = HolderColumnRole::kOrigin;
    } else if (!named && lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, head)) {
      column.role = HolderColumnRole::kName;
      named = true;
    } else if (shares_head && (named || figures.texts == 0)) {
      // Else the head of the next column ran into that of the names.
      column.role = HolderColumnRole::kShares;
    }
  }
  // No head names the column of names: the first one of words left of the figures.
  for (size_t c = 0; !named && c < count; ++c) {
    if (columns[c].role == HolderColumnRole::kPercent) break;
    if (columns[c].role == HolderColumnRole::kNone && CountFigures(text, c).texts > 0) {
      columns[c].role = HolderColumnRole::kName;
      named = true;
    }
  }
  return columns;
}

}  // namespace filing_review::classify
