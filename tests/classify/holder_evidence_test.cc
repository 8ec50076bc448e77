// Evidence of holders: that of a figure is boxed to its row, that of a footnote to the note, that
// of a sentence to the sentence. Three scripts.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "classify/holders.h"
#include "tests/classify/embedded_rules.h"
#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

// Vertical extent, points.
struct Band {
  double top = 1e9, bottom = -1;
};

// Of the lines of a document that have one of `texts` in them.
Band BandOf(const extract::Document& document, const std::vector<std::string>& texts) {
  Band band;
  for (const extract::Page& page : document.pages) {
    for (const extract::Line& line : page.lines) {
      const std::string text = page.text.substr(line.text_begin, line.text_end - line.text_begin);
      for (const std::string& wanted : texts) {
        if (!absl::StrContains(text, wanted)) continue;
        band.top = std::min(band.top, line.cross0 / 100.0);
        band.bottom = std::max(band.bottom, line.cross1 / 100.0);
      }
    }
  }
  return band;
}

struct EvidenceCase {
  std::string page;
  std::string name;               // the holder that is looked at
  std::string percent;            // as printed
  std::vector<std::string> row;   // words of the lines of its row
  std::vector<std::string> note;  // words of the lines of its footnote; empty: it has none
};

class HolderEvidenceTest : public testing::TestWithParam<EvidenceCase> {};

TEST_P(HolderEvidenceTest, IsBoxedToRowAndNote) {
  const EvidenceCase& c = GetParam();
  EmbeddedRules rules;
  ASSERT_TRUE(rules.ok);
  auto finder = HolderFinder::Create(rules.pack, rules.macros);
  ASSERT_TRUE(finder.ok()) << finder.status();
  const extract::Document document = TextDocument({c.page});
  v1::ReviewBrief brief;
  brief.mutable_filing()->set_filing_type(v1::FILING_TYPE_HKEX_PROSPECTUS);
  brief.mutable_filing()->set_listing_venue(v1::LISTING_VENUE_HK);
  (*finder)->Find(Analyze(document), brief);
  const Band row = BandOf(document, c.row), note = BandOf(document, c.note);
  int holders = 0, figures = 0, notes = 0;
  for (const v1::Holder& holder : brief.holders()) {
    if (holder.name() != c.name || holder.percent_text() != c.percent) continue;
    ++holders;
    for (const v1::Evidence& evidence : holder.evidence()) {
      const bool footnote = evidence.role() == v1::EVIDENCE_ROLE_FOOTNOTE;
      const Band& band = footnote ? note : row;
      EXPECT_GT(evidence.boxes_size(), 0) << evidence.quote();
      for (const v1::Box& box : evidence.boxes()) {
        EXPECT_LT(box.x0(), box.x1());
        EXPECT_GE(box.y0(), band.top - 1) << evidence.quote();
        EXPECT_LE(box.y1(), band.bottom + 1) << evidence.quote();
      }
      if (footnote) {
        ++notes;
        EXPECT_TRUE(absl::StrContains(evidence.quote(), c.note.front())) << evidence.quote();
      } else if (evidence.role() == v1::EVIDENCE_ROLE_FIGURE) {
        ++figures;
        EXPECT_TRUE(absl::StrContains(evidence.quote(), c.percent)) << evidence.quote();
      }
    }
  }
  EXPECT_EQ(holders, 1);
  EXPECT_EQ(figures, 1);
  EXPECT_EQ(notes, c.note.empty() ? 0 : 1);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, HolderEvidenceTest,
    testing::Values(
        EvidenceCase{"# PRINCIPAL SHAREHOLDERS\nThe table shows the beneficial ownership of our "
                     "ordinary shares.\n\nName\t\tNumber of shares\t\tPercentage\n"
                     "Alder Reach (1)\t\t1,200,000\t\t12.0%\nBrook Vale (2)\t\t800,000\t\t8.0%\n\n"
                     "(1) Alder Reach is a company incorporated in Singapore.\n\n"
                     "(2) Brook Vale is a company incorporated in Japan.",
                     "Brook Vale",
                     "8.0%",
                     {"Brook Vale (2)", "800,000", "8.0%"},
                     {"Brook Vale is a company incorporated in Japan"}},
        EvidenceCase{"# 前十名股东\n本公司前十名股东如下:\n\n"
                     "股东名称\t\t持股数量(股)\t\t持股比例(%)\n蓝杉基金(1)\t\t1,200,000\t\t12.00\n"
                     "明远资本(2)\t\t800,000\t\t8.00\n\n(1)蓝杉基金为于新加坡注册成立的公司。\n\n"
                     "(2)明远资本为于日本注册成立的公司。",
                     "明远资本",
                     "8.00",
                     {"明远资本(2)", "800,000", "8.00"},
                     {"明远资本为于日本注册成立的公司"}},
        EvidenceCase{"# 主要股東\n本公司主要股東如下:\n\n"
                     "股東名稱\t\t股份數目\t\t持股百分比\n藍杉基金(1)\t\t1,200,000\t\t12.00%\n"
                     "明遠資本(2)\t\t800,000\t\t8.00%\n\n(1)藍杉基金為於新加坡註冊成立的公司。\n\n"
                     "(2)明遠資本為於日本註冊成立的公司。",
                     "藍杉基金",
                     "12.00%",
                     {"藍杉基金(1)", "1,200,000", "12.00%"},
                     {"藍杉基金為於新加坡註冊成立的公司"}},
        EvidenceCase{
            "松涛集团的总部设于上海。\n\n蓝杉投资持有本公司38.5%的股份。\n\n其主营业务为租赁。",
            "蓝杉投资",
            "38.5%",
            {"蓝杉投资持有本公司38.5%的股份"},
            {}}));

// A row that goes on for another capacity has the name above as evidence of its own.
TEST(HolderEvidence, OfAFurtherCapacityNamesTheHolder) {
  EmbeddedRules rules;
  auto finder = HolderFinder::Create(rules.pack, rules.macros);
  ASSERT_TRUE(finder.ok()) << finder.status();
  const extract::Document document = TextDocument(
      {"# "
       "主要股東\n下列人士於本公司股份中擁有權益:"
       "\n\n股東名稱\t身份╱權益性質\t\t股份數目\t\t持股百分比\n"
       "青竹控股\t實益擁有人\t\t1,200,000(L)\t\t12.00%\n\t受控法團權益\t\t2,300,000(L)\t\t23.00%\n"
       "周某\t受託人\t\t600,000(L)\t\t6.00%\n"});
  v1::ReviewBrief brief;
  (*finder)->Find(Analyze(document), brief);
  for (const v1::Holder& holder : brief.holders()) {
    if (holder.percent_text() != "23.00%") continue;
    ASSERT_EQ(holder.evidence_size(), 2);
    EXPECT_EQ(holder.evidence(0).role(), v1::EVIDENCE_ROLE_FIGURE);
    EXPECT_EQ(holder.evidence(1).role(), v1::EVIDENCE_ROLE_HEADER);
    EXPECT_EQ(holder.evidence(1).quote(), "青竹控股");
    EXPECT_LT(holder.evidence(1).boxes(0).y0(), holder.evidence(0).boxes(0).y0());
    return;
  }
  FAIL() << "no second capacity was found";
}

}  // namespace
}  // namespace filing_review::classify
