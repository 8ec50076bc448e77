// The disclosure checklist: found, not found, not readable.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class ChecklistBuilder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<ChecklistBuilder>> Create(const v1::RulePack& pack,
                                                                  const MacroTable& macros);
  ~ChecklistBuilder();

  // Fills brief.checklist from the findings and the coverage in brief.
  void Build(v1::ReviewBrief& brief) const;

 private:
  ChecklistBuilder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
