// A user's folder of rules (--rules=DIR).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::service {

// Merges every *.textproto of `dir`, in file-name order, into `pack` (classify/rule_pack.h says
// how entries replace each other). INVALID_ARGUMENT names the file, and for a wrong rule its line
// and column: "rules/10_own.textproto:3:5: …". A folder without such files is an error.
absl::Status MergeRuleFolder(const std::string& dir, v1::RulePack& pack);

}  // namespace filing_review::service
