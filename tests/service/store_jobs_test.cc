// Claims of jobs: order, leases, tries, deaths of a server, results.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreJobsTest : public StoreTest {};

TEST_P(StoreJobsTest, JobsAreClaimedInOrderAndByOneOnly) {
  const v1::Filing first = Create(FilingOf("x", '1'));
  const v1::Filing second = Create(FilingOf("x", '2'));
  EXPECT_EQ(store_->Get("", IdOf(second))->queue_position(), 1);
  const Job job = Claim();
  EXPECT_EQ(job.filing_id, IdOf(first));
  EXPECT_EQ(job.sha256, std::string(64, '1'));
  EXPECT_EQ(job.venue, v1::LISTING_VENUE_HK);
  EXPECT_EQ(job.filing_date, "2021-08-20");
  EXPECT_TRUE(job.password_given);
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(StateOf(first), v1::FILING_STATE_RUNNING);
  EXPECT_EQ(store_->Get("", IdOf(second))->queue_position(), 0);
  EXPECT_EQ(Claim().filing_id, IdOf(second));
  EXPECT_TRUE(NothingToClaim());
}

TEST_P(StoreJobsTest, ResultAndStateAreStoredTogetherAndSurvive) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  EXPECT_EQ(extract::ReasonOf(store_->GetBrief("", IdOf(filing)).status()), kReasonNoBriefYet);
  const std::string brief("\0brief\xFF", 7);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded(brief), 10).ok());
  Reopen();
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), brief);
  EXPECT_EQ(store_->Get("", IdOf(filing))->page_count(), 7);
  EXPECT_TRUE(NothingToClaim());
  EXPECT_EQ(extract::ReasonOf(store_->Cancel("", IdOf(filing)).status()), kReasonFinal);
}

TEST_P(StoreJobsTest, AVoidLeaseIsClaimedAgainAndItsHolderStoresNothing) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  Pass(50);
  ASSERT_TRUE(store_->Renew(lost, 60, 3, 9).ok());
  EXPECT_EQ(store_->Get("", IdOf(filing))->pages_done_count(), 3);
  Pass(50);
  EXPECT_TRUE(NothingToClaim()) << "it was renewed";
  Pass(11);
  const Job held = Claim();
  EXPECT_EQ(held.filing_id, lost.filing_id);
  EXPECT_EQ(held.attempt, 1) << "what its server's death ended is no try";
  for (const absl::Status& status : {store_->Complete(lost, Succeeded("late"), 10),
                                     store_->Renew(lost, 60, 0, 0), store_->Release(lost, true)}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
    EXPECT_EQ(extract::ReasonOf(status), kReasonClaimLost);
  }
  EXPECT_TRUE(store_->Complete(held, Succeeded("brief"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
}

TEST_P(StoreJobsTest, AttemptsAreCapped) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  for (int attempt = 1; attempt <= 2; ++attempt) {
    const Job job = Claim(2);
    EXPECT_EQ(job.attempt, attempt);
    ASSERT_TRUE(store_->Release(job, true).ok());
  }
  std::vector<std::string> exhausted;
  const auto none = store_->Claim(JobStage::kText, 60, 2, exhausted);
  ASSERT_TRUE(none.ok()) << none.status();
  EXPECT_FALSE(none->has_value());
  EXPECT_EQ(exhausted, std::vector<std::string>{IdOf(filing)});
  EXPECT_EQ(store_->Get("", IdOf(filing))->error().reason(), kReasonAttempts);
}

TEST_P(StoreJobsTest, AReleaseThatDoesNotCountIsNoAttempt) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Release(Claim(), false).ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 1);
}

TEST_P(StoreJobsTest, TheStartOfAServerVoidsItsOwnClaims) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  Reopen();
  ASSERT_TRUE(store_->ReleaseAll().ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 1) << "what its server's death ended is no try";
  EXPECT_EQ(store_->Complete(lost, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
}

TEST_P(StoreJobsTest, DeathsOfTheServerAreNoTriesButHaveALimit) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ClaimLimits limits;
  limits.attempts = 2;
  limits.deaths = 10;
  std::vector<std::string> exhausted;
  for (int death = 0; death < limits.deaths; ++death) {
    const auto job = store_->Claim(JobStage::kText, limits, exhausted);
    ASSERT_TRUE(job.ok() && job->has_value()) << job.status();
    EXPECT_EQ((*job)->attempt, 1);
    if (death % 2 == 0) {
      Reopen();
      ASSERT_TRUE(store_->ReleaseAll().ok());
    } else {
      Pass(61);  // nobody started it again
    }
  }
  EXPECT_TRUE(exhausted.empty());
  const auto none = store_->Claim(JobStage::kText, limits, exhausted);
  ASSERT_TRUE(none.ok() && !none->has_value());
  EXPECT_EQ(exhausted, std::vector<std::string>{IdOf(filing)});
  const v1::FilingError error = store_->Get("", IdOf(filing))->error();
  EXPECT_EQ(error.reason(), kReasonAttempts);
  EXPECT_EQ(error.message(),
            "the server died 10 times while the review ran; look at its log, then submit the "
            "filing again");
}

TEST_P(StoreJobsTest, WhatMayKillTheServerIsReviewedAlone) {
  const v1::Filing suspect = Create(FilingOf("x", '1'));
  for (int death = 0; death < 3; ++death) {
    Claim();
    Reopen();
    ASSERT_TRUE(store_->ReleaseAll().ok());
  }
  const v1::Filing other = Create(FilingOf("x", '2'));
  const Job alone = Claim();
  EXPECT_EQ(alone.filing_id, IdOf(suspect));
  EXPECT_TRUE(NothingToClaim()) << "nothing beside it";
  ASSERT_TRUE(store_->Release(alone, false).ok());
  const v1::Filing third = Create(FilingOf("x", '3'));
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_EQ(StateOf(suspect), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(Claim().filing_id, IdOf(other));
  EXPECT_EQ(Claim().filing_id, IdOf(third)) << "others go side by side";
}

TEST_P(StoreJobsTest, CancelAndDeleteVoidTheClaim) {
  const v1::Filing cancelled = Create(FilingOf("x", '1'));
  const v1::Filing deleted = Create(FilingOf("x", '2'));
  const Job first = Claim(), second = Claim();
  EXPECT_EQ(store_->Cancel("", IdOf(cancelled))->state(), v1::FILING_STATE_CANCELLED);
  EXPECT_TRUE(store_->Cancel("", IdOf(cancelled)).ok()) << "cancelling twice is no error";
  ASSERT_TRUE(store_->Delete("", IdOf(deleted)).ok());
  for (const Job& job : {first, second}) {
    EXPECT_EQ(store_->Complete(job, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
  }
  EXPECT_EQ(extract::ReasonOf(store_->GetBrief("", IdOf(cancelled)).status()), kReasonNoBrief);
  EXPECT_EQ(store_->Get("", IdOf(deleted)).status().code(), absl::StatusCode::kNotFound);
}

TEST_P(StoreJobsTest, ADeadJobSaysWhyItsLastTryBrokeOff) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Release(Claim(1), true, "worker_crash").ok());
  std::vector<std::string> exhausted;
  ASSERT_TRUE(store_->Claim(JobStage::kText, 60, 1, exhausted).ok());
  ListQuery query;
  query.states = {v1::FILING_STATE_FAILED};
  const auto dead = store_->List(query);
  ASSERT_TRUE(dead.ok() && dead->filings.size() == 1u) << dead.status();
  EXPECT_EQ(dead->filings[0].name(), filing.name());
  EXPECT_EQ(dead->filings[0].error().message(),
            "the review was tried 1 times and never ended, at last for worker_crash; submit the "
            "filing again");
}

FILING_REVIEW_ON_EVERY_STORE(StoreJobsTest);

}  // namespace
}  // namespace filing_review::service
