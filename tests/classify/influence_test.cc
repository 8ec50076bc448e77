#include "classify/influence.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "classify/holder_lexicon.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

class InfluenceTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    auto lexicon = HolderLexicon::Create(rules_.pack.holders(), rules_.macros);
    ASSERT_TRUE(lexicon.ok()) << lexicon.status();
    lexicon_ = *std::move(lexicon);
    auto finder = InfluenceFinder::Create(rules_.pack.holders(), rules_.macros, *lexicon_);
    ASSERT_TRUE(finder.ok()) << finder.status();
    finder_ = *std::move(finder);
  }

  // "KIND|holder", one after the other; every item has boxed evidence.
  std::string Find(const std::string& text) const {
    v1::ReviewBrief brief;
    const extract::Document document = TextDocument({text});
    finder_->Find(Analyze(document), brief);
    std::string all;
    for (const v1::Influence& found : brief.influence()) {
      EXPECT_EQ(found.evidence_size(), 1);
      EXPECT_GT(found.evidence(0).boxes_size(), 0);
      if (!all.empty()) all += "; ";
      all += found.kind() + "|" + found.holder();
    }
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<HolderLexicon> lexicon_;
  std::unique_ptr<InfluenceFinder> finder_;
};

TEST_F(InfluenceTest, ThreeScripts) {
  const struct {
    const char *text, *found;
  } kRows[] = {
      {"根据股东协议，青竹控股有权委派一名董事。", "BOARD_RIGHT|青竹控股"},
      {"根據股東協議，青竹控股有權提名一名非執行董事。", "BOARD_RIGHT|青竹控股"},
      {"Alder Reach Limited has the right to appoint one director.",
       "BOARD_RIGHT|Alder Reach Limited"},
      {"本公司的董事由股东大会选举产生。", ""},
      {"本公司的董事由股東於股東大會上選舉。", ""},
      {"Any director may be removed by an ordinary resolution.", ""},
      {"公司设有特别表决权股份。", "SPECIAL_VOTES|"},
      {"本公司採用不同投票權架構。", "SPECIAL_VOTES|"},
      {"We have a dual-class share structure.", "SPECIAL_VOTES|"},
      {"公司没有特别表决权安排。", ""},
      {"本公司並無採用不同投票權架構。", ""},
      {"Each share carries one vote.", ""},
      {"公司通过VIE协议控制境内运营实体。", "CONTRACTUAL_CONTROL|"},
      {"我們透過合約安排控制綜合聯屬實體。", "CONTRACTUAL_CONTROL|"},
      {"青竹控股已将其持有的公司500万股股份质押给银行。", "PLEDGE|青竹控股"},
      {"青竹控股已將其持有的本公司5,000,000股股份質押予銀行。", "PLEDGE|青竹控股"},
      {"Alder Reach Limited has pledged 5,000,000 of our ordinary shares.",
       "PLEDGE|Alder Reach Limited"},
      {"公司股东所持股份不存在质押或冻结。", ""},
      {"控股股東概無將其股份質押。", ""},
      {"陈一帆与周以宁于2022年签署了一致行动协议。", "ACTING_IN_CONCERT|陈一帆与周以宁"},
      {"陳一帆先生與周以寧女士訂立一致行動協議。", "ACTING_IN_CONCERT|陳一帆先生與周以寧女士"},
      {"Mr. Ash and Ms. Elm have entered into an acting-in-concert agreement.",
       "ACTING_IN_CONCERT|Mr. Ash and Ms. Elm"},
      {"上述股东不构成一致行动人。", ""},
      {"公司董事陈一帆由青竹控股提名。", "NOMINATED_DIRECTOR|青竹控股"},
      {"非執行董事陳一帆先生由青竹控股提名。", "NOMINATED_DIRECTOR|青竹控股"},
      {"外资持有该类企业的股权不得超过50%。", "FOREIGN_CAP|"},
      {"外國投資者於該公司的股權不得超過50%。", "FOREIGN_CAP|"},
      {"Foreign ownership of such a company may not exceed 50%.", "FOREIGN_CAP|"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Find(row.text), row.found) << row.text;
}

TEST_F(InfluenceTest, WhatIsSaidOftenIsToldThreeTimes) {
  std::string text, other;
  for (int i = 0; i < 6; ++i) {
    text += "Alder Reach Limited has the right to appoint one director.\n\n";
    other += "Brook Fund L.P. has the right to appoint an observer.\n\n";
  }
  const std::string one = "BOARD_RIGHT|Alder Reach Limited";
  const std::string two = "BOARD_RIGHT|Brook Fund L.P.";
  EXPECT_EQ(Find(text), one + "; " + one + "; " + one);
  EXPECT_EQ(Find(text + other),
            one + "; " + one + "; " + one + "; " + two + "; " + two + "; " + two);
}

}  // namespace
}  // namespace filing_review::classify
