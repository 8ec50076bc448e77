#include "classify/holder_table_heads.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace filing_review::classify {

namespace {

bool HasRole(const std::vector<HolderColumn>& columns, HolderColumnRole role) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const HolderColumn& c) { return c.role == role; });
}

}  // namespace

std::string_view NotOfHolders(const HolderLexicon& lexicon,
                              const std::vector<HolderColumn>& columns,
                              const TableCaption& caption) {
  if (!HasRole(columns, HolderColumnRole::kPercent) &&
      !HasRole(columns, HolderColumnRole::kVotes)) {
    return "no column of percentages or votes";
  }
  bool name_head = false, shares_head = false, holders_head = false;
  std::string heads;
  for (const HolderColumn& c : columns) {
    if (lexicon.Has(v1::HOLDER_CUE_OTHER_HEAD, c.head) &&
        !(c.role == HolderColumnRole::kPercent || c.role == HolderColumnRole::kShares) &&
        !lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, c.head)) {
      // A remark on office or kin beside names and figures does no harm; any other head does.
      if (!lexicon.Has(v1::HOLDER_CUE_DIRECTORS, c.head) &&
          !lexicon.Has(v1::HOLDER_CUE_HARMLESS_HEAD, c.head)) {
        return "a head of another kind of table (HOLDER_CUE_OTHER_HEAD)";
      }
    }
    if (lexicon.Has(v1::HOLDER_CUE_CAPITAL_HEAD, c.head)) {
      return "a head of companies held (HOLDER_CUE_CAPITAL_HEAD)";
    }
    name_head = name_head || (c.role == HolderColumnRole::kName &&
                              lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, c.head));
    shares_head = shares_head || lexicon.Has(v1::HOLDER_CUE_SHARES_HEAD, c.head);
    heads += c.head;
    heads += ' ';
  }
  holders_head = lexicon.Has(v1::HOLDER_CUE_HOLDERS, heads);
  if (lexicon.Has(v1::HOLDER_CUE_OTHER_COMPANY, caption.nearest)) {
    return "its lead-in is of another company (HOLDER_CUE_OTHER_COMPANY)";
  }
  const bool holders_caption = lexicon.Has(v1::HOLDER_CUE_HOLDERS, caption.text) ||
                               lexicon.Has(v1::HOLDER_CUE_HOLDERS, caption.section);
  const bool issuer =
      lexicon.Has(v1::HOLDER_CUE_ISSUER, caption.text) || lexicon.Has(v1::HOLDER_CUE_ISSUER, heads);
  const int words = (name_head ? 1 : 0) + (shares_head ? 1 : 0) + (holders_head ? 1 : 0) +
                    (holders_caption ? 1 : 0);
  if (!holders_head && !holders_caption) return "no word of holders (HOLDER_CUE_HOLDERS)";
  if (words < 2) return "heads and caption have too few words of holders and shares";
  if (!issuer && !(name_head && shares_head)) return "no word of the issuer (HOLDER_CUE_ISSUER)";
  return "";
}

void DateColumns(const HolderLexicon& lexicon, FilingPhase phase, HolderTable& table) {
  std::vector<HolderColumn*> totals, votes;
  for (HolderColumn& c : table.columns) {
    if (c.role == HolderColumnRole::kVotes) votes.push_back(&c);
    if (c.role == HolderColumnRole::kPercent) totals.push_back(&c);
  }
  v1::HoldingStage stage = StageOfCaption(lexicon, table.caption.nearest, false);
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED) {
    stage = StageOfCaption(lexicon, table.caption.lead, false);
  }
  if (stage == v1::HOLDING_STAGE_HISTORICAL && phase == FilingPhase::kPeriodic) {
    stage = v1::HOLDING_STAGE_UNSPECIFIED;
  }
  // Cornerstone investors hold nothing before the offering.
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED && table.cornerstone) stage = v1::HOLDING_STAGE_AFTER;
  if (stage == v1::HOLDING_STAGE_UNSPECIFIED) stage = DefaultStage(phase);
  if (phase == FilingPhase::kPeriodic) stage = v1::HOLDING_STAGE_CURRENT;
  if (phase == FilingPhase::kAllotment) stage = v1::HOLDING_STAGE_AFTER;
  const auto date = [&](std::vector<HolderColumn*>& columns) {
    // Two columns alike, the second without a word of its own: before and after.
    const bool both = columns.size() == 2 && columns[0]->basis == columns[1]->basis &&
                      columns[0]->over_allotment == columns[1]->over_allotment &&
                      columns[1]->stage == v1::HOLDING_STAGE_UNSPECIFIED &&
                      (columns[0]->stage == v1::HOLDING_STAGE_BEFORE ||
                       (columns[0]->stage == v1::HOLDING_STAGE_UNSPECIFIED &&
                        lexicon.Has(v1::HOLDER_CUE_BEFORE_AND_AFTER,
                                    table.caption.text + table.caption.section)));
    // Heads that the layout ran into one, with both words in each.
    const auto of_both = [&](const HolderColumn* c) {
      return lexicon.Has(v1::HOLDER_CUE_BEFORE, c->head) &&
             lexicon.Has(v1::HOLDER_CUE_AFTER, c->head);
    };
    if (both || (columns.size() == 2 && of_both(columns[0]) && of_both(columns[1]))) {
      columns[0]->stage = v1::HOLDING_STAGE_BEFORE;
      columns[1]->stage = v1::HOLDING_STAGE_AFTER;
    }
    for (HolderColumn* c : columns) {
      if (c->stage == v1::HOLDING_STAGE_UNSPECIFIED || phase == FilingPhase::kPeriodic) {
        c->stage = stage;
      }
    }
  };
  date(totals);
  date(votes);
}

bool HeadsSpeak(const HolderLexicon& lexicon, const std::vector<HolderColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const HolderColumn& c) {
    return lexicon.Has(v1::HOLDER_CUE_PERCENT_HEAD, c.head) ||
           lexicon.Has(v1::HOLDER_CUE_SHARES_HEAD, c.head) ||
           lexicon.Has(v1::HOLDER_CUE_NAME_HEAD, c.head);
  });
}

bool SameRoles(const std::vector<HolderColumn>& a, const std::vector<HolderColumn>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].role != b[i].role) return false;
  }
  return true;
}

bool InheritColumns(const std::vector<HolderColumn>& above, int32_t near,
                    std::vector<HolderColumn>& columns) {
  bool percent = false;
  for (HolderColumn& c : columns) {
    const HolderColumn* nearest = nullptr;
    for (const HolderColumn& a : above) {
      if (std::abs(a.x - c.x) > near) continue;
      if (nearest == nullptr || std::abs(a.x - c.x) < std::abs(nearest->x - c.x)) nearest = &a;
    }
    if (nearest == nullptr) continue;
    const int32_t x = c.x;
    c = *nearest;
    c.x = x;
    percent = percent || c.role == HolderColumnRole::kPercent;
  }
  return percent;
}

}  // namespace filing_review::classify
