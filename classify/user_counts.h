// Finds numbers of users in prose and tables: value, bound, metric, date, region, subject,
// attribution. What counts as one: a figure of users, members, subscribers, accounts, individual
// customers, households, devices, downloads, visitors, followers, people on the supply side of a
// platform, or a population; not employees, shareholders, money, orders, percentages or changes.
//
// Prose: classify/count_mentions.h; tables: classify/count_tables.h; whose figure it is:
// classify/count_attribution.h. All words are rule data (classify/rules/10_user_counts*).
//
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class UserCountFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<UserCountFinder>> Create(const v1::RulePack& pack,
                                                                 const MacroTable& macros);
  ~UserCountFinder();

  // Appends the counts to brief.user_counts in page order. brief.filing is filled in already.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  UserCountFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
