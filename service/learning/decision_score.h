// How a brief does against the decisions of reviewers on its filing.
//
// Of each decision, in turn:
//   accepted, corrected, added   right: the brief has it, as it should be; changed: it has it, but
//                                not as it should be; missed: it does not have it
//   rejected                     wrong: the brief has it all the same
// A finding is the one of a decision where its key or place is the same, or where its own evidence
// covers the same text. As it should be: value, bound, metric, whose, date and place of a figure;
// category and stance; status; name, percentages, stage and class of a holder. Findings that nobody
// decided on are counted, and neither rewarded nor punished. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/desk_service.pb.h"

namespace filing_review::service {

struct KindScore {
  int64_t decisions = 0, right = 0, changed = 0, missed = 0, wrong = 0, undecided = 0;
  // 1 where there is nothing to be right about.
  double precision() const { return Ratio(right + changed + wrong); }
  double recall() const { return Ratio(right + changed + missed); }
  double f1() const;
  void Add(const KindScore& other);

 private:
  double Ratio(int64_t of) const {
    return of == 0 ? 1 : static_cast<double>(right) / static_cast<double>(of);
  }
};

using DecisionScore = std::map<v1::FindingKind, KindScore>;

DecisionScore ScoreBrief(const v1::ReviewBrief& brief, const std::vector<v1::Decision>& decisions);

// A row a kind and one of all, and the same as one line of JSON.
std::string ScoreTable(const DecisionScore& score);
std::string ScoreJson(const DecisionScore& score, int64_t filings, const std::string& rule_pack);

}  // namespace filing_review::service
