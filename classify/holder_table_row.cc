#include "classify/holder_table_row.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "classify/fold.h"
#include "classify/holder_origin.h"

namespace filing_review::classify {

namespace {

// A name that long stands for one holder only, bytes.
constexpr size_t kTellingName = 12;

// A name without the class of its shares, where the layout ran that column into the name's.
std::string WithoutShareClass(const HolderLexicon& lexicon, std::string name) {
  size_t begin = 0, end = 0;
  if (lexicon.Find(v1::HOLDER_CUE_SHARE_CLASS, name, begin, end) && end - begin < name.size()) {
    name.replace(begin, end - begin, " ");
  }
  return name;
}

}  // namespace

bool ReadTableName(const HolderLexicon& lexicon, const std::string& original,
                   HolderMention& mention) {
  mention.name = ReadHolderName(lexicon, WithoutShareClass(lexicon, original));
  const std::string folded = FoldText(mention.name.name);
  mention.key = HolderKey(lexicon, mention.name.name);
  if (mention.key.size() < 2 || mention.name.name.size() > 300) return false;
  if (lexicon.Has(v1::HOLDER_CUE_TOTAL_ROW, folded) ||
      lexicon.Has(v1::HOLDER_CUE_PUBLIC_ROW, folded) ||
      lexicon.Has(v1::HOLDER_CUE_NOT_A_NAME, folded)) {
    return false;
  }
  mention.group = lexicon.Has(v1::HOLDER_CUE_GROUP_ROW, folded);
  mention.holder.set_name(mention.name.name);
  mention.holder.clear_other_names();
  for (const std::string& other : mention.name.other_names) mention.holder.add_other_names(other);
  mention.stated.clear();
  return true;
}

void AddTableNotes(const HolderLexicon& lexicon, const FootnoteText& notes,
                   HolderMention& mention) {
  const std::string folded = FoldText(mention.name.name);
  for (const int mark : mention.name.marks) {
    auto note = notes.find(mark);
    // Some filings count their notes wrong: the one that names the holder is meant.
    if (folded.size() >= kTellingName &&
        (note == notes.end() || note->second.text.find(folded) == std::string::npos)) {
      const auto named = std::find_if(notes.begin(), notes.end(), [&](const auto& n) {
        const std::string_view text = n.second.text;
        const size_t at = text.find(folded);
        return at != std::string_view::npos &&
               SaysWhatItIs(lexicon, text.substr(at + folded.size()));
      });
      if (named != notes.end()) note = named;
    }
    if (note == notes.end()) continue;
    mention.footnote += note->second.text;
    mention.footnote += ' ';
    mention.remarks.push_back(note->second.remark);
  }
}

const extract::TableCell* CellAt(const extract::TableRow& row, size_t column) {
  for (const extract::TableCell& cell : row.cells) {
    if (cell.column <= column && column < cell.column_end) return &cell;
  }
  return nullptr;
}

void AddRowHolding(const AnalyzedDocument& analyzed, const extract::Table& table, size_t r,
                   const TableText& text, const HolderTable& found, v1::HoldingStage stage,
                   const HolderMention& base, std::vector<HolderMention>& out) {
  const std::vector<std::string>& row = text.cells[r];
  size_t percent = SIZE_MAX, votes = SIZE_MAX;
  int best = 99;
  for (size_t c = 0; c < found.columns.size(); ++c) {
    const HolderColumn& column = found.columns[c];
    if (column.stage != stage) continue;
    if (column.role == HolderColumnRole::kVotes && votes == SIZE_MAX) votes = c;
    if (column.role != HolderColumnRole::kPercent) continue;
    const int rank = (column.over_allotment == v1::OVER_ALLOTMENT_WITH ? 10 : 0) +
                     static_cast<int>(column.basis);
    if (rank < best) {
      best = rank;
      percent = c;
    }
  }
  HolderMention mention = base;
  v1::Holder& holder = mention.holder;
  holder.set_stage(stage);
  holder.set_rule_id("holders.table");
  holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
  holder.set_over_allotment(v1::OVER_ALLOTMENT_UNSTATED);
  if (percent != SIZE_MAX) {
    const HolderColumn& column = found.columns[percent];
    holder.set_percent_basis(column.basis);
    holder.set_over_allotment(column.over_allotment);
    const std::string& cell = row[percent];
    if (cell.find('<') == std::string::npos) {
      const std::optional<double> number = CellNumber(cell);
      if (number.has_value() && *number > 100) return;  // an amount: no table of holders after all
      if (number.has_value()) holder.set_percent(*number);
    }
    if (const extract::TableCell* printed = CellAt(table.rows[r], percent); printed != nullptr) {
      holder.set_percent_text(CellOriginal(analyzed, *printed));
    }
  }
  if (votes != SIZE_MAX) {
    const std::optional<double> number = CellNumber(row[votes]);
    if (number.has_value() && *number <= 100) holder.set_votes_percent(*number);
  }
  // A row that is no holder's: nothing at all in its figures.
  if (percent != SIZE_MAX && row[percent].empty() && !holder.has_votes_percent()) return;
  if (found.cornerstone) {
    holder.set_kind(v1::HOLDER_KIND_CORNERSTONE);
  } else if (mention.director) {
    holder.set_kind(v1::HOLDER_KIND_DIRECTOR_OFFICER);
  } else if (found.pre_ipo) {
    holder.set_kind(v1::HOLDER_KIND_PRE_IPO_INVESTOR);
  } else {
    holder.set_kind(v1::HOLDER_KIND_PRINCIPAL);
  }
  AddRowEvidence(analyzed, table, r, v1::EVIDENCE_ROLE_FIGURE, *holder.mutable_evidence());
  out.push_back(std::move(mention));
}

}  // namespace filing_review::classify
