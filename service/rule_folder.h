// The rules of a run: the built-in pack, with a user's folder (--rules=DIR) merged over it.
//
//   StatusOr<LoadedRules> rules = LoadRules(dir);   // "" for the built-in pack alone
//   Classifier::Create(rules->pack, rules->digest)
//
// A folder holds *.textproto files, merged in file-name order (classify/rule_pack.h says how
// entries replace each other); with `replaces_built_in: true` in one of them the built-in pack is
// left out. INVALID_ARGUMENT names the file, and for a wrong rule its line and column:
// "rules/10_own.textproto:3:5: …". Nothing of a folder with an error is used.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/classify.h"
#include "classify/rule_check.h"
#include "classify/rule_limits.h"
#include "classify/rule_part.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::service {

// Name of the built-in pack where a file's name stands.
inline constexpr char kBuiltInRules[] = "(built-in)";

struct LoadedRules {
  v1::RulePack pack;
  std::string digest;
  std::vector<classify::RulePart> parts;  // the files of the folder; empty for the built-in pack
};

// Reads and merges; what the files say is not looked at yet. A folder without *.textproto files, a
// file that is none, that is over a limit, or that is not protobuf text of the pack is an error.
absl::StatusOr<LoadedRules> LoadRules(const std::string& dir,
                                      const classify::RuleLimits& limits = {});

// Checks the user's files and makes the classifier; the built-in pack is tested and only compiled.
absl::StatusOr<std::unique_ptr<classify::Classifier>> MakeClassifier(
    const LoadedRules& rules, const classify::RuleLimits& limits = {});

}  // namespace filing_review::service
