#include "classify/rule_walk.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace filing_review::classify {
namespace {

constexpr char kFile[] = R"(version: "1"
disclosures {
  categories { id: "a" title: "A" }
  data_handling { id: "r" label: "a" en: "heron"
    examples { text: "A heron." expect: "a" }
    examples { text: "A crane." } }
  review_cues { counsel: "c" }
}
)";

TEST(WalkRules, EntriesInOrderWithPathAndPlace) {
  const auto part = ParseRulePart("f", kFile);
  ASSERT_TRUE(part.ok()) << part.status();
  std::vector<std::string> seen;
  WalkRules(*part, [&](const RuleEntry& entry) {
    seen.push_back(PlaceText(entry.place) + " " + entry.path);
    return true;
  });
  const std::string rule = "disclosures.data_handling[r]";
  const std::vector<std::string> expected = {"f:2:1 disclosures",
                                             "f:4:3 " + rule,
                                             "f:5:5 " + rule + ".examples",
                                             "f:6:5 " + rule + ".examples",
                                             "f:3:3 disclosures.categories[a]",
                                             "f:7:3 disclosures.review_cues"};
  EXPECT_EQ(std::multiset<std::string>(seen.begin(), seen.end()),
            std::multiset<std::string>(expected.begin(), expected.end()));
  EXPECT_EQ(seen.front(), expected.front());
}

TEST(WalkRules, PassesOverWhatStandsInAnEntry) {
  const auto part = ParseRulePart("f", kFile);
  ASSERT_TRUE(part.ok()) << part.status();
  int entries = 0;
  WalkRules(*part, [&](const RuleEntry& entry) {
    ++entries;
    EXPECT_EQ(entry.above == nullptr, entry.path == "disclosures");
    return entry.Id() != "r";
  });
  EXPECT_EQ(entries, 4);
}

TEST(WalkRules, WithoutPlaces) {
  auto part = ParseRulePart("f", kFile);
  ASSERT_TRUE(part.ok()) << part.status();
  part->tree.reset();
  WalkRules(*part, [&](const RuleEntry& entry) {
    EXPECT_EQ(PlaceText(entry.place), "f");
    return true;
  });
}

}  // namespace
}  // namespace filing_review::classify
