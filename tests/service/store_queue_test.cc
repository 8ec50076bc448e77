// The bounds of the queue in a store.
#include <gtest/gtest.h>

#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreQueueTest : public StoreTest {};

TEST_P(StoreQueueTest, AFullQueueIsBusyWithADelay) {
  for (const char digit : {'a', 'b'}) ASSERT_TRUE(store_->Create(FilingOf("x", digit), 2).ok());
  const auto third = store_->Create(FilingOf("x", 'c'), 2);
  EXPECT_EQ(third.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(extract::ReasonOf(third.status()), kReasonQueueFull);
  EXPECT_GT(RetrySecondsOf(third.status()).value_or(0), 0);
  EXPECT_TRUE(store_->Create(FilingOf("x", 'a'), 2).ok()) << "one that is there already is found";
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_TRUE(store_->Create(FilingOf("x", 'c'), 2).ok());
}

TEST_P(StoreQueueTest, TellsTheSizeOfTheQueue) {
  NewFiling filing = FilingOf("x", '1');
  filing.page_count = 30;
  Create(filing);
  Create(FilingOf("x", '2'));
  const Job job = Claim();
  auto size = store_->Size();
  ASSERT_TRUE(size.ok()) << size.status();
  EXPECT_EQ(size->filings, 2);
  EXPECT_EQ(size->bytes, 2468);
  EXPECT_EQ(size->pages, 30);
  EXPECT_EQ(size->text_waiting, 1);
  ASSERT_TRUE(store_->Renew(job, 60, 1, 7).ok());
  EXPECT_EQ(store_->Size()->pages, 7) << "counted now";
  JobResult result = Succeeded("brief");
  result.ocr_follows = true;
  ASSERT_TRUE(store_->Complete(job, result, 10).ok());
  size = store_->Size();
  EXPECT_EQ(size->filings, 1);
  EXPECT_EQ(size->ocr_waiting, 1);
}

TEST_P(StoreQueueTest, RoomIsToldBeforeTheBytesAreSent) {
  NewFiling first = FilingOf("x", '1');
  first.header.set_request_id("r-1");
  Create(first);
  QueueLimits full;
  full.filings = 1;
  NewFiling second = FilingOf("x", '2');
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, full)), kReasonQueueFull);
  EXPECT_TRUE(store_->CheckRoom(first, full).ok()) << "it is there already";
  second.header.set_request_id("r-1");
  EXPECT_TRUE(store_->CheckRoom(second, full).ok()) << "whether it is another one is said later";
  second.owner = "another";
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, full)), kReasonQueueFull);
  full.filings = 2;
  EXPECT_TRUE(store_->CheckRoom(second, full).ok());
}

TEST_P(StoreQueueTest, OneOwnerLeavesRoomToOthers) {
  QueueLimits share;
  share.owner_filings = 1;
  NewFiling first = FilingOf("x", '1'), second = FilingOf("x", '2');
  ASSERT_TRUE(store_->Create(first, share).ok());
  EXPECT_EQ(extract::ReasonOf(store_->CheckRoom(second, share)), kReasonQueueFull);
  const auto refused = store_->Create(second, share);
  EXPECT_EQ(extract::ReasonOf(refused.status()), kReasonQueueFull);
  EXPECT_NE(refused.status().message().find("your share of the queue is full (1 filings)"),
            std::string_view::npos)
      << refused.status();
  second.owner = "another";
  ASSERT_TRUE(store_->Create(second, share).ok());
  // With its brief there, a filing waits no more.
  const Job job = Claim();
  JobResult result = Succeeded("brief");
  result.ocr_follows = true;
  ASSERT_TRUE(store_->Complete(job, result, 10).ok());
  EXPECT_TRUE(store_->CheckRoom(FilingOf("x", '3'), share).ok());
}

TEST_P(StoreQueueTest, TheQueueIsBoundedInBytesAndPagesToo) {
  const struct {
    QueueLimits limits;
    bool taken;
  } rows[] = {{{100, 2468, 20}, true},
              {{100, 2467, 20}, false},
              {{100, 2468, 19}, false},
              {{1, 9999, 99}, false}};
  NewFiling first = FilingOf("甲", '1');
  first.page_count = 10;
  QueueLimits tiny;
  tiny.bytes = tiny.pages = 1;
  ASSERT_TRUE(store_->Create(first, tiny).ok()) << "a queue with nothing in it takes any filing";
  for (const auto& row : rows) {
    NewFiling second = FilingOf("乙", '2');
    second.page_count = 10;
    const auto created = store_->Create(second, row.limits);
    EXPECT_EQ(created.ok(), row.taken);
    if (created.ok()) {
      ASSERT_TRUE(store_->Delete("", IdOf(*created)).ok());
    } else {
      EXPECT_EQ(extract::ReasonOf(created.status()), kReasonQueueFull);
    }
  }
}

FILING_REVIEW_ON_EVERY_STORE(StoreQueueTest);

}  // namespace
}  // namespace filing_review::service
