// Text of pages at the desk over gRPC, words in it, findings that reviewers add.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "extract/read_error.h"
#include "tests/service/desk_fixture.h"

namespace filing_review::service {
namespace {

using extract::ReasonOf;

std::string ChineseSample() { return SampleFiling("2024_shijiu_ashare_zh-hans.pdf"); }

class DeskTextTest : public DeskTest {
 protected:
  absl::StatusOr<v1::PageText> Page(const std::string& who, const std::string& name, int page,
                                    const std::string& document = "") {
    v1::GetPageTextRequest request;
    request.set_name(name);
    request.set_page(page);
    request.set_document(document);
    return CallAs(who, &v1::DeskService::Stub::GetPageText, request);
  }

  absl::StatusOr<v1::SearchFilingTextResponse> Find(const std::string& who, const std::string& name,
                                                    const std::string& query, int size = 0) {
    v1::SearchFilingTextRequest request;
    request.set_name(name);
    request.set_query(query);
    request.set_page_size(size);
    return CallAs(who, &v1::DeskService::Stub::SearchFilingText, request);
  }
};

TEST_F(DeskTextTest, PagesAndWordsOfAFiling) {
  const std::string name = SubmitAs("press", ChineseSample());
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  const v1::Evidence evidence = brief.user_counts(0).evidence(0);
  const auto page = Page("anna", name, evidence.page());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->page_width(), evidence.page_width());
  EXPECT_EQ(page->page_height(), evidence.page_height());
  ASSERT_GT(page->lines_size(), 5);
  for (const v1::TextLine& line : page->lines()) {
    size_t code_points = 0;
    for (const char c : line.text()) code_points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    EXPECT_EQ(line.x_edges_size(), static_cast<int>(2 * code_points)) << line.text();
  }
  // The quote is found where the brief says that it stands.
  const auto found = Find("anna", name, evidence.quote());
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_GT(found->hits_size(), 0) << evidence.quote();
  EXPECT_EQ(found->hits(0).page(), evidence.page());
  ASSERT_GT(found->hits(0).boxes_size(), 0);
  EXPECT_NEAR(found->hits(0).boxes(0).x0(), evidence.boxes(0).x0(), 0.01);
  EXPECT_NEAR(found->hits(0).boxes(0).y1(), evidence.boxes(0).y1(), 0.01);
  EXPECT_EQ(found->pages_searched_count(), brief.coverage().pages_total());
  EXPECT_GT(Find("anna", name, "用户")->hits_size(), 0);
  EXPECT_EQ(Find("anna", name, "用戶")->hits_size(), Find("anna", name, "用户")->hits_size());
  const auto one = Find("anna", name, "用户", 1);
  EXPECT_EQ(one->hits_size(), 1);
  EXPECT_TRUE(one->more());
}

TEST_F(DeskTextTest, WhatIsAskedWronglyIsRefusedWithWords) {
  const std::string name = SubmitAs("press", SampleBytes());
  EXPECT_EQ(ReasonOf(Page("anna", name, 0).status()), "bad_page");
  const absl::Status beyond = Page("anna", name, 999).status();
  EXPECT_EQ(ReasonOf(beyond), "bad_page");
  EXPECT_EQ(beyond.message().find("page is between 1 and "), 0u) << beyond;
  EXPECT_EQ(ReasonOf(Page("anna", name, 1, "exhibit-1").status()), "no_such_document");
  EXPECT_EQ(ReasonOf(Page("rival", name, 1).status()), "no_such_filing");
  EXPECT_EQ(ReasonOf(Page("", name, 1).status()), "no_credentials");
  EXPECT_EQ(ReasonOf(Find("rival", name, "users").status()), "no_such_filing");
  EXPECT_EQ(ReasonOf(Find("anna", name, " \n").status()), "bad_query");
  EXPECT_EQ(ReasonOf(Find("anna", name, std::string(257, 'x')).status()), "bad_query");
}

TEST_F(DeskTextTest, NothingIsShownOfADeletedFiling) {
  const std::string name = SubmitAs("press", SampleBytes());
  ASSERT_TRUE(Page("press", name, 1).ok());
  const auto context = As("press");
  v1::DeleteFilingRequest request;
  request.set_name(name);
  google::protobuf::Empty empty;
  ASSERT_TRUE(stub_->DeleteFiling(context.get(), request, &empty).ok());
  EXPECT_EQ(ReasonOf(Page("press", name, 1).status()), "no_such_filing");
}

TEST_F(DeskTest, NothingOfADeletedFilingIsLeftInTheStoresFiles) {
  const std::string name = SubmitAs("press", SampleBytes());
  const std::string quote = BriefAs("anna", name)->user_counts(0).evidence(0).quote().substr(0, 60);
  ASSERT_TRUE(
      DecideAs("anna", *ReviewAs("anna", name), 0, v1::VERDICT_ACCEPTED, "a tell-tale comment")
          .ok());
  const auto in_files = [&](const std::string& text) {
    std::string bytes;
    for (const char* file : {"/filings.db", "/filings.db-wal"}) {
      std::ifstream in(options_.desk.data_dir + file, std::ios::binary);
      std::stringstream read;
      read << in.rdbuf();
      bytes += read.str();
    }
    return bytes.find(text) != std::string::npos;
  };
  EXPECT_TRUE(in_files(quote));
  EXPECT_TRUE(in_files("a tell-tale comment"));
  const auto context = As("press");
  v1::DeleteFilingRequest request;
  request.set_name(name);
  google::protobuf::Empty empty;
  ASSERT_TRUE(stub_->DeleteFiling(context.get(), request, &empty).ok());
  EXPECT_FALSE(in_files(quote));
  EXPECT_FALSE(in_files("a tell-tale comment"));
}

TEST_F(DeskTest, AddedFindingsMustStandInTheFiling) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(review);
  v1::Decision& decision = *request.add_decisions();
  decision.set_verdict(v1::VERDICT_ADDED);
  v1::UserCount& count = *decision.mutable_corrected()->mutable_user_count();
  count = brief.user_counts(0);
  count.set_value(42);
  count.mutable_evidence()->DeleteSubrange(1, count.evidence_size() - 1);
  const std::string quote = count.evidence(0).quote();
  count.mutable_evidence(0)->set_quote(quote + " and more");
  absl::Status refused = RecordAs("anna", request).status();
  EXPECT_EQ(ReasonOf(refused), "bad_evidence");
  EXPECT_EQ(refused.message(), "decision 1: the quote is not the text in the boxes on page " +
                                   std::to_string(count.evidence(0).page()) + "; select it again");
  count.mutable_evidence(0)->set_quote(quote);
  count.mutable_evidence(0)->set_document("exhibit-7");
  EXPECT_EQ(ReasonOf(RecordAs("anna", request).status()), "no_such_document");
  count.mutable_evidence(0)->set_document("main");
  count.mutable_evidence(0)->set_section("made up");
  auto added = RecordAs("anna", request);
  ASSERT_TRUE(added.ok()) << added.status();
  ASSERT_EQ(added->decisions_size(), 1);
  const v1::Decision& kept = added->decisions(0);
  EXPECT_EQ(kept.finding_key().size(), 16u);
  EXPECT_EQ(kept.kind(), v1::FINDING_KIND_USER_COUNT);
  EXPECT_EQ(kept.corrected().user_count().evidence(0).quote(), quote);
  EXPECT_EQ(kept.corrected().user_count().evidence(0).section(), "");
  EXPECT_EQ(kept.disagreement(), v1::DISAGREEMENT_FINDING_APPEARED)
      << "the brief has a finding there already";
  // Once more it is the same finding; by its key it is changed, and taken back.
  request.set_etag(added->etag());
  refused = RecordAs("anna", request).status();
  EXPECT_EQ(ReasonOf(refused), "bad_decision");
  EXPECT_NE(refused.message().find("name its key " + kept.finding_key()), std::string::npos);
  decision.set_finding_key(kept.finding_key());
  count.set_value(43);
  added = RecordAs("anna", request);
  ASSERT_TRUE(added.ok()) << added.status();
  ASSERT_EQ(added->decisions_size(), 1);
  EXPECT_EQ(added->decisions(0).corrected().user_count().value(), 43);
  v1::RecordDecisionsRequest back = RequestOn(*added);
  back.add_decisions()->set_finding_key(added->decisions(0).finding_key());
  const auto taken = RecordAs("anna", back);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_EQ(taken->decisions_size(), 0);
}

}  // namespace
}  // namespace filing_review::service
