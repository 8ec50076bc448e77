// Passages of filings with the holders that a reader finds in them, three scripts side by side:
// tests/classify/holder_rows/*.tsv. "\n" in a text ends a line, "\t" goes on to the next column, a
// line that starts with "# " is a heading. `expected` is "name|percent|stage|class; …" in the order
// of the names, empty where nobody holds. Tags of rows whose percentages are no holdings of the
// issuer start with "trap-". What is wrong today stands in known_wrong.tsv; a row that gets wrong
// or wrong in another way fails, and so does a listed one that gets right. To write the list anew:
//
//   HOLDER_ROWS_WRITE=1 build/bin/holder_rows_test

#include <gtest/gtest.h>

#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "classify/holders.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/row_file.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

constexpr char kScripts[][8] = {"zh-hans", "zh-hant", "en"};
// Whose filing the rows are from, where they name it.
constexpr char kIssuer[] = "苏州昆泽云帆科技股份有限公司";
constexpr int kLeastRows = 80;
constexpr int kLeastTraps = 15;

std::string PathOf(const std::string& name) { return absl::StrCat(HOLDER_ROWS_DIR, "/", name); }

std::string ShortClass(v1::HolderClass c) {
  switch (c) {
    case v1::HOLDER_CLASS_FOREIGN:
      return "FOREIGN";
    case v1::HOLDER_CLASS_HK_MACAU_TAIWAN:
      return "HMT";
    case v1::HOLDER_CLASS_OFFSHORE_VEHICLE:
      return "OFFSHORE";
    case v1::HOLDER_CLASS_PRC:
      return "PRC";
    default:
      return "UNKNOWN";
  }
}

std::string ShortStage(v1::HoldingStage stage) {
  std::string name = v1::HoldingStage_Name(stage);
  return name.substr(sizeof("HOLDING_STAGE_") - 1);
}

class HolderRowsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    absl::StatusOr<std::unique_ptr<HolderFinder>> finder =
        HolderFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  std::string Find(const std::string& text) const {
    v1::ReviewBrief brief;
    brief.mutable_filing()->set_filing_type(v1::FILING_TYPE_HKEX_PROSPECTUS);
    brief.mutable_filing()->set_listing_venue(v1::LISTING_VENUE_HK);
    brief.mutable_filing()->set_issuer(kIssuer);
    const std::string page = absl::StrReplaceAll(text, {{"\\n", "\n"}, {"\\t", "\t"}});
    finder_->Find(Analyze(TextDocument({page})), brief);
    std::set<std::string> found;
    for (const v1::Holder& h : brief.holders()) {
      if (!h.has_percent() && !h.has_votes_percent()) continue;
      const std::string figure = h.has_percent() ? absl::StrFormat("%g", h.percent())
                                                 : absl::StrFormat("%gV", h.votes_percent());
      found.insert(absl::StrJoin(
          {std::string(h.name()), figure, ShortStage(h.stage()), ShortClass(h.holder_class())},
          "|"));
    }
    return absl::StrJoin(found, "; ");
  }

  EmbeddedRules rules_;
  std::unique_ptr<HolderFinder> finder_;
};

TEST_F(HolderRowsTest, OnlyKnownRowsAreWrong) {
  KnownWrong wrong(PathOf("known_wrong.tsv"), "found today", "HOLDER_ROWS_WRITE");
  std::set<std::string> ids;
  for (const char* script : kScripts) {
    int rows = 0, traps = 0, right = 0;
    for (const std::vector<std::string>& row : ReadRows(PathOf(absl::StrCat(script, ".tsv")), 4)) {
      ASSERT_EQ(row.size(), 4u);
      EXPECT_TRUE(ids.insert(row[0]).second) << row[0] << " stands twice";
      ++rows;
      traps += row[3].starts_with("trap-") ? 1 : 0;
      std::vector<std::string> expected = absl::StrSplit(row[2], "; ", absl::SkipEmpty());
      const std::set<std::string> sorted(expected.begin(), expected.end());
      const std::string want = absl::StrJoin(sorted, "; "), got = Find(row[1]);
      if (want == got) {
        ++right;
        continue;
      }
      const std::string shown = got.empty() ? "nothing" : got;
      wrong.Add(row[0], shown);
      std::cout << row[0] << " [" << row[3] << "] " << row[1] << "\n    want " << want
                << "\n    got  " << shown << "\n";
    }
    EXPECT_GE(rows, kLeastRows) << script;
    EXPECT_GE(traps, kLeastTraps) << script;
    std::cout << script << ": " << right << " of " << rows << " rows right, " << traps
              << " traps\n";
  }
  wrong.Check();
}

}  // namespace
}  // namespace filing_review::classify
