#include "tests/classify/expected_counts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "classify/count_dates.h"
#include "classify/fold.h"

namespace filing_review::classify {
namespace {

constexpr const char* kMetrics[] = {
    "REGISTERED",  "MAU",       "DAU",         "AAU",       "QAU",        "WAU",     "PAYING",
    "SUBSCRIBERS", "MEMBERS",   "ACCOUNTS",    "CUSTOMERS", "HOUSEHOLDS", "DEVICES", "DOWNLOADS",
    "VISITORS",    "FOLLOWERS", "SUPPLY_SIDE", "USERS",     "POPULATION"};

std::string KeyOf(const v1::UserCount& count) {
  std::string value = std::to_string(count.value());
  if (count.has_upper_value()) absl::StrAppend(&value, "-", count.upper_value());
  return absl::StrCat(count.metric(), " ", value, " ", v1::Bound_Name(count.bound()).substr(6), " ",
                      v1::Attribution_Name(count.attribution()).substr(12));
}

std::string RegionOf(const v1::UserCount& count) {
  return v1::Region_Name(count.region()).substr(7);
}

// 2023 < 2023Q4 < 2023-12 < 2023-12-31.
bool DateRight(const std::string& expected, const std::string& found) {
  return !found.empty() && LastDay(expected) == LastDay(found) && found.size() >= expected.size();
}

std::string LowerFold(const std::string& text) {
  std::string folded = FoldText(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return folded;
}

bool SubjectRight(const std::string& expected, const std::string& found) {
  const std::string a = LowerFold(expected), b = LowerFold(found);
  return !b.empty() && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

int FieldsRight(const ExpectedCount& expected, const v1::UserCount& found) {
  return (!expected.as_of.empty() && DateRight(expected.as_of, found.as_of())) +
         (!expected.region.empty() && expected.region == RegionOf(found)) +
         (!expected.subject.empty() && SubjectRight(expected.subject, found.subject()));
}

void CompareField(const char* name, const std::string& expected, const std::string& found,
                  bool right, RightOf& part, std::vector<std::string>& differences) {
  if (expected.empty()) return;
  part.Add(right);
  if (right) return;
  differences.push_back(absl::StrCat(name, " ", found.empty() ? "none" : found, " for ", expected));
}

}  // namespace

std::vector<ExpectedCount> ParseExpectedCounts(const std::string& text) {
  std::vector<ExpectedCount> all;
  if (text.empty()) return all;
  for (absl::string_view fact : absl::StrSplit(text, " ; ")) {
    ExpectedCount& count = all.emplace_back();
    const std::array<std::pair<absl::string_view, std::string*>, 3> fields = {
        {{" subject=", &count.subject}, {" region=", &count.region}, {" as_of=", &count.as_of}}};
    for (const auto& [mark, value] : fields) {
      const size_t at = fact.find(mark);
      if (at == absl::string_view::npos) continue;
      *value = std::string(fact.substr(at + mark.size()));
      fact = fact.substr(0, at);
    }
    count.key = std::string(fact);
  }
  return all;
}

bool CanBeFound(const ExpectedCount& expected) {
  const std::vector<std::string> words = absl::StrSplit(expected.key, ' ');
  if (words.size() != 4) return false;
  v1::Bound bound;
  v1::Attribution attribution;
  v1::Region region;
  const bool range = words[1].find('-') != std::string::npos;
  return std::find(std::begin(kMetrics), std::end(kMetrics), words[0]) != std::end(kMetrics) &&
         words[1].find_first_not_of("0123456789-") == std::string::npos &&
         v1::Bound_Parse("BOUND_" + words[2], &bound) && range == (bound == v1::BOUND_RANGE) &&
         v1::Attribution_Parse("ATTRIBUTION_" + words[3], &attribution) &&
         (expected.as_of.empty() || !LastDay(expected.as_of).empty()) &&
         (expected.region.empty() || v1::Region_Parse("REGION_" + expected.region, &region));
}

std::string CompareCounts(const std::vector<ExpectedCount>& expected,
                          const std::vector<v1::UserCount>& found, CountTally& tally) {
  std::vector<std::string> differences;
  std::vector<bool> taken(found.size(), false);
  for (const ExpectedCount& want : expected) {
    size_t best = found.size();
    for (size_t i = 0; i < found.size(); ++i) {
      if (taken[i] || KeyOf(found[i]) != want.key) continue;
      if (best == found.size() || FieldsRight(want, found[i]) > FieldsRight(want, found[best])) {
        best = i;
      }
    }
    tally.found.Add(best < found.size());
    if (best == found.size()) {
      differences.push_back(absl::StrCat("missing ", want.key));
      continue;
    }
    taken[best] = true;
    const v1::UserCount& have = found[best];
    CompareField("as_of", want.as_of, have.as_of(), DateRight(want.as_of, have.as_of()),
                 tally.as_of, differences);
    CompareField("region", want.region, RegionOf(have), want.region == RegionOf(have), tally.region,
                 differences);
    CompareField("subject", want.subject, have.subject(),
                 SubjectRight(want.subject, have.subject()), tally.subject, differences);
  }
  for (size_t i = 0; i < found.size(); ++i) {
    if (taken[i]) continue;
    ++tally.surplus;
    differences.push_back(absl::StrCat("surplus ", KeyOf(found[i])));
  }
  return absl::StrJoin(differences, "; ");
}

}  // namespace filing_review::classify
