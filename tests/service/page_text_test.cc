// Text of pages, words in it, and evidence compared with it.
#include "service/desk/page_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "classify/text_document.h"
#include "extract/read_error.h"
#include "service/desk/evidence_check.h"
#include "service/desk/recognized_text.h"

namespace filing_review::service {
namespace {

// Every char is 5 points wide, every line 12 points high.
extract::Document Sample() {
  return classify::TextDocument(
      {"The App had over 250 million\nregistered Users in "
       "June.\n\n我们的APP拥有超过二亿五千万\n名注册用户。",
       "Name\tPercent\nBlue Heron\t12.5%"});
}

std::vector<std::string> Found(const std::string& words, int limit = 10) {
  const extract::Document document = Sample();
  const classify::AnalyzedDocument analyzed = classify::Analyze(document);
  const v1::SearchFilingTextResponse response = FindInText(analyzed, words, limit);
  std::vector<std::string> found;
  for (const v1::TextHit& hit : response.hits()) {
    found.push_back(std::to_string(hit.page()) + " " + std::to_string(hit.boxes_size()));
  }
  return found;
}

TEST(PageText, EveryCodePointHasItsEdges) {
  const extract::Document document = Sample();
  const v1::PageText text = PageTextOf(document.pages[0]);
  EXPECT_EQ(text.page(), 1);
  EXPECT_GT(text.page_width(), 0);
  ASSERT_EQ(text.lines_size(), 4);
  EXPECT_EQ(text.lines(0).text(), "The App had over 250 million");
  EXPECT_EQ(text.lines(0).x_edges_size(), 2 * 28);
  EXPECT_EQ(text.lines(3).text(), "名注册用户。");
  EXPECT_EQ(text.lines(3).x_edges_size(), 2 * 6);
  EXPECT_EQ(text.lines(3).y_edges_size(), 0) << "it runs across the page";
  for (const v1::TextLine& line : text.lines()) {
    EXPECT_LT(line.y0(), line.y1());
    for (int i = 0; i < line.x_edges_size(); i += 2) {
      EXPECT_LT(line.x_edges(i), line.x_edges(i + 1));
    }
  }
}

TEST(PageText, ALineThatRunsDownHasEdgesOnBothAxes) {
  extract::Document document = Sample();
  document.pages[0].lines[0].direction = extract::Direction::kDown;
  const v1::TextLine line = PageTextOf(document.pages[0]).lines(0);
  ASSERT_EQ(line.y_edges_size(), 2 * 28);
  EXPECT_EQ(line.x_edges(0), line.x_edges(2));
  EXPECT_LT(line.y_edges(0), line.y_edges(2));
}

TEST(FindInText, Table) {
  using Places = std::vector<std::string>;
  const struct {
    const char* words;
    Places wanted;  // page and number of boxes
  } rows[] = {
      {"registered users", {"1 1"}},
      {"  REGISTERED \n users ", {"1 1"}},
      {"250 million registered", {"1 2"}},
      {"app", {"1 1", "1 1"}},
      {"註冊用戶", {"1 1"}},       // Traditional finds Simplified
      {"五千万名", {"1 2"}},       // over the end of a line
      {"拥有 超过", {"1 1"}},      // blanks that the page does not have
      {"ＡＰＰ", {"1 1", "1 1"}},  // full width
      {"blue heron 12.5%", {"2 1"}},
      {"no such words", {}},
      {" ", {}},
  };
  for (const auto& row : rows) EXPECT_EQ(Found(row.words), row.wanted) << row.words;
}

TEST(FindInText, SaysThatThereIsMoreAndHowManyPagesItSearched) {
  extract::Document document = Sample();
  document.pages[1].unread_reason = "no_text";
  const classify::AnalyzedDocument analyzed = classify::Analyze(document);
  const v1::SearchFilingTextResponse one = FindInText(analyzed, "app", 1);
  EXPECT_EQ(one.hits_size(), 1);
  EXPECT_TRUE(one.more());
  EXPECT_EQ(one.pages_searched_count(), 1);
  EXPECT_FALSE(FindInText(analyzed, "app", 2).more());
  EXPECT_NE(one.hits(0).snippet().find("The App had over 250 million registered"),
            std::string::npos)
      << one.hits(0).snippet();
}

TEST(RecognizedTexts, PagesComeBackInTheirPlaces) {
  extract::Document recognised = Sample();
  extract::Page& page = recognised.pages[1];
  page.from_ocr = true;
  page.confidence.assign(page.char_start.size(), 90);
  extract::ReadOptions options;
  options.ocr = extract::OcrMode::kAuto;
  RecognizedTexts texts;
  texts.Keep("none", options, Sample());
  texts.Keep("one", options, recognised);
  options.password = "secret";
  texts.Keep("locked", options, recognised);
  const std::vector<RecognizedText> kept = texts.Take();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].sha256, "one");
  EXPECT_EQ(kept[0].bytes.find("250 million"), std::string::npos) << "only recognised pages";
  extract::Document document = Sample();
  document.pages[1] = {};
  document.pages[1].unread_reason = "no_text";
  AddRecognized("no document", document);
  EXPECT_TRUE(document.pages[1].text.empty());
  AddRecognized(kept[0].bytes, document);
  EXPECT_EQ(document.pages[0].text, Sample().pages[0].text);
  EXPECT_EQ(document.pages[1].text, Sample().pages[1].text);
  EXPECT_TRUE(PageTextOf(document.pages[1]).from_ocr());
  extract::Document shorter = Sample();
  shorter.pages.pop_back();
  AddRecognized(kept[0].bytes, shorter);
  EXPECT_FALSE(shorter.pages[0].from_ocr) << "it is another document";
}

class FitEvidenceTest : public testing::Test {
 protected:
  // Evidence as FindInText gives the words their boxes.
  v1::Evidence Evidence(const std::string& words, const std::string& quote) {
    const classify::AnalyzedDocument analyzed = classify::Analyze(document_);
    const v1::SearchFilingTextResponse found = FindInText(analyzed, words, 1);
    EXPECT_EQ(found.hits_size(), 1) << words;
    v1::Evidence evidence;
    evidence.set_page(found.hits(0).page());
    evidence.set_quote(quote);
    *evidence.mutable_boxes() = found.hits(0).boxes();
    return evidence;
  }
  const extract::Document document_ = Sample();
};

TEST_F(FitEvidenceTest, WhatThePageSaysTakesThePlaceOfWhatWasSent) {
  v1::Evidence evidence = Evidence("250 million registered", "250 million\nregistered");
  evidence.set_section("made up");
  evidence.set_from_ocr(true);
  evidence.mutable_boxes(0)->set_y0(evidence.boxes(0).y0() - 3);
  const v1::Evidence tight = Evidence("250 million registered", "");
  const absl::Status status = FitEvidence(document_, evidence);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(evidence.quote(), "250 million registered");
  EXPECT_EQ(evidence.document(), "main");
  EXPECT_EQ(evidence.role(), v1::EVIDENCE_ROLE_FIGURE);
  EXPECT_EQ(evidence.section(), "");
  EXPECT_FALSE(evidence.from_ocr());
  EXPECT_GT(evidence.page_width(), 0);
  ASSERT_EQ(evidence.boxes_size(), 2);
  EXPECT_EQ(evidence.boxes(0).SerializeAsString(), tight.boxes(0).SerializeAsString());
}

TEST_F(FitEvidenceTest, ChineseAndCellsOfARow) {
  v1::Evidence chinese = Evidence("五千万名注册用户", "五千万名注册用户");
  ASSERT_TRUE(FitEvidence(document_, chinese).ok());
  EXPECT_EQ(chinese.quote(), "五千万名注册用户");
  v1::Evidence row = Evidence("blue heron 12.5%", "Blue Heron 12.5%");
  const absl::Status status = FitEvidence(document_, row);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(row.quote(), "Blue Heron  12.5%");
}

TEST_F(FitEvidenceTest, WhatDoesNotStandThereIsRefused) {
  const struct {
    std::function<void(v1::Evidence&)> change;
    const char* words;
  } rows[] = {
      {[](v1::Evidence& e) { e.set_quote("350 million"); },
       "the quote is not the text in the boxes on page 1; select it again"},
      {[](v1::Evidence& e) { e.set_page(3); }, "page 3 does not exist; the document has 2 pages"},
      {[](v1::Evidence& e) { e.set_page(0); }, "page 0 does not exist"},
      {[](v1::Evidence& e) { e.clear_boxes(); }, "evidence has 1 to 200 boxes, one a line"},
      {[](v1::Evidence& e) {
         for (int i = 0; i < 200; ++i) *e.add_boxes() = e.boxes(0);
       },
       "evidence has 1 to 200 boxes"},
      {[](v1::Evidence& e) { e.mutable_boxes(0)->set_x1(-1); }, "a box has x0 < x1 and y0 < y1"},
      {[](v1::Evidence& e) { e.mutable_boxes(0)->set_x1(std::nan("")); }, "a box has x0 < x1"},
      {[](v1::Evidence& e) {
         e.mutable_boxes(0)->set_y0(700);
         e.mutable_boxes(0)->set_y1(710);
       },
       "there is no text in the boxes on page 1; select it again"},
  };
  for (const auto& row : rows) {
    v1::Evidence evidence = Evidence("250 million", "250 million");
    row.change(evidence);
    const absl::Status status = FitEvidence(document_, evidence);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(extract::ReasonOf(status), "bad_evidence");
    EXPECT_NE(status.message().find(row.words), std::string::npos) << status;
  }
  extract::Document unread = document_;
  unread.pages[0].unread_reason = "no_text";
  v1::Evidence evidence = Evidence("250 million", "250 million");
  EXPECT_NE(FitEvidence(unread, evidence).message().find("no text that could be read (no_text)"),
            std::string::npos);
}

}  // namespace
}  // namespace filing_review::service
