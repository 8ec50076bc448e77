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
      {"a word broken at the end of a page is healed",
       {"We serve an inter-", "national group of readers. The international group."},
       {"We serve an international group of readers.", "The international group."}},
      {"a compound broken at the end of a page stays one word",
       {"Data of the third-", "party vendors are kept."},
       {"Data of the third-party vendors are kept."}},
      {"a number broken after a separator at the end of a page",
       {"On that day we had 1,234,", "567 users here."},
       {"On that day we had 1,234,567 users here."}},
      {"中文数字跨页",
       {"截至期末，本平台擁有一千二", "百萬名註冊用戶。下一句。"},
       {"截至期末,本平台拥有一千二百万名注册用户。", "下一句。"}},
      {"中文数字跨页，且本行未满",
       {"截至二零二三年三月三十一日，本平台的全部注册用户\n已增至二千六百", "四十万名。下一句。"},
       {"截至二零二三年三月三十一日,本平台的全部注册用户已增至二千六百四十万名。", "下一句。"}},
      {"编号不接续数字",
       {"本公司在全国各地经营的各项业务的注册用户的总数\n共计二千六百", "一、业务概况\n\n下一句。"},
       {"本公司在全国各地经营的各项业务的注册用户的总数共计二千六百", "一、业务概况", "下一句。"}},
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

// Notes at the foot of a page stand in the way of the paragraph that goes on behind them.
TEST(Analyze, NotesAtTheFootOfAPageDoNotPartAParagraph) {
  const struct {
    std::vector<std::string> pages;
    std::vector<std::string> sentences;
  } rows[] = {
      {{"A first paragraph of the page.\n\nthe platform had more than\nthirty million "
        "registered\n\n"
        "(1) Users who\nsigned up by then.",
        "users in the period. Next."},
       {"A first paragraph of the page.",
        "the platform had more than thirty million registered users in the period.", "Next.",
        "(1) Users who signed up by then."}},
      {{"本公司的第一段。\n\n截至期末，本平台拥有三千万名注\n\n注1：指于当日已\n注册的账户。",
        "册用户。下一句。"},
       {"本公司的第一段。", "截至期末,本平台拥有三千万名注册用户。", "下一句。",
        "注1:指于当日已注册的账户。"}},
      // A paragraph that is done stays where it is.
      {{"The platform had thirty million users.\n\n(1) Users who\nsigned up by then.",
        "Others came later."},
       {"The platform had thirty million users.", "(1) Users who signed up by then.",
        "Others came later."}},
  };
  for (const auto& row : rows) {
    extract::Document document = TextDocument(row.pages);
    std::vector<extract::Line>& lines = document.pages[0].lines;
    for (size_t i = lines.size() - 2; i < lines.size(); ++i) lines[i].font_size = 800;
    EXPECT_EQ(Sentences(Analyze(document)), row.sentences);
  }
}

// Sets the Chinese lines of each page in a column of its own, right of the English ones.
void SetBeside(extract::Document* document) {
  for (extract::Page& page : document->pages) {
    int32_t up = -1;
    for (extract::Line& line : page.lines) {
      if (page.LineText(line).front() > 0) continue;
      if (up < 0) up = line.cross0 - page.lines[0].cross0;
      line.cross0 -= up;
      line.cross1 -= up;
      line.start += 30000;
      line.end += 40000;  // characters of Chinese are wider
    }
  }
}

TEST(Analyze, TwoLanguagesSideBySideAreTwoFlows) {
  const struct {
    const char* what;
    std::vector<std::string> pages;
    std::vector<std::string> sentences;
  } rows[] = {
      {"both go on over the page",
       {"The company keeps what its users tell it\nand what it finds out. It asks them all.\n"
        "It does so each time, and it keeps their\nanswers and the data it needs for the\n\n"
        "本公司保存用户所提供的资料。本公司每次\n都会事先征求用户的同意，并且保存用户的\n"
        "答复。本公司亦会保存用户在使用本平台所\n提供的各项服务时所需要使用的全部的各项",
        "services that they use. It shares none.\nIt asks first.\nIt always does.\nIt did.\n\n"
        "数据。本公司不提供予他人。本公司事先\n征求同意。"},
       {"The company keeps what its users tell it and what it finds out.", "It asks them all.",
        ("It does so each time, and it keeps their answers and the data it needs for the services "
         "that they use."),
        "It shares none.", "It asks first.", "It always does.", "It did.",
        "本公司保存用户所提供的资料。", "本公司每次都会事先征求用户的同意,并且保存用户的答复。",
        "本公司亦会保存用户在使用本平台所提供的各项服务时所需要使用的全部的各项数据。",
        "本公司不提供予他人。", "本公司事先征求同意。"}},
      {"one of them is done",
       {"The company keeps what its users tell it\nand nothing else. It asks them.\nIt does.\n"
        "So it was.\n\n"
        "本公司保存用户所提供的资料以及用户在\n使用本平台提供的各项服务时需要使用的",
        "Others may see none of it at any time.\nThey ask.\nWe refuse.\nSo it is.\n\n"
        "数据。本公司不提供予他人。本公司事先\n征求同意。"},
       {"The company keeps what its users tell it and nothing else.", "It asks them.", "It does.",
        "So it was.",
        "本公司保存用户所提供的资料以及用户在使用本平台提供的各项服务时需要使用的数据。",
        "本公司不提供予他人。", "本公司事先征求同意。", "Others may see none of it at any time.",
        "They ask.", "We refuse.", "So it is."}},
  };
  for (const auto& row : rows) {
    extract::Document document = TextDocument(row.pages);
    SetBeside(&document);
    EXPECT_EQ(Sentences(Analyze(document)), row.sentences) << row.what;
  }
}

TEST(Analyze, AParagraphGoesOnInTheNextColumn) {
  extract::Document document = TextDocument(
      {"The company keeps what its users tell it\nand the data that it may need for the\n"
       "many services of the\n\nplatform. It shares none of what it keeps."});
  for (size_t i = 3; i < document.pages[0].lines.size(); ++i) {
    extract::Line& line = document.pages[0].lines[i];
    line.cross0 -= 4800;
    line.cross1 -= 4800;
    line.start += 30000;
    line.end += 30000;
  }
  // The last line of the left column ends at its edge.
  document.pages[0].lines[2].end = document.pages[0].lines[0].end;
  EXPECT_EQ(Sentences(Analyze(document)),
            (std::vector<std::string>{"The company keeps what its users tell it and the data that "
                                      "it may need for the many services of the platform.",
                                      "It shares none of what it keeps."}));
}

// Headers, footers and page numbers stand between the two halves of a sentence.
TEST(Analyze, RunningLinesDoNotPartASentence) {
  const struct {
    std::vector<std::string> pages;
    std::vector<std::string> sentences;
  } rows[] = {
      {{"BUSINESS\n\nthe platform had more than ten\nthirty million registered\n\nDraft\n\n12",
        "BUSINESS\n\nusers in the period. Next.\n\nDraft\n\n13"},
       {"the platform had more than ten thirty million registered users in the period.", "Next."}},
      {{"業務\n\n截至期末，本平台擁有三千萬名註\n\n草擬本\n\n12",
        "業務\n\n冊用戶。下一句。\n\n草擬本\n\n13"},
       {"截至期末,本平台拥有三千万名注册用户。", "下一句。"}},
  };
  for (const auto& row : rows) {
    extract::Document document = TextDocument(row.pages);
    for (extract::Page& page : document.pages) {
      page.lines.front().role = extract::LineRole::kHeader;
      page.lines.end()[-2].role = extract::LineRole::kFooter;
      page.lines.back().role = extract::LineRole::kPageNumber;
    }
    EXPECT_EQ(Sentences(Analyze(document)), row.sentences);
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

// Titles of all sections with their parents.
std::vector<std::string> Paths(const AnalyzedDocument& analyzed) {
  std::vector<std::string> out;
  for (size_t i = 0; i < analyzed.sections.size(); ++i) {
    out.push_back(analyzed.SectionPath(static_cast<int32_t>(i)));
  }
  return out;
}

TEST(Analyze, HeadingsOfOneBlockAreToldApart) {
  const char* const body =
      "\n\nA line of text that is long enough to show where the right edge of the body is.\n";
  const struct {
    const char* what;
    std::string page;
    std::vector<std::string> paths;
  } rows[] = {
      {"capitals and what follows",
       "# BUSINESS\n# Operating data",
       {"BUSINESS", "BUSINESS > Operating data"}},
      {"part and item", "# PART I\n# Item 1. Business", {"PART I", "PART I > Item 1. Business"}},
      {"两级编号",
       "（一）股本形成\n1、有限公司成立",
       {"（一）股本形成", "（一）股本形成 > 1、有限公司成立"}},
      {"two short lines", "# Seasonality\n# Mobility", {"Seasonality", "Mobility"}},
      {"a title that wraps",
       "# Regulations on the collection and the cross-border transfer of data\n# of our users",
       {"Regulations on the collection and the cross-border transfer of data of our users"}},
  };
  for (const auto& row : rows) {
    const extract::Document document = TextDocument({row.page + body});
    EXPECT_EQ(Paths(Analyze(document)), row.paths) << row.what;
  }
}

TEST(Analyze, AHeadingInTheLineOfItsTextNamesASectionAndIsText) {
  extract::Document document =
      TextDocument({"Our data may be lost or stolen. To sign up, a rider of\n\n"
                    "Wren gives us a name and the number of a card. We keep\nthem."});
  document.pages[0].lines[0].bold = true;
  const AnalyzedDocument analyzed = Analyze(document);
  EXPECT_EQ(Sentences(analyzed),
            (std::vector<std::string>{
                "Our data may be lost or stolen.",
                "To sign up, a rider of Wren gives us a name and the number of a card.",
                "We keep them."}));
  EXPECT_EQ(analyzed.SectionPath(analyzed.passages.back().section),
            "Our data may be lost or stolen");
}

TEST(Analyze, DecimalHeadingsWithoutASpaceCountOn) {
  const extract::Document document =
      TextDocument({"第二章 基本情况\n\n2.1公司名称\n\n本公司名称为青禾数据。\n\n2.2注册资本\n\n"
                    "2.3亿元，已全部缴足。\n\n2.3股東情況\n\n股東共三名。"});
  EXPECT_EQ(
      Paths(Analyze(document)),
      (std::vector<std::string>{"第二章 基本情况", "第二章 基本情况 > 2.1公司名称",
                                "第二章 基本情况 > 2.2注册资本", "第二章 基本情况 > 2.3股東情況"}));
}

TEST(Analyze, TheOutlineNamesChaptersAndHeadings) {
  extract::Document document = TextDocument({"Our users\n\nWe have many users of all ages here.\n",
                                             "Their data\n\nWe keep what they tell us at home.\n"});
  document.outline = {{"RISK  FACTORS", 0, 1}, {"Our Users", 1, 1}, {"Their data", 1, 2}};
  const AnalyzedDocument analyzed = Analyze(document);
  // The chapter's title stands nowhere on its page: in HKEX prospectuses it is a running header.
  EXPECT_EQ(Paths(analyzed), (std::vector<std::string>{"RISK  FACTORS", "RISK  FACTORS > Our users",
                                                       "RISK  FACTORS > Their data"}));
}

TEST(Analyze, HeadingsInThreeScriptsNestByTheirNumbers) {
  const std::string body =
      "\n\nA text of the page that is long enough to be no heading at all.\n\n";
  const struct {
    const char* what;
    std::vector<std::string> headings;
    const char* path;  // of what stands below the last
  } rows[] = {
      {"简体",
       {"第五节 发行人基本情况", "一、发行人简介", "（一）公司概况", "1、基本资料", "(1) 股本"},
       "第五节 发行人基本情况 > 一、发行人简介 > （一）公司概况 > 1、基本资料 > (1) 股本"},
      {"繁體",
       {"第五節 業務", "一、概覽", "（二）我們的用戶"},
       "第五節 業務 > 一、概覽 > （二）我們的用戶"},
      {"English",
       {"PART I", "Item 4. Information on the Company", "Item 4.B Business Overview",
        "1.1 Our users"},
       "PART I > Item 4. Information on the Company > Item 4.B Business Overview > 1.1 Our users"},
      {"decimal numbers in plain type",
       {"第二章 公司", "2.1公司名称", "2.2公司住所", "2.3注册资本"},
       "第二章 公司 > 2.3注册资本"},
      {"an amount is none",
       {"第二章 公司", "2.1公司名称", "2.2公司住所", "2.3亿元的收入"},
       "第二章 公司 > 2.2公司住所"},
  };
  for (const auto& row : rows) {
    std::string page;
    for (const std::string& heading : row.headings) page += heading + body;
    const extract::Document document = TextDocument({page});
    const AnalyzedDocument analyzed = Analyze(document);
    EXPECT_EQ(analyzed.SectionPath(analyzed.passages.back().section), row.path) << row.what;
  }
}

TEST(Analyze, ContentsAndRunningLinesAreNoSentences) {
  extract::Document document = TextDocument(
      {"目 录\n\n第一节 释义 ...... 5\n\n第二节 概览 ...... 9\n\n第三节 风险因素 ...... 12\n\n"
       "一、风险 ...... 30",
       "the platform had more than\nthirty million registered\n\nConfidential",
       "users in the period."});
  document.pages[1].lines.back().role = extract::LineRole::kFooter;
  const AnalyzedDocument analyzed = Analyze(document);
  EXPECT_TRUE(analyzed.sections.empty());
  EXPECT_EQ(Sentences(analyzed),
            (std::vector<std::string>{
                "the platform had more than thirty million registered users in the period."}));
}

TEST(AddEvidence, ATableNamesTheHeadingAboveIt) {
  const extract::Document document =
      TextDocument({"# RISK FACTORS\n\n# Earlier heading\n\nWe may lose users in a year or so.\n",
                    "# Operating data\n\nYear\t2022\t2023\nUsers\t120\t130\nBuyers\t12\t13\n\n"
                    "# Later heading\n\nWe may lose data too, in a year.\n"});
  const AnalyzedDocument analyzed = Analyze(document);
  ASSERT_EQ(analyzed.tables.size(), 1u);
  v1::UserCount count;
  AddRowEvidence(analyzed, analyzed.tables[0], 1, v1::EVIDENCE_ROLE_FIGURE,
                 *count.mutable_evidence());
  ASSERT_EQ(count.evidence_size(), 1);
  EXPECT_EQ(count.evidence(0).section(), "RISK FACTORS > Operating data");
}

}  // namespace
}  // namespace filing_review::classify
