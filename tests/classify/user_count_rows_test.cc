// Sentences of filings with the figures that a reader finds in them, three scripts side by side:
// tests/classify/user_count_rows/*.tsv. "\n" in a text ends a line; a line that starts with "# " is
// a heading. Tags of rows whose numbers are no user counts, or not the issuer's, start with
// "trap-". What is wrong today stands in known_wrong.tsv; a row that gets wrong or wrong in another
// way fails, and so does a listed one that gets right. To write the list anew:
//
//   USER_COUNT_ROWS_WRITE=1 build/bin/user_count_rows_test

#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "classify/user_counts.h"
#include "tests/classify/count_finder_test.h"
#include "tests/classify/expected_counts.h"
#include "tests/classify/row_file.h"

namespace filing_review::classify {
namespace {

constexpr char kScripts[][8] = {"zh-hans", "zh-hant", "en"};
constexpr int kLeastRows = 150;
constexpr int kLeastTraps = 60;

std::string PathOf(const std::string& name) { return absl::StrCat(USER_COUNT_ROWS_DIR, "/", name); }

class UserCountRowsTest : public CountFinderTest {
 protected:
  std::vector<v1::UserCount> Find(const std::string& text) const {
    v1::ReviewBrief brief;
    const std::string page = absl::StrReplaceAll(text, {{"\\n", "\n"}});
    finder_->Find(Analyze(TextDocument({page})), brief);
    return {brief.user_counts().begin(), brief.user_counts().end()};
  }
};

std::string Share(const RightOf& part) {
  return part.of == 0 ? "-"
                      : absl::StrFormat("%d of %d (%.3f)", part.right, part.of,
                                        static_cast<double>(part.right) / part.of);
}

TEST_F(UserCountRowsTest, OnlyKnownRowsAreWrong) {
  KnownWrong wrong(PathOf("known_wrong.tsv"), "wrong today", "USER_COUNT_ROWS_WRITE");
  std::set<std::string> ids;
  for (const char* script : kScripts) {
    RightOf rows, traps;
    CountTally tally;
    for (const std::vector<std::string>& row : ReadRows(PathOf(absl::StrCat(script, ".tsv")), 4)) {
      ASSERT_EQ(row.size(), 4u);
      EXPECT_TRUE(ids.insert(row[0]).second) << row[0] << " stands twice";
      const std::vector<ExpectedCount> expected = ParseExpectedCounts(row[2]);
      for (const ExpectedCount& count : expected) {
        EXPECT_TRUE(CanBeFound(count)) << row[0] << ": " << row[2];
      }
      const std::string difference = CompareCounts(expected, Find(row[1]), tally);
      rows.Add(difference.empty());
      if (row[3].starts_with("trap-")) traps.Add(difference.empty());
      if (difference.empty()) continue;
      wrong.Add(row[0], difference);
      std::cout << row[0] << " [" << row[3] << "] " << row[1] << "\n    " << difference << "\n";
    }
    EXPECT_GE(rows.of, kLeastRows) << script;
    EXPECT_GE(traps.of, kLeastTraps) << script;
    std::cout << script << ": rows right " << Share(rows) << ", traps " << Share(traps)
              << ", facts found " << Share(tally.found) << ", surplus " << tally.surplus
              << ", as_of " << Share(tally.as_of) << ", region " << Share(tally.region)
              << ", subject " << Share(tally.subject) << "\n";
  }
  wrong.Check();
}

TEST(ExpectedCountsTest, SlipsOfThePenAreSeen) {
  const struct {
    const char* text;
    bool can;
  } kRows[] = {
      {"MAU 5 EXACT ISSUER as_of=2023Q4 region=HK subject=Blue Heron", true},
      {"USERS 1-2 RANGE TARGET", true},
      {"MAUS 5 EXACT ISSUER", false},
      {"MAU 5 EXACTLY ISSUER", false},
      {"MAU 5 EXACT OURS", false},
      {"MAU five EXACT ISSUER", false},
      {"MAU 5-6 EXACT ISSUER", false},
      {"MAU 5 EXACT ISSUER as_of=late", false},
      {"MAU 5 EXACT ISSUER region=MARS", false},
      {"MAU 5 EXACT ISSUER; DAU 5 EXACT ISSUER", false},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(CanBeFound(ParseExpectedCounts(row.text)[0]), row.can) << row.text;
  }
}

// The comparison itself: a wrong field of every kind is seen.
TEST(CompareCountsTest, SeesEachDifference) {
  v1::UserCount found;
  found.set_value(4050000);
  found.set_metric("MAU");
  found.set_bound(v1::BOUND_EXACT);
  found.set_attribution(v1::ATTRIBUTION_ISSUER);
  found.set_as_of("2023Q4");
  found.set_region(v1::REGION_CN_MAINLAND);
  found.set_subject("the Blue Heron app");
  const struct {
    const char *expected, *difference;
  } kRows[] = {
      {"MAU 4050000 EXACT ISSUER", ""},
      {"MAU 4050000 EXACT ISSUER as_of=2023-12-31 region=CN_MAINLAND subject=blue heron",
       "as_of 2023Q4 for 2023-12-31"},
      {"MAU 4050000 EXACT ISSUER as_of=2023Q4 region=CN_MAINLAND subject=Blue Heron", ""},
      {"MAU 4050000 EXACT ISSUER as_of=2023", ""},
      {"MAU 4050000 EXACT ISSUER as_of=2022", "as_of 2023Q4 for 2022"},
      {"MAU 4050000 EXACT ISSUER region=GLOBAL", "region CN_MAINLAND for GLOBAL"},
      {"MAU 4050000 EXACT ISSUER subject=Grey Heron", "subject the Blue Heron app for Grey Heron"},
      {"DAU 4050000 EXACT ISSUER",
       "missing DAU 4050000 EXACT ISSUER; surplus MAU 4050000 EXACT ISSUER"},
      {"MAU 4050000 APPROX ISSUER",
       "missing MAU 4050000 APPROX ISSUER; surplus MAU 4050000 EXACT ISSUER"},
      {"MAU 4050000 EXACT INDUSTRY",
       "missing MAU 4050000 EXACT INDUSTRY; surplus MAU 4050000 EXACT ISSUER"},
      {"", "surplus MAU 4050000 EXACT ISSUER"},
  };
  for (const auto& row : kRows) {
    CountTally tally;
    EXPECT_EQ(CompareCounts(ParseExpectedCounts(row.expected), {found}, tally), row.difference);
  }
}

}  // namespace
}  // namespace filing_review::classify
