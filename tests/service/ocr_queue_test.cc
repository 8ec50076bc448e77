// The second stage of a filing's job: recognition of its pages after revision 1 of its brief.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "extract/read_error.h"
#include "service/store/migrations.h"
#include "service/store/sqlite_store.h"
#include "tests/service/store_backends.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

constexpr JobStage kText = JobStage::kText, kOcr = JobStage::kOcr;

class OcrQueueTest : public StoreContractTest {
 protected:
  std::string Create(char digit, v1::OcrMode mode = v1::OCR_MODE_AUTO) {
    NewFiling filing;
    filing.header.set_sha256(std::string(64, digit));
    filing.header.set_size_bytes(1);
    filing.header.set_ocr_mode(mode);
    const auto created = store_->Create(filing, 10);
    EXPECT_TRUE(created.ok()) << created.status();
    return created.ok() ? created->name().substr(std::string("filings/").size()) : "";
  }

  std::optional<Job> Claim(JobStage stage, int attempts = 5) {
    const auto job = store_->Claim(stage, 60, attempts, exhausted_);
    EXPECT_TRUE(job.ok()) << job.status();
    return job.ok() ? *job : std::nullopt;
  }

  absl::Status Complete(const Job& job, const std::string& brief, bool ocr_follows = false,
                        int64_t limit = 10) {
    JobResult result;
    result.state = ocr_follows ? v1::FILING_STATE_PARTIAL : v1::FILING_STATE_SUCCEEDED;
    result.page_count = result.pages_done_count = 7;
    result.brief = brief;
    result.ocr_follows = ocr_follows;
    return store_->Complete(job, result, limit);
  }

  // A filing whose first revision is there and whose recognition waits.
  std::string CreateWithOcrPending(char digit) {
    const std::string id = Create(digit);
    const auto job = Claim(kText);
    EXPECT_TRUE(job.has_value() && Complete(*job, "revision one", true).ok());
    return id;
  }

  v1::Filing Get(const std::string& id) {
    const auto filing = store_->Get("", id);
    EXPECT_TRUE(filing.ok()) << filing.status();
    return filing.ok() ? *filing : v1::Filing();
  }

  std::vector<std::string> exhausted_;
};

TEST_P(OcrQueueTest, TheBriefIsThereWhileRecognitionWaitsAndIsReplacedByTheNext) {
  const std::string id = CreateWithOcrPending('1');
  v1::Filing filing = Get(id);
  EXPECT_EQ(filing.state(), v1::FILING_STATE_PARTIAL);
  EXPECT_EQ(filing.ocr_state(), v1::OCR_STATE_PENDING);
  EXPECT_EQ(filing.brief_revision(), 1);
  EXPECT_EQ(*store_->GetBrief("", id), "revision one");
  EXPECT_FALSE(Claim(kText).has_value());
  const auto job = Claim(kOcr);
  ASSERT_TRUE(job.has_value());
  EXPECT_EQ(job->stage, kOcr);
  EXPECT_EQ(job->ocr_mode, v1::OCR_MODE_AUTO);
  EXPECT_EQ(job->attempt, 1) << "tries of the first stage do not count";
  filing = Get(id);
  EXPECT_EQ(filing.state(), v1::FILING_STATE_PARTIAL);
  EXPECT_EQ(filing.ocr_state(), v1::OCR_STATE_RUNNING);
  ASSERT_TRUE(store_->Renew(*job, 60, 1, 2).ok());
  EXPECT_EQ(Get(id).pages_done_count(), 7) << "progress of the first stage stands";
  ASSERT_TRUE(Complete(*job, "revision two").ok());
  filing = Get(id);
  EXPECT_EQ(filing.state(), v1::FILING_STATE_SUCCEEDED);
  EXPECT_EQ(filing.ocr_state(), v1::OCR_STATE_DONE);
  EXPECT_EQ(filing.brief_revision(), 2);
  EXPECT_EQ(*store_->GetBrief("", id), "revision two");
  EXPECT_FALSE(Claim(kOcr).has_value());
}

TEST_P(OcrQueueTest, RecognitionWaitsForEveryFilingThatHasNoBrief) {
  const std::string scanned = CreateWithOcrPending('1');
  Create('2');
  Create('3');
  EXPECT_FALSE(Claim(kOcr).has_value());
  const auto second = Claim(kText);
  EXPECT_FALSE(Claim(kOcr).has_value()) << "one still waits";
  const auto third = Claim(kText);
  ASSERT_TRUE(second.has_value() && third.has_value());
  const auto job = Claim(kOcr);
  ASSERT_TRUE(job.has_value()) << "those that run have their workers";
  EXPECT_EQ(job->filing_id, scanned);
  ASSERT_TRUE(store_->Release(*job, false).ok());
  ASSERT_TRUE(store_->Release(*third, false).ok());
  EXPECT_EQ(Get(scanned).ocr_state(), v1::OCR_STATE_PENDING);
  EXPECT_FALSE(Claim(kOcr).has_value());
}

TEST_P(OcrQueueTest, ItSurvivesTheEndOfTheServer) {
  const std::string id = CreateWithOcrPending('1');
  const auto lost = Claim(kOcr);
  ASSERT_TRUE(lost.has_value());
  Reopen();
  ASSERT_TRUE(store_->ReleaseAll().ok());
  EXPECT_EQ(Get(id).ocr_state(), v1::OCR_STATE_PENDING);
  EXPECT_EQ(Get(id).state(), v1::FILING_STATE_PARTIAL);
  const auto again = Claim(kOcr);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(Complete(*lost, "late").code(), absl::StatusCode::kAborted);
  ASSERT_TRUE(Complete(*again, "revision two").ok());
  EXPECT_EQ(*store_->GetBrief("", id), "revision two");
}

TEST_P(OcrQueueTest, WhatFailsLeavesTheFirstRevision) {
  const std::string failed = CreateWithOcrPending('1'), tried = CreateWithOcrPending('2');
  JobResult result;
  result.state = v1::FILING_STATE_FAILED;
  result.error.set_reason("worker_start");
  result.error.set_message("why");
  ASSERT_TRUE(store_->Complete(*Claim(kOcr), result, 10).ok());
  ASSERT_TRUE(store_->Release(*Claim(kOcr), true).ok());
  EXPECT_FALSE(Claim(kOcr, 1).has_value());
  EXPECT_EQ(exhausted_, std::vector<std::string>{tried});
  for (const auto& [id, reason] :
       {std::pair(failed, "worker_start"), std::pair(tried, "attempts_exhausted")}) {
    const v1::Filing filing = Get(id);
    EXPECT_EQ(filing.state(), v1::FILING_STATE_PARTIAL);
    EXPECT_EQ(filing.page_count(), 7);
    EXPECT_FALSE(filing.has_error());
    EXPECT_EQ(filing.ocr_state(), v1::OCR_STATE_FAILED);
    EXPECT_EQ(filing.ocr_error().reason(), reason);
    EXPECT_EQ(filing.brief_revision(), 1);
    EXPECT_EQ(*store_->GetBrief("", id), "revision one");
  }
}

TEST_P(OcrQueueTest, TooManyThatWaitLeaveOthersWithTheFirstRevision) {
  CreateWithOcrPending('1');
  const std::string id = Create('2');
  ASSERT_TRUE(Complete(*Claim(kText), "revision one", true, 1).ok());
  EXPECT_EQ(Get(id).ocr_state(), v1::OCR_STATE_FAILED);
  EXPECT_EQ(Get(id).ocr_error().reason(), "ocr_queue_full");
  EXPECT_EQ(*store_->GetBrief("", id), "revision one");
}

TEST_P(OcrQueueTest, ARecognitionThatRunsDoesNotWait) {
  CreateWithOcrPending('1');
  ASSERT_TRUE(Claim(kOcr).has_value());
  const std::string id = Create('2');
  ASSERT_TRUE(Complete(*Claim(kText), "revision one", true, 1).ok());
  EXPECT_EQ(Get(id).ocr_state(), v1::OCR_STATE_PENDING);
}

TEST_P(OcrQueueTest, CancelEndsRecognitionOnlyAndDeleteEverything) {
  const std::string id = CreateWithOcrPending('1');
  const auto job = Claim(kOcr);
  const auto cancelled = store_->Cancel("", id);
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->state(), v1::FILING_STATE_PARTIAL);
  EXPECT_EQ(cancelled->ocr_state(), v1::OCR_STATE_CANCELLED);
  EXPECT_TRUE(store_->Cancel("", id).ok()) << "again";
  EXPECT_EQ(Complete(*job, "late").code(), absl::StatusCode::kAborted);
  EXPECT_EQ(*store_->GetBrief("", id), "revision one");

  const std::string other = CreateWithOcrPending('2');
  const auto running = Claim(kOcr);
  ASSERT_TRUE(store_->Delete("", other).ok());
  EXPECT_EQ(Complete(*running, "late").code(), absl::StatusCode::kAborted);
  EXPECT_EQ(store_->Get("", other).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(Claim(kOcr).has_value());
}

TEST_P(OcrQueueTest, AnotherModeIsAnotherFiling) {
  const std::string first = Create('1', v1::OCR_MODE_AUTO);
  EXPECT_EQ(Create('1', v1::OCR_MODE_AUTO), first);
  EXPECT_NE(Create('1', v1::OCR_MODE_OFF), first);
}

TEST_P(OcrQueueTest, FilingsThatWaitForRecognitionTakeNoPlaceInTheQueue) {
  CreateWithOcrPending('1');
  NewFiling filing;
  filing.header.set_sha256(std::string(64, '2'));
  const auto created = store_->Create(filing, 1);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->queue_position(), 0);
}

FILING_REVIEW_ON_EVERY_STORE(OcrQueueTest);

// A store as schema 3 left it: reviewed filings have the text revision, waiting ones go on.
TEST(OcrQueue, AnOlderStoreIsTakenOver) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/filings.db";
  {
    const Migrations first(SqliteMigrations().begin(), SqliteMigrations().begin() + 3);
    auto database = SqliteDatabase::Open(path, SystemMicros, BootMicros);
    ASSERT_TRUE(database.ok() && Migrate(**database, first).ok());
    ASSERT_TRUE((*database)
                    ->Execute(R"(
      INSERT INTO filings (id, owner, request_id, sha256, size_bytes, display_name, listing_venue,
                           filing_date, state, create_micros, update_micros)
        VALUES ('a1', '', '', 'x', 1, 'a.pdf', 0, '', 4, 0, 0),
               ('b2', '', '', 'y', 1, 'b.pdf', 0, '', 1, 0, 0);
      INSERT INTO briefs VALUES (1, 'brief');
      INSERT INTO jobs (sequence) VALUES (2);)")
                    .ok());
  }
  const auto store = OpenSqliteStore(path);
  ASSERT_TRUE(store.ok()) << store.status();
  EXPECT_EQ((*store)->Get("", "a1")->brief_revision(), 1);
  EXPECT_EQ((*store)->Get("", "a1")->ocr_state(), v1::OCR_STATE_UNSPECIFIED);
  EXPECT_EQ((*store)->Get("", "b2")->brief_revision(), 0);
  std::vector<std::string> exhausted;
  const auto job = (*store)->Claim(kText, 60, 5, exhausted);
  ASSERT_TRUE(job.ok() && job->has_value());
  EXPECT_EQ((*job)->filing_id, "b2");
}

}  // namespace
}  // namespace filing_review::service
