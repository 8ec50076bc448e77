// The limits of the desk, each reached.
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "extract/read_error.h"
#include "service/desk/document_shelf.h"
#include "service/service_error.h"
#include "service/store/folder_blob_store.h"
#include "tests/service/desk_fixture.h"

namespace filing_review::service {
namespace {

using extract::ReasonOf;

class DeskLimitsTest : public DeskTest {
 protected:
  void SetUp() override {
    ServerLimits& limits = options_.desk.limits;
    limits.review_decisions = 2;
    limits.review_added = 1;
    limits.review_events = 3;
    limits.review_comment_bytes = 10;
    limits.search_query_bytes = 12;
    limits.search_filings = 1;
    limits.text_readers = 1;
    limits.text_pending_calls = 1;
    DeskTest::SetUp();
  }
};

TEST_F(DeskLimitsTest, DecisionsOfACallAndEventsOfAReview) {
  const std::string name = SubmitAs("press", SampleBytes());
  v1::Review review = *ReviewAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(review);
  for (int i = 0; i < 3; ++i) {
    request.add_decisions()->set_finding_key(review.findings(i).key());
    request.mutable_decisions(i)->set_verdict(v1::VERDICT_ACCEPTED);
  }
  absl::Status refused = RecordAs("anna", request).status();
  EXPECT_EQ(ReasonOf(refused), "review_limit");
  EXPECT_EQ(refused.message(), "a call has at most 2 decisions; send the rest in another one");
  refused = DecideAs("anna", review, 0, v1::VERDICT_ACCEPTED, "eleven bytes").status();
  EXPECT_EQ(ReasonOf(refused), "review_limit");
  refused = AdvanceAs("anna", review, v1::REVIEW_STEP_MARK_REVIEWED, "eleven bytes").status();
  EXPECT_EQ(refused.message(), "a reason has at most 10 bytes; shorten it");
  for (int i = 0; i < 3; ++i) review = *DecideAs("anna", review, i, v1::VERDICT_ACCEPTED);
  refused = DecideAs("anna", review, 3, v1::VERDICT_ACCEPTED).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "review_limit");
  EXPECT_EQ(refused.message(),
            "a review has at most 3 events; submit the filing again for a new one");
}

TEST_F(DeskLimitsTest, AddedFindings) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(*ReviewAs("anna", name));
  for (int i = 0; i < 2; ++i) {
    v1::Decision& decision = *request.add_decisions();
    decision.set_verdict(v1::VERDICT_ADDED);
    *decision.mutable_corrected()->mutable_user_count() = brief.user_counts(0);
    decision.mutable_corrected()->mutable_user_count()->set_value_text(std::to_string(i));
  }
  const absl::Status refused = RecordAs("anna", request).status();
  EXPECT_EQ(ReasonOf(refused), "review_limit");
  EXPECT_EQ(refused.message(), "decision 2: a review has at most 1 added findings; take some back");
}

TEST_F(DeskLimitsTest, TextsOfACorrectedFinding) {
  const std::string name = SubmitAs("press", SampleBytes());
  const v1::ReviewBrief brief = *BriefAs("anna", name);
  const v1::Review review = *ReviewAs("anna", name);
  v1::RecordDecisionsRequest request = RequestOn(review);
  v1::Decision& decision = *request.add_decisions();
  decision.set_verdict(v1::VERDICT_ADDED);
  v1::UserCount& count = *decision.mutable_corrected()->mutable_user_count();
  count = brief.user_counts(0);
  count.set_value_text(std::string(2049, '1'));
  const absl::Status refused = RecordAs("anna", request).status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "review_limit");
  EXPECT_EQ(refused.message(),
            "decision 1: valueText is longer than 2048 bytes; put the rest into the comment");
}

TEST_F(DeskLimitsTest, WordsOfASearch) {
  const std::string name = SubmitAs("press", SampleBytes());
  for (const auto& [words, taken] : {std::pair("twelve bytes", true), {"thirteen byte", false}}) {
    v1::SearchQuotesRequest quotes;
    quotes.set_query(words);
    const auto of_quotes = CallAs("anna", &v1::DeskService::Stub::SearchQuotes, quotes).status();
    v1::SearchFilingTextRequest text;
    text.set_name(name);
    text.set_query(words);
    const auto of_text = CallAs("anna", &v1::DeskService::Stub::SearchFilingText, text).status();
    EXPECT_EQ(of_quotes.message(), taken ? "" : "query has at most 12 bytes; give fewer words");
    EXPECT_EQ(of_text.message(), taken ? "" : "query holds 1 to 12 bytes of text");
    for (const absl::Status& status : {of_quotes, of_text}) {
      EXPECT_EQ(ReasonOf(status), taken ? "" : "bad_query") << words << ": " << status;
    }
  }
}

TEST_F(DeskLimitsTest, FilingsOfASearch) {
  SubmitAs("press", SampleBytes());
  SubmitAs("rival", SampleBytes());
  v1::SearchQuotesRequest request;
  request.set_query("users");
  const auto both = CallAs("anna", &v1::DeskService::Stub::SearchQuotes, request);
  ASSERT_TRUE(both.ok()) << both.status();
  EXPECT_TRUE(both->more()) << "there is another filing with the words";
  const auto own = CallAs("press", &v1::DeskService::Stub::SearchQuotes, request);
  EXPECT_FALSE(own->more());
  EXPECT_EQ(own->hits_size(), both->hits_size());
}

TEST_F(DeskLimitsTest, CallsThatWaitForText) {
  const std::string name = SubmitAs("press", SampleBytes());
  std::atomic<int> busy{0}, answered{0};
  std::vector<std::thread> callers;
  callers.reserve(24);
  for (int i = 0; i < 24; ++i) {
    callers.emplace_back([&] {
      v1::GetPageTextRequest request;
      request.set_name(name);
      request.set_page(1);
      const auto text = CallAs("anna", &v1::DeskService::Stub::GetPageText, request);
      if (text.ok()) ++answered;
      if (ReasonOf(text.status()) == "server_busy") ++busy;
      EXPECT_TRUE(text.ok() || RetrySecondsOf(text.status()).has_value()) << text.status();
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_GE(answered, 1);
  EXPECT_GE(busy, 1) << "one reads, one waits, the others are told";
  EXPECT_EQ(answered + busy, 24);
}

TEST_F(DeskLimitsTest, MemoryOfDocumentsWhoseTextIsShown) {
  SubmitAs("press", SampleBytes());
  const std::string other = SampleFiling("2023_yuya_f1_zh-hans.pdf");
  SubmitAs("press", other);
  const auto blobs = OpenFolderBlobStore(options_.desk.data_dir);
  ASSERT_TRUE(blobs.ok()) << blobs.status();
  ServerLimits limits;
  DocumentShelf roomy(**blobs, limits);
  const auto first = roomy.Get(Sha256Of(SampleBytes()), "");
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(roomy.Get(Sha256Of(other), "").ok());
  EXPECT_EQ(*roomy.Get(Sha256Of(SampleBytes()), ""), *first) << "both fit";
  roomy.Forget(Sha256Of(SampleBytes()));
  EXPECT_NE(*roomy.Get(Sha256Of(SampleBytes()), ""), *first);
  limits.text_cache_bytes = (*first)->bytes();
  DocumentShelf small(**blobs, limits);
  const auto kept = small.Get(Sha256Of(SampleBytes()), "");
  EXPECT_EQ(*small.Get(Sha256Of(SampleBytes()), ""), *kept);
  ASSERT_TRUE(small.Get(Sha256Of(other), "").ok());
  EXPECT_NE(*small.Get(Sha256Of(SampleBytes()), ""), *kept) << "it made room and is read again";
  EXPECT_EQ(small.Get(std::string(64, '0'), "").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace filing_review::service
