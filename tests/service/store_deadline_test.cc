// The time that a submitter gives.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreDeadlineTest : public StoreTest {};

TEST_P(StoreDeadlineTest, WhatWaitsBeyondItsDeadlineFails) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 60'000'000;
  const v1::Filing late = Create(filing);
  const v1::Filing patient = Create(FilingOf("x", '2'));
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  Reopen();
  Pass(61);
  const auto overdue = store_->FailOverdue();
  ASSERT_TRUE(overdue.ok()) << overdue.status();
  EXPECT_EQ(*overdue, std::vector<std::string>{IdOf(late)});
  const auto failed = store_->Get("", IdOf(late));
  EXPECT_EQ(failed->state(), v1::FILING_STATE_FAILED);
  EXPECT_EQ(failed->error().reason(), extract::kReasonReviewDeadline);
  EXPECT_EQ(failed->error().message(),
            "waited until the deadline that its submitter gave; submit it again with more time");
  const Job job = Claim();
  EXPECT_EQ(job.filing_id, IdOf(patient));
  EXPECT_FALSE(job.micros_left.has_value());
  EXPECT_NE(Create(filing).name(), late.name()) << "submitted again it is another filing";
}

TEST_P(StoreDeadlineTest, AClaimTellsTheTimeThatIsLeft) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 100'000'000;
  const v1::Filing created = Create(filing);
  Pass(30);
  const Job job = Claim();
  ASSERT_TRUE(job.micros_left.has_value());
  EXPECT_LE(*job.micros_left, 71'000'000);
  EXPECT_GT(*job.micros_left, 40'000'000);
  Pass(80);
  ASSERT_TRUE(store_->Renew(job, 60, 0, 0).ok());
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  EXPECT_EQ(StateOf(created), v1::FILING_STATE_RUNNING) << "its worker ends it";
}

TEST_P(StoreDeadlineTest, OfTheSameFilingTheLaterDeadlineCounts) {
  NewFiling filing = FilingOf("x", '1');
  filing.timeout_micros = 50'000'000;
  const v1::Filing created = Create(filing);
  filing.timeout_micros = 100'000'000;
  EXPECT_EQ(Create(filing).name(), created.name());
  filing.timeout_micros = 10'000'000;
  EXPECT_EQ(Create(filing).name(), created.name());
  Pass(60);
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
  filing.timeout_micros = 0;
  EXPECT_EQ(Create(filing).name(), created.name());
  Pass(60);
  EXPECT_EQ(store_->FailOverdue()->size(), 0u);
}

TEST_P(StoreDeadlineTest, ARetryBeyondItsDeadlineLeavesTheBriefThatWasThere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  ASSERT_TRUE(store_->Retry("", IdOf(filing), {}, false, 10'000'000).ok());
  Pass(20);
  EXPECT_EQ(store_->FailOverdue()->size(), 1u);
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
  EXPECT_EQ(store_->Audit("", 1)->at(0).action, "retry_failed review_deadline");
}

FILING_REVIEW_ON_EVERY_STORE(StoreDeadlineTest);

}  // namespace
}  // namespace filing_review::service
