#include "classify/conflicts_holdings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "classify/conflicts.h"
#include "classify/conflicts_sums.h"
#include "classify/holders.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

// A figure of a holder with the words that it stands in.
v1::Holder Holding(const std::string& name, double percent, const std::string& printed, int page,
                   const std::string& quote) {
  v1::Holder holder;
  holder.set_name(name);
  holder.set_percent(percent);
  holder.set_percent_text(printed);
  holder.set_percent_basis(v1::PERCENT_BASIS_TOTAL);
  holder.set_stage(v1::HOLDING_STAGE_BEFORE);
  holder.set_over_allotment(v1::OVER_ALLOTMENT_UNSTATED);
  holder.set_kind(v1::HOLDER_KIND_PRINCIPAL);
  v1::Evidence& evidence = *holder.add_evidence();
  evidence.set_document("main");
  evidence.set_page(page);
  evidence.set_quote(quote);
  evidence.set_role(v1::EVIDENCE_ROLE_FIGURE);
  return holder;
}

class HoldingConflictsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_.ok);
    auto holdings = HoldingConflicts::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(holdings.ok()) << holdings.status();
    holdings_ = *std::move(holdings);
    auto holders = HolderFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(holders.ok()) << holders.status();
    holders_ = *std::move(holders);
    auto conflicts = ConflictFinder::Create(rules_.pack, rules_.macros);
    ASSERT_TRUE(conflicts.ok()) << conflicts.status();
    conflicts_ = *std::move(conflicts);
  }

  // Explanations of the conflicts between holdings.
  std::string Between(const std::vector<v1::Holder>& holders) const {
    v1::ReviewBrief brief;
    for (const v1::Holder& holder : holders) *brief.add_holders() = holder;
    holdings_->Find(brief);
    std::string all;
    for (const v1::Conflict& conflict : brief.conflicts()) {
      EXPECT_EQ(conflict.kind(), "DIFFERENT_FIGURES");
      EXPECT_EQ(conflict.evidence_size(), 2);
      all += conflict.explanation();
    }
    return all;
  }

  // Explanations of the conflicts of a page of text.
  std::string OfPage(const std::string& text) const {
    v1::ReviewBrief brief;
    brief.mutable_filing()->set_filing_type(v1::FILING_TYPE_HKEX_PROSPECTUS);
    const extract::Document document = TextDocument({text});
    const AnalyzedDocument analyzed = Analyze(document);
    holders_->Find(analyzed, brief);
    conflicts_->Find({analyzed}, brief);
    std::string all;
    for (const v1::Conflict& conflict : brief.conflicts()) {
      EXPECT_EQ(conflict.kind(), "TOTALS_DISAGREE") << conflict.explanation();
      EXPECT_GE(conflict.evidence_size(), 2);
      all += conflict.explanation();
    }
    return all;
  }

  EmbeddedRules rules_;
  std::unique_ptr<HoldingConflicts> holdings_;
  std::unique_ptr<HolderFinder> holders_;
  std::unique_ptr<ConflictFinder> conflicts_;
};

TEST_F(HoldingConflictsTest, TwoFiguresOfOneHolder) {
  const v1::Holder at4 = Holding("Alder Reach", 12.5, "12.5%", 4, "Alder Reach holds 12.5%");
  EXPECT_EQ(
      Between({at4, Holding("Alder Reach", 12.8, "12.8%", 60, "Alder Reach  12.8%")}),
      "Alder Reach has 12.5% of the shares on page 4 and 12.8% on page 60, at the same stage.");
  EXPECT_EQ(Between({Holding("青竹控股", 26.4, "26.40%", 4, "青竹控股  26.40%"),
                     Holding("青竹控股", 24.6, "24.60%", 9, "青竹控股持有公司24.60%的股份")}),
            "青竹控股 has 26.4% of the shares on page 4 and 24.6% on page 9, at the same stage.");
  EXPECT_FALSE(Between({Holding("陳一帆先生", 8.31, "8.31%", 4, "陳一帆先生  8.31%"),
                        Holding("陳一帆", 8.13, "8.13%", 9, "陳一帆  8.13%")})
                   .empty())
      << "with and without a form of address";
  v1::Holder votes = at4, other_votes = at4;
  votes.clear_percent();
  votes.set_votes_percent(61.2);
  other_votes.clear_percent();
  other_votes.set_votes_percent(62.1);
  other_votes.mutable_evidence(0)->set_page(90);
  EXPECT_EQ(
      Between({votes, other_votes}),
      "Alder Reach has 61.2% of the votes on page 4 and 62.1% on page 90, at the same stage.");
}

TEST_F(HoldingConflictsTest, FiguresThatDoNotDisagree) {
  const v1::Holder at4 = Holding("Alder Reach", 12.5, "12.5%", 4, "Alder Reach holds 12.5%");
  const auto other = [](double percent, const std::string& printed, const std::string& quote) {
    return Holding("Alder Reach", percent, printed, 60, quote);
  };
  EXPECT_EQ(Between({at4, other(12.53, "12.53%", "Alder Reach  12.53%")}), "") << "rounding";
  EXPECT_EQ(Between({Holding("Alder Reach", 12.31, "12.31%", 4, "Alder Reach  12.31%"),
                     other(12.29, "12.29%", "Alder Reach  12.29%")}),
            "")
      << "treasury shares left out";
  EXPECT_EQ(Between({at4, other(21.7, "21.7%", "Alder Reach  21.7%")}), "") << "another reach";
  EXPECT_EQ(Between({at4, other(13.1, "13.1%", "Alder Reach indirectly controls 13.1%")}), "");
  EXPECT_EQ(Between({at4, other(13.1, "13.1%", "Alder Reach is deemed to hold 13.1%")}), "");
  EXPECT_EQ(Between({Holding("青竹控股", 12.5, "12.5%", 4, "青竹控股  12.5%"),
                     Holding("青竹控股", 13.1, "13.1%", 9, "青竹控股及其一致行动人持有13.1%")}),
            "");
  EXPECT_EQ(Between({Holding("青竹控股", 12.5, "12.5%", 4, "青竹控股  12.5%"),
                     Holding("青竹控股", 13.1, "13.1%", 9, "青竹控股被視為擁有13.1%權益")}),
            "");
  v1::Holder after = other(12.8, "12.8%", "Alder Reach  12.8%");
  after.set_stage(v1::HOLDING_STAGE_AFTER);
  EXPECT_EQ(Between({at4, after}), "") << "another stage";
  after.set_stage(v1::HOLDING_STAGE_HISTORICAL);
  EXPECT_EQ(Between({at4, after}), "") << "of the past";
  v1::Holder of_class = other(12.8, "12.8%", "Alder Reach  12.8%");
  of_class.set_percent_basis(v1::PERCENT_BASIS_CLASS);
  EXPECT_EQ(Between({at4, of_class}), "") << "of a class";
  v1::Holder cornerstone = other(12.8, "12.8%", "Alder Reach  12.8%");
  cornerstone.set_kind(v1::HOLDER_KIND_CORNERSTONE);
  EXPECT_EQ(Between({at4, cornerstone}), "") << "what it subscribes for";
  v1::Holder with = other(12.8, "12.8%", "Alder Reach  12.8%"), without = at4;
  with.set_over_allotment(v1::OVER_ALLOTMENT_WITH);
  without.set_over_allotment(v1::OVER_ALLOTMENT_WITHOUT);
  EXPECT_EQ(Between({with, without}), "") << "with and without the option";
  EXPECT_EQ(Between({at4, other(12.8, "12.8%", "Alder Reach  12.8%"),
                     Holding("Birch", 7.5, "7.5%", 4, "Birch  7.5%"),
                     Holding("Birch", 7.7, "7.7%", 60, "Birch  7.7%")}),
            "")
      << "two places that differ for two holders are of two dates";
}

TEST_F(HoldingConflictsTest, RowsAgainstTheirTotal) {
  const std::string zh =
      "# 发行人股本情况\n本次发行前，公司的股东情况如下：\n\n股东名称\t持股比例（%）\n";
  EXPECT_EQ(OfPage(zh + "青竹控股\t50.00%\n远帆国际\t30.00%\n松岭资本\t20.00%\n合计\t100.00%\n"),
            "");
  EXPECT_NE(OfPage(zh + "青竹控股\t50.00%\n远帆国际\t33.00%\n松岭资本\t20.00%\n合计\t100.00%\n"),
            "");
  const std::string hant =
      "# 主要股東\n緊接全球發售前，本公司的股東如下：\n\n股東名稱\t持股百分比\n";
  EXPECT_EQ(OfPage(hant + "青竹控股\t61.25%\n遠帆國際\t28.75%\n松嶺資本\t10.00%\n總計\t100.00%\n"),
            "");
  EXPECT_NE(OfPage(hant + "青竹控股\t61.25%\n遠帆國際\t27.85%\n松嶺資本\t10.00%\n總計\t100.00%\n"),
            "");
  const std::string en =
      "# OUR SHAREHOLDERS\nThe following table shows the shareholders of our company before this "
      "offering.\n\nName of shareholder\tPercentage\n";
  EXPECT_EQ(OfPage(en + "Alder Reach\t45.0%\nBrook Vale\t35.0%\nCedar Loft\t20.0%\nTotal of all "
                        "shares\t100.0%\n"),
            "");
  EXPECT_NE(OfPage(en + "Alder Reach\t45.0%\nBrook Vale\t32.0%\nCedar Loft\t20.0%\nTotal of all "
                        "shares\t100.0%\n"),
            "");
  EXPECT_NE(OfPage(en + "Alder Reach\t55.5%\nBrook Vale\t35.5%\nCedar Loft\t20.5%\n"), "")
      << "more than the whole";
  EXPECT_EQ(OfPage(en + "Alder Reach\t55.5%\nBrook Vale\t55.5%\nCedar Loft\t20.5%\n"), "")
      << "one block of shares in two rows";
  EXPECT_EQ(OfPage(en + "Alder Reach\t33.4%\nBrook Vale\t33.4%\nCedar Loft\t33.3%\n"), "")
      << "rounding";
}

TEST(KeepsRatioButOnce, Table) {
  const ColumnSum shares = {{400, 300, 200, 100}, 1000, 1};
  EXPECT_TRUE(KeepsRatioButOnce({{40, 30, 20, 10}, 99, 0.01}, shares)) << "the total is a slip";
  EXPECT_TRUE(KeepsRatioButOnce({{40, 30, 2, 10}, 100, 0.01}, shares)) << "a row is a slip";
  EXPECT_FALSE(KeepsRatioButOnce({{40, 30, 20, 10}, 100, 0.01}, shares)) << "no slip";
  EXPECT_FALSE(KeepsRatioButOnce({{40, 33, 22, 10}, 100, 0.01}, shares)) << "two slips";
}

}  // namespace
}  // namespace filing_review::classify
