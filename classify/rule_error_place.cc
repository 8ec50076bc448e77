// The place of an error that a finder tells by the id of a rule alone.
#include <map>
#include <string>

#include "absl/strings/str_split.h"
#include "classify/rule_check.h"
#include "classify/rule_walk.h"

namespace filing_review::classify {

absl::Status PlaceRuleError(const absl::Status& status, const std::vector<RulePart>& parts) {
  if (status.ok()) return status;
  const std::string message(status.message());
  std::map<std::string, RulePlace> places;  // by id; of two the last holds
  for (const RulePart& part : parts) {
    WalkRules(part, [&](const RuleEntry& entry) {
      if (const std::string id = entry.Id(); !id.empty()) places[id] = entry.place;
      return true;
    });
  }
  RulePlace place;
  for (const absl::string_view& word :
       absl::StrSplit(message, absl::ByAnyChar(" :,"), absl::SkipEmpty())) {
    const auto found = places.find(std::string(word));
    if (found == places.end()) continue;
    place = found->second;
    break;
  }
  // Nothing names it: it is of the files together.
  if (place.file.empty() && !parts.empty()) place.file = parts.back().name;
  return absl::InvalidArgumentError(PlaceText(place) + ": " + message);
}

}  // namespace filing_review::classify
