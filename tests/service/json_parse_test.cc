#include "service/render/json_parse.h"

#include <gtest/gtest.h>

#include <string>

#include "service/render/json.h"
#include "tests/service/sample_brief.h"

namespace filing_review::render {
namespace {

TEST(JsonParse, ReadsBackWhatWasWritten) {
  for (const v1::ReviewBrief& brief : {Sample(), v1::ReviewBrief()}) {
    const std::string json = RenderJson(brief);
    const absl::StatusOr<v1::ReviewBrief> read = ParseBriefJson(json);
    ASSERT_TRUE(read.ok()) << read.status();
    EXPECT_EQ(RenderJson(*read), json);
  }
  // Beyond what a double holds.
  v1::ReviewBrief big = Sample();
  big.mutable_user_counts(0)->set_value(9007199254740993);
  EXPECT_EQ(ParseBriefJson(RenderJson(big))->user_counts(0).value(), 9007199254740993);
}

TEST(JsonParse, KeepsAbsentApartFromZero) {
  const auto absent = ParseBriefJson(R"({"holders": [{"name": "A"}]})");
  const auto zero = ParseBriefJson(R"({"holders": [{"name": "A", "percent": 0}], "new": [1]})");
  ASSERT_TRUE(absent.ok() && zero.ok());
  EXPECT_FALSE(absent->holders(0).has_percent());
  EXPECT_TRUE(zero->holders(0).has_percent());
}

TEST(JsonParse, NamesTheFieldThatIsWrong) {
  struct Case {
    const char* json;
    const char* message;
  };
  for (const Case& c :
       {Case{"", "not a JSON object"}, Case{"[]", "not a JSON object"},
        Case{"{", "not a JSON object"}, Case{R"({"userCounts": {}})", "userCounts: not a list"},
        Case{R"({"userCounts": [{}, {"bound": "MUCH"}]})",
             "userCounts[1].bound: no such value: MUCH"},
        Case{R"({"userCounts": [{"value": "12x"}]})", "userCounts[0].value: not a whole number"},
        Case{R"({"headline": {"conflictCount": 1e10}})", "headline.conflictCount: out of range"},
        Case{R"({"filing": 3})", "filing: not an object"}}) {
    const auto brief = ParseBriefJson(c.json);
    ASSERT_FALSE(brief.ok()) << c.json;
    EXPECT_TRUE(Contains(std::string(brief.status().message()), c.message)) << brief.status();
  }
}

}  // namespace
}  // namespace filing_review::render
