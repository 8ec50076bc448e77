// The place of an error that a finder tells by the id of a rule alone.
#include "absl/strings/str_split.h"
#include "classify/rule_check.h"
#include "classify/rule_walk.h"

namespace filing_review::classify {

absl::Status PlaceRuleError(const absl::Status& status, const std::vector<RulePart>& parts) {
  if (status.ok()) return status;
  const std::string message(status.message());
  RulePlace place;
  for (const absl::string_view& word :
       absl::StrSplit(message, absl::ByAnyChar(" :,"), absl::SkipEmpty())) {
    for (const RulePart& part : parts) {
      WalkRules(part, [&](const RuleEntry& entry) {
        if (entry.Id() == std::string(word)) place = entry.place;  // the last one holds
        return true;
      });
    }
    if (!place.file.empty()) break;
  }
  // Nothing names it: it is of the files together.
  if (place.file.empty() && !parts.empty()) place.file = parts.back().name;
  return absl::InvalidArgumentError(PlaceText(place) + ": " + message);
}

}  // namespace filing_review::classify
