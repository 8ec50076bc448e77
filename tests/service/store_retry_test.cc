// A filing that is reviewed once more.
#include <gtest/gtest.h>

#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreRetryTest : public StoreTest {};

TEST_P(StoreRetryTest, ARetryKeepsTheBriefUntilTheNewOneIsThere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const std::string id = IdOf(filing);
  EXPECT_EQ(extract::ReasonOf(store_->Retry("", id, {}, false).status()), kReasonNotFinal);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("old rules"), 10).ok());
  const auto again = store_->Retry("", id, {}, true);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->state(), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(*store_->GetBrief("", id), "old rules");
  const Job job = Claim();
  EXPECT_EQ(job.attempt, 1);
  EXPECT_EQ(*store_->GetBrief("", id), "old rules");
  ASSERT_TRUE(store_->Complete(job, Succeeded("new rules"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", id), "new rules");
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_SUCCEEDED);
  QueueLimits none;
  none.filings = 0;
  EXPECT_EQ(extract::ReasonOf(store_->Retry("", id, none, false).status()), kReasonQueueFull);
}

TEST_P(StoreRetryTest, ARetryThatEndsWithoutABriefLeavesStateAndBriefAsTheyWere) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const std::string id = IdOf(filing);
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("old rules"), 10).ok());
  for (const bool cancel : {true, false}) {
    ASSERT_TRUE(store_->Retry("", id, {}, false).ok());
    const Job job = Claim();
    ASSERT_TRUE(store_->Renew(job, 60, 1, 7).ok());
    if (cancel) {
      ASSERT_TRUE(store_->Cancel("", id).ok());
    } else {
      JobResult failed;
      failed.state = v1::FILING_STATE_FAILED;
      failed.error.set_reason("worker_crash");
      ASSERT_TRUE(store_->Complete(job, failed, 10).ok());
    }
    const auto after = store_->Get("", id);
    EXPECT_EQ(after->state(), v1::FILING_STATE_SUCCEEDED);
    EXPECT_EQ(after->pages_done_count(), 7);
    EXPECT_EQ(*store_->GetBrief("", id), "old rules");
    EXPECT_TRUE(NothingToClaim());
  }
  const auto audit = store_->Audit("", 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 4u) << audit.status();
  EXPECT_EQ((*audit)[0].action, "retry_failed worker_crash");
  EXPECT_EQ((*audit)[2].action, "retry_failed cancelled");
  EXPECT_EQ((*audit)[3].action, "retry");
}

TEST_P(StoreRetryTest, AFailedFilingIsTriedAgainFromTheStart) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Cancel("", IdOf(filing)).ok());
  ASSERT_TRUE(store_->Retry("", IdOf(filing), {}, false).ok());
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
}

FILING_REVIEW_ON_EVERY_STORE(StoreRetryTest);

}  // namespace
}  // namespace filing_review::service
