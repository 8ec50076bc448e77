#include "classify/analyzed_document.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/classify/text_document.h"

namespace filing_review::classify {
namespace {

std::vector<std::string> Sentences(const AnalyzedDocument& analyzed) {
  std::vector<std::string> out;
  for (const Sentence& s : analyzed.sentences) out.emplace_back(analyzed.Text(s));
  return out;
}

TEST(Analyze, SentencesTable) {
  const struct {
    const char* what;
    std::vector<std::string> pages;
    std::vector<std::string> sentences;
  } rows[] = {
      {"English lines are joined by a space",
       {"we had 12 million\nregistered users. We grew."},
       {"we had 12 million registered users.", "We grew."}},
      {"Chinese lines are joined by nothing",
       {"截至期末，本公司拥有一千二\n百万名注册用户。我们继续增长。"},
       {"截至期末,本公司拥有一千二百万名注册用户。", "我们继续增长。"}},
      {"Traditional Chinese is folded", {"註冊用戶數據。"}, {"注册用户数据。"}},
      {"a footnote mark is left out",
       {"we had 493 million^{(1)} annual users."},
       {"we had 493 million annual users."}},
      {"a paragraph goes on over a page",
       {"the platform had more than\nthirty million registered", "users in the period. Next."},
       {"the platform had more than thirty million registered users in the period.", "Next."}},
      {"a compound broken at its hyphen stays one word",
       {"data of third-\nparty vendors are kept."},
       {"data of third-party vendors are kept."}},
      {"a word broken at a line end is healed where the document knows the whole word",
       {"an inter-\nnational group. The international group."},
       {"an international group.", "The international group."}},
      {"a number broken after a separator",
       {"we have 1,234,\n567 users here."},
       {"we have 1,234,567 users here."}},
      {"abbreviations do not end a sentence",
       {"held by Alder Lake Co., Ltd. and by others. Next one."},
       {"held by Alder Lake Co., Ltd. and by others.", "Next one."}},
      {"a list mark is no cell",
       {"1.\tWe keep user data in\nthe city of Jinan. It is safe."},
       {"1. We keep user data in the city of Jinan.", "It is safe."}},
      {"(一)的清单项目不是表格行",
       {"（一）\t本公司收集用户数据。本公司保存数据。"},
       {"(一) 本公司收集用户数据。", "本公司保存数据。"}},
      {"cells are divided by a tab",
       {"Registered users\t46,917\t58,722"},
       {"Registered users\t46,917\t58,722"}},
  };
  for (const auto& row : rows) {
    const extract::Document document = TextDocument(row.pages);
    EXPECT_EQ(Sentences(Analyze(document)), row.sentences) << row.what;
  }
}

TEST(AddEvidence, QuotesTheOriginalTextWithABoxALine) {
  const extract::Document document =
      TextDocument({"於期末，平台擁有３千萬名\n註冊用戶。另有其他。"});
  const AnalyzedDocument analyzed = Analyze(document);
  ASSERT_EQ(analyzed.sentences.size(), 2u);
  const Sentence& s = analyzed.sentences[0];
  v1::UserCount count;
  AddEvidence(analyzed, s.passage, s.begin, s.end, v1::EVIDENCE_ROLE_FIGURE,
              *count.mutable_evidence());
  ASSERT_EQ(count.evidence_size(), 1);
  const v1::Evidence& e = count.evidence(0);
  EXPECT_EQ(e.quote(), "於期末，平台擁有３千萬名註冊用戶。");
  EXPECT_EQ(e.page(), 1);
  ASSERT_EQ(e.boxes_size(), 2);
  EXPECT_DOUBLE_EQ(e.boxes(0).x0(), 50);
  EXPECT_DOUBLE_EQ(e.boxes(0).x1(), 50 + 12 * 5);
  EXPECT_DOUBLE_EQ(e.boxes(1).x1(), 50 + 5 * 5);
  EXPECT_LT(e.boxes(0).y1(), e.boxes(1).y1());
}

TEST(AddEvidence, OverTwoPagesIsTwoItemsOfOneGroup) {
  const extract::Document document = TextDocument(
      {"the platform had more than\nthirty million registered", "users in the period."});
  const AnalyzedDocument analyzed = Analyze(document);
  ASSERT_EQ(analyzed.sentences.size(), 1u);
  v1::UserCount count;
  AddEvidence(analyzed, 0, 0, analyzed.passages[0].text.size(), v1::EVIDENCE_ROLE_FIGURE,
              *count.mutable_evidence());
  ASSERT_EQ(count.evidence_size(), 2);
  EXPECT_EQ(count.evidence(0).page(), 1);
  EXPECT_EQ(count.evidence(1).page(), 2);
  EXPECT_EQ(count.evidence(1).quote(), "users in the period.");
  EXPECT_NE(count.evidence(0).group(), 0);
  EXPECT_EQ(count.evidence(0).group(), count.evidence(1).group());
}

TEST(Analyze, HeadingsNestAndNameTheSection) {
  const extract::Document document = TextDocument(
      {"# RISK FACTORS\n\n# Risks of our data\n\nWe may lose data in a breach. It may cost us.\n"});
  const AnalyzedDocument analyzed = Analyze(document);
  ASSERT_EQ(analyzed.sections.size(), 2u);
  EXPECT_EQ(analyzed.SectionPath(analyzed.passages.back().section),
            "RISK FACTORS > Risks of our data");
}

}  // namespace
}  // namespace filing_review::classify
