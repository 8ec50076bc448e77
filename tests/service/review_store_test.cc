// The contract of DeskStore; every back end passes it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "service/sha256.h"
#include "service/store/filing_store.h"
#include "tests/service/store_backends.h"

namespace filing_review::service {
namespace {

std::string IdOf(const v1::Filing& filing) {
  return filing.name().substr(std::string("filings/").size());
}

// A brief of findings with these keys; each has its quote.
desk::v1::BriefSummary SummaryOf(const std::string& brief,
                                 const std::vector<std::pair<std::string, std::string>>& findings) {
  desk::v1::BriefSummary summary;
  summary.set_brief_sha256(Sha256Of(brief));
  summary.set_rule_pack_digest("pack");
  summary.mutable_head()->set_issuer("Issuer of " + brief);
  summary.mutable_head()->set_listing_venue(v1::LISTING_VENUE_US);
  summary.mutable_head()->set_findings_count(static_cast<int32_t>(findings.size()));
  summary.mutable_head()->mutable_headline()->add_regimes_triggered("cn_cybersecurity_review_2021");
  for (const auto& [key, quote] : findings) {
    desk::v1::SummaryFinding& finding = *summary.add_findings();
    finding.mutable_ref()->set_key(key);
    finding.mutable_ref()->set_kind(v1::FINDING_KIND_USER_COUNT);
    desk::v1::SummaryQuote& kept = *summary.add_quotes();
    kept.set_finding_key(key);
    kept.set_finding_kind(v1::FINDING_KIND_USER_COUNT);
    kept.set_page(3);
    kept.set_quote(quote);
  }
  return summary;
}

class ReviewStoreTest : public StoreContractTest {
 protected:
  v1::Filing Create(char digit, const std::string& owner = "press") {
    NewFiling filing;
    filing.owner = owner;
    filing.header.set_display_name(std::string(1, digit) + ".pdf");
    filing.header.set_sha256(std::string(64, digit));
    filing.header.set_size_bytes(1234);
    const auto created = store_->Create(filing, 100);
    EXPECT_TRUE(created.ok()) << created.status();
    return created.ok() ? *created : v1::Filing();
  }

  // Reviews the filing that waits.
  void Complete(const std::string& brief, const desk::v1::BriefSummary& summary) {
    std::vector<std::string> exhausted;
    const auto job = store_->Claim(JobStage::kText, 60, 5, exhausted);
    ASSERT_TRUE(job.ok() && job->has_value()) << job.status();
    JobResult result;
    result.state = v1::FILING_STATE_SUCCEEDED;
    result.brief = brief;
    result.summary = summary;
    const absl::Status status = store_->Complete(**job, result, 10);
    ASSERT_TRUE(status.ok()) << status;
  }

  v1::Filing Reviewed(char digit, const std::string& owner = "press") {
    const v1::Filing filing = Create(digit, owner);
    Complete("brief 1", SummaryOf("brief 1", {{"k1", "有2.5亿注册用户"}, {"k2", "two"}}));
    return filing;
  }

  static ReviewChange Decide(const ReviewSnapshot& seen, const std::string& key,
                             v1::Verdict verdict, const std::string& who = "anna") {
    ReviewChange change{seen.last_hash, seen.summary.brief_sha256(), {}};
    change.event.set_action(kActionDecide);
    change.event.set_reviewer(who);
    change.event.set_brief_sha256(seen.summary.brief_sha256());
    change.event.add_before()->set_finding_key(key);
    v1::Decision& after = *change.event.add_after();
    after.set_finding_key(key);
    after.set_verdict(verdict);
    after.set_reviewer(who);
    return change;
  }

  ReviewSnapshot Get(const v1::Filing& filing, const std::string& owner = "press") {
    const auto review = store_->GetReview(owner, IdOf(filing));
    EXPECT_TRUE(review.ok()) << review.status();
    return review.ok() ? *review : ReviewSnapshot();
  }

  ReviewSnapshot Change(const v1::Filing& filing, const ReviewChange& change) {
    const auto review = store_->ChangeReview("press", IdOf(filing), change);
    EXPECT_TRUE(review.ok()) << review.status();
    return review.ok() ? *review : ReviewSnapshot();
  }

  std::vector<std::string> Found(const std::string& owner, const std::vector<std::string>& phrases,
                                 bool all = false) {
    QuoteQuery query;
    query.owner = owner;
    query.all_owners = all;
    query.phrases = phrases;
    const auto page = store_->SearchQuotes(query);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> quotes;
    for (const v1::QuoteHit& hit : page->hits) quotes.push_back(hit.quote());
    return quotes;
  }
};

TEST_P(ReviewStoreTest, AnEmptyReviewBeginsAtTheFilingsDigest) {
  const v1::Filing filing = Reviewed('a');
  const ReviewSnapshot review = Get(filing);
  EXPECT_EQ(review.last_hash, filing.sha256());
  EXPECT_EQ(review.event_count, 0);
  EXPECT_EQ(review.record.state(), v1::REVIEW_STATE_NEW);
  EXPECT_EQ(review.summary.findings_size(), 2);
  EXPECT_EQ(review.summary.quotes_size(), 0) << "they are rows of their own";
}

TEST_P(ReviewStoreTest, EventsAreAChainAndTheRecordIsWhatTheyComeTo) {
  const v1::Filing filing = Reviewed('a');
  ReviewSnapshot review = Change(filing, Decide(Get(filing), "k1", v1::VERDICT_ACCEPTED));
  review = Change(filing, Decide(review, "k2", v1::VERDICT_REJECTED, "ben"));
  review = Change(filing, Decide(review, "k1", v1::VERDICT_UNSPECIFIED));
  Reopen();
  review = Get(filing);
  EXPECT_EQ(review.event_count, 3);
  ASSERT_EQ(review.record.decisions_size(), 1) << "one was taken back";
  EXPECT_EQ(review.record.decisions(0).finding_key(), "k2");
  EXPECT_GE(review.record.decisions(0).decide_time().seconds(), 1'600'000'000);
  EXPECT_EQ(review.record.last_reviewer(), "anna");
  const auto events = store_->ReviewEvents("press", IdOf(filing), 0, 10);
  ASSERT_TRUE(events.ok()) << events.status();
  ASSERT_EQ(events->size(), 3u);
  ChainCheck check(filing.sha256());
  for (const StoredEvent& event : *events) {
    const auto fault = check.Add(event);
    EXPECT_FALSE(fault.has_value()) << fault->what;
  }
  EXPECT_EQ(check.last_hash(), review.last_hash);
  EXPECT_EQ(check.record().SerializeAsString(), review.record.SerializeAsString());
  EXPECT_EQ(store_->ReviewEvents("press", IdOf(filing), 1, 1)->front().number, 2);
  EXPECT_EQ(store_->ReviewEvents("rival", IdOf(filing), 0, 9).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(ReviewStoreTest, WhoSawAnOlderReviewOrBriefChangesNothing) {
  const v1::Filing filing = Reviewed('a');
  const ReviewSnapshot seen = Get(filing);
  const ReviewSnapshot changed = Change(filing, Decide(seen, "k1", v1::VERDICT_ACCEPTED));
  const auto late =
      store_->ChangeReview("press", IdOf(filing), Decide(seen, "k2", v1::VERDICT_ACCEPTED));
  EXPECT_EQ(late.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(extract::ReasonOf(late.status()), kReasonReviewChanged);
  EXPECT_NE(late.status().message().find("get the review again"), std::string::npos);
  ASSERT_TRUE(store_->Retry("press", IdOf(filing), {}, false).ok());
  Complete("brief 2", SummaryOf("brief 2", {{"k1", "one"}}));
  const auto older =
      store_->ChangeReview("press", IdOf(filing), Decide(changed, "k1", v1::VERDICT_REJECTED));
  EXPECT_EQ(older.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Get(filing).event_count, 1);
}

TEST_P(ReviewStoreTest, ASignedBriefIsKeptOverANewOne) {
  const v1::Filing filing = Reviewed('a');
  EXPECT_EQ(extract::ReasonOf(store_->SignedBrief("press", IdOf(filing)).status()),
            kReasonNotSigned);
  ReviewChange mark = Decide(Get(filing), "k1", v1::VERDICT_ACCEPTED);
  mark.event.set_action(kActionMarkReviewed);
  ReviewChange sign = Decide(Change(filing, mark), "k1", v1::VERDICT_ACCEPTED, "ben");
  sign.event.set_action(kActionSign);
  sign.event.clear_after();
  const ReviewSnapshot done = Change(filing, sign);
  EXPECT_EQ(done.record.sign_off().event_hash(), done.last_hash);
  ASSERT_TRUE(store_->Retry("press", IdOf(filing), {}, false).ok());
  Complete("brief 2", SummaryOf("brief 2", {{"k9", "nine"}}));
  const ReviewSnapshot review = Get(filing);
  EXPECT_EQ(review.summary.brief_sha256(), Sha256Of("brief 2"));
  EXPECT_EQ(review.signed_summary.brief_sha256(), Sha256Of("brief 1"));
  EXPECT_EQ(*store_->SignedBrief("press", IdOf(filing)), "brief 1");
  EXPECT_EQ(*store_->GetBrief("press", IdOf(filing)), "brief 2");
}

TEST_P(ReviewStoreTest, TheQueueTellsBriefAndReviewOfEachFiling) {
  const v1::Filing first = Reviewed('a');
  const v1::Filing second = Reviewed('b', "rival");
  Create('c');
  Change(first, Decide(Get(first), "k1", v1::VERDICT_ACCEPTED));
  ListQuery query;
  query.owner = "press";
  auto page = store_->ListDesk(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->filings.size(), 2u);
  EXPECT_EQ(page->filings[0].review_state(), v1::REVIEW_STATE_NEW);
  EXPECT_FALSE(page->filings[0].has_headline()) << "it has no brief yet";
  const v1::DeskFiling& line = page->filings[1];
  EXPECT_EQ(line.filing().name(), first.name());
  EXPECT_EQ(line.issuer(), "Issuer of brief 1");
  EXPECT_EQ(line.review_state(), v1::REVIEW_STATE_OPEN);
  EXPECT_EQ(line.findings_count(), 2);
  EXPECT_EQ(line.decided_count(), 1);
  EXPECT_EQ(line.last_reviewer(), "anna");
  EXPECT_EQ(line.submitter(), "press");
  query.all_owners = true;
  EXPECT_EQ(store_->ListDesk(query)->filings.size(), 3u);
  query.review_states = {v1::REVIEW_STATE_OPEN, v1::REVIEW_STATE_SIGNED};
  EXPECT_EQ(store_->ListDesk(query)->filings.size(), 1u);
  query.review_states.clear();
  query.venue = v1::LISTING_VENUE_US;
  query.regimes = {"cn_cybersecurity_review_2021"};
  query.page_size = 1;
  page = store_->ListDesk(query);
  ASSERT_EQ(page->filings.size(), 1u);
  EXPECT_EQ(page->filings[0].filing().name(), second.name());
  query.page_token = page->next_page_token;
  page = store_->ListDesk(query);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->filings[0].filing().name(), first.name());
  EXPECT_EQ(page->next_page_token, "");
  query.regimes = {"us_firrma"};
  EXPECT_EQ(extract::ReasonOf(store_->ListDesk(query).status()), kReasonBadPageToken);
  query.page_token = "";
  EXPECT_TRUE(store_->ListDesk(query)->filings.empty());
}

TEST_P(ReviewStoreTest, ANewBriefCountsTheDecisionsAnew) {
  const v1::Filing filing = Reviewed('a');
  ReviewSnapshot review = Change(filing, Decide(Get(filing), "k1", v1::VERDICT_ACCEPTED));
  Change(filing, Decide(review, "k2", v1::VERDICT_ACCEPTED));
  ASSERT_TRUE(store_->Retry("press", IdOf(filing), {}, false).ok());
  Complete("brief 2", SummaryOf("brief 2", {{"k2", "two"}, {"k3", "three"}}));
  ListQuery query;
  query.owner = "press";
  const v1::DeskFiling line = store_->ListDesk(query)->filings[0];
  EXPECT_EQ(line.decided_count(), 1);
  EXPECT_EQ(line.issuer(), "Issuer of brief 2");
  EXPECT_EQ(Get(filing).record.decisions_size(), 2) << "none is lost";
}

TEST_P(ReviewStoreTest, QuotesAreFoundByWordsOfOneOwnerOrAll) {
  Reviewed('a');
  Reviewed('b', "rival");
  using Quotes = std::vector<std::string>;
  EXPECT_EQ(Found("press", {"注 册"}), Quotes{"有2.5亿注册用户"});
  EXPECT_EQ(Found("press", {"用"}), Quotes{"有2.5亿注册用户"});
  EXPECT_EQ(Found("press", {"册 注"}), Quotes{});
  EXPECT_EQ(Found("press", {"注 册", "two"}), Quotes{}) << "no quote has both";
  EXPECT_EQ(Found("press", {"tw"}), Quotes{}) << "words, not parts of words";
  EXPECT_EQ(Found("", {"two"}, true).size(), 2u);
}

TEST_P(ReviewStoreTest, AVeryLongWordIsStoredAndFound) {
  Create('a');
  const std::string word(5000, 'x');
  Complete("brief", SummaryOf("brief", {{"k1", "before " + word + " after"}}));
  EXPECT_EQ(Found("press", {word}).size(), 1u);
  EXPECT_EQ(Found("press", {word + "x"}).size(), 0u);
}

TEST_P(ReviewStoreTest, EverythingGoesWithItsFilingUnlessItIsOnHold) {
  const v1::Filing filing = Reviewed('a');
  Change(filing, Decide(Get(filing), "k1", v1::VERDICT_ACCEPTED));
  ASSERT_TRUE(store_->SetLegalHold(IdOf(filing), true).ok());
  EXPECT_EQ(extract::ReasonOf(store_->Delete("press", IdOf(filing)).status()), kReasonLegalHold);
  EXPECT_EQ(Get(filing).event_count, 1);
  ASSERT_TRUE(store_->SetLegalHold(IdOf(filing), false).ok());
  ASSERT_TRUE(store_->Delete("press", IdOf(filing)).ok());
  EXPECT_EQ(Found("", {"two"}, true).size(), 0u);
  for (const char* table : {"brief_summaries", "brief_regimes", "quotes", "quote_words",
                            "recognized_texts", "reviews", "review_events", "signed_briefs"}) {
    // Fails where a row is left: its filing would be there twice.
    backend_->Run(std::string("INSERT INTO audit (at_micros, owner, filing_id, action) SELECT 0, "
                              "'left', '', '") +
                  table + "' FROM " + table);
  }
  EXPECT_TRUE(store_->Audit("left", 10)->empty()) << store_->Audit("left", 10)->front().action;
  const auto audit = store_->Audit("press", 10);
  ASSERT_TRUE(audit.ok());
  ASSERT_GE(audit->size(), 2u);
  EXPECT_EQ((*audit)[0].action, "delete");
  EXPECT_EQ((*audit)[1].action, "delete_review");
}

TEST_P(ReviewStoreTest, RecognizedTextIsKeptWithItsBriefAlone) {
  const v1::Filing filing = Create('a');
  std::vector<std::string> exhausted;
  auto job = store_->Claim(JobStage::kText, 60, 5, exhausted);
  JobResult result;
  result.state = v1::FILING_STATE_PARTIAL;
  result.brief = "brief 1";
  result.ocr_follows = true;
  ASSERT_TRUE(store_->Complete(**job, result, 10).ok());
  job = store_->Claim(JobStage::kOcr, 60, 5, exhausted);
  ASSERT_TRUE(job.ok() && job->has_value());
  result.ocr_follows = false;
  result.recognized = {{filing.sha256(), std::string("\0pages", 6)}, {filing.sha256(), "again"}};
  ASSERT_TRUE(store_->Complete(**job, result, 10).ok());
  const auto kept = store_->RecognizedTextOf("press", IdOf(filing), filing.sha256());
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(*kept, std::string("\0pages", 6));
  EXPECT_EQ(*store_->RecognizedTextOf("rival", IdOf(filing), filing.sha256()), "");
  EXPECT_EQ(*store_->RecognizedTextOf("press", IdOf(filing), "another"), "");
  ASSERT_TRUE(store_->Retry("press", IdOf(filing), {}, false).ok());
  Complete("brief 2", SummaryOf("brief 2", {{"k1", "one"}}));
  EXPECT_EQ(*store_->RecognizedTextOf("press", IdOf(filing), filing.sha256()), "");
}

TEST_P(ReviewStoreTest, BriefsOfAnEarlierVersionGetTheirSummaries) {
  const v1::Filing filing = Create('a');
  Complete("brief 1", SummaryOf("brief 1", {{"k1", "one"}}));
  backend_->Run("DELETE FROM brief_summaries; DELETE FROM quotes; DELETE FROM quote_words");
  EXPECT_EQ(Get(filing).summary.brief_sha256(), "");
  const auto summarize = [](const std::string& bytes) {
    return SummaryOf(bytes, {{"k1", "one"}, {"k2", "two"}});
  };
  EXPECT_EQ(store_->SummarizeBriefs(10, summarize).value(), 1);
  EXPECT_EQ(store_->SummarizeBriefs(10, summarize).value(), 0);
  EXPECT_EQ(Get(filing).summary.findings_size(), 2);
  EXPECT_EQ(Found("press", {"two"}).size(), 1u);
}

FILING_REVIEW_ON_EVERY_STORE(ReviewStoreTest);

}  // namespace
}  // namespace filing_review::service
