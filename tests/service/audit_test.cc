// The chains of reviews in a data folder, checked as `filing-review audit verify` does.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "extract/read_error.h"
#include "service/desk/review_source.h"
#include "service/desk/review_verify.h"
#include "service/store/sqlite_store.h"
#include "tests/service/desk_fixture.h"

namespace filing_review::service {
namespace {

class AuditTest : public DeskTest {
 protected:
  // A signed review of four events.
  void SetUp() override {
    DeskTest::SetUp();
    name_ = SubmitAs("press", SampleBytes());
    v1::Review review = *DecideAs("anna", *ReviewAs("anna", name_), 0, v1::VERDICT_ACCEPTED);
    review = *DecideAs("ben", review, 1, v1::VERDICT_REJECTED, "not the issuer's");
    review = *AdvanceAs("anna", review, v1::REVIEW_STEP_MARK_REVIEWED);
    ASSERT_TRUE(AdvanceAs("ben", review, v1::REVIEW_STEP_SIGN).ok());
  }

  // What is wrong with the review after the SQL; empty: nothing.
  std::string FaultAfter(const std::string& sql) {
    auto database =
        SqliteDatabase::Open(options_.desk.data_dir + "/filings.db", SystemMicros, BootMicros);
    EXPECT_TRUE(database.ok()) << database.status();
    const absl::Status status = (*database)->Execute(sql);
    EXPECT_TRUE(status.ok()) << status;
    const auto source = OpenReviews(options_.desk.data_dir);
    EXPECT_TRUE(source.ok()) << source.status();
    const auto verified = VerifyReview(**source, name_);
    if (!verified.ok()) return verified.status().ToString();
    if (!verified->fault.has_value()) return "";
    return std::to_string(verified->fault->number) + ": " + verified->fault->what;
  }

  std::string name_;
};

TEST_F(AuditTest, ASoundReviewIsFoundSoWhileTheServerRuns) {
  const auto source = OpenReviews(options_.desk.data_dir);
  ASSERT_TRUE(source.ok()) << source.status();
  EXPECT_EQ((*source)->Reviewed().value(), std::vector<std::string>{name_});
  const auto verified = VerifyReview(**source, name_);
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_FALSE(verified->fault.has_value()) << verified->fault->what;
  EXPECT_EQ(verified->event_count, 4);
}

TEST_F(AuditTest, AChangedByteIsFound) {
  EXPECT_EQ(FaultAfter("SELECT 1"), "");
  EXPECT_EQ(FaultAfter("UPDATE review_events SET event = CAST(replace(CAST(event AS TEXT), "
                       "'ben', 'bob') AS BLOB) WHERE number = 2"),
            "2: its hash is not that of its bytes");
}

TEST_F(AuditTest, WhatElseIsChangedIsFoundToo) {
  const struct {
    const char* change;
    const char* back;
    const char* wanted;
  } rows[] = {
      {"UPDATE review_events SET number = 30 WHERE number = 3",
       "UPDATE review_events SET number = 3 WHERE number = 30",
       "3: it is missing: event 4 follows event 2"},
      {"UPDATE filings SET sha256 = 'ff' || substr(sha256, 3)", "SELECT 1",
       "1: its previous_hash is not the SHA-256 of the filing"},
  };
  EXPECT_EQ(FaultAfter(rows[0].change), rows[0].wanted);
  EXPECT_EQ(FaultAfter(rows[0].back), "");
  EXPECT_EQ(FaultAfter("UPDATE signed_briefs SET brief = CAST('' AS BLOB)"),
            "0: the brief that is kept is not the one that was signed");
  EXPECT_EQ(FaultAfter("UPDATE reviews SET record = CAST('' AS BLOB)"),
            "0: its state is not what its events come to");
  EXPECT_EQ(FaultAfter("UPDATE reviews SET record = CAST('not a record' AS BLOB)"),
            "0: the stored review cannot be read");
  EXPECT_EQ(FaultAfter("DELETE FROM review_events WHERE number = 4"),
            "0: the stored review cannot be read");
  EXPECT_EQ(FaultAfter("DELETE FROM reviews"), "0: its state is not what its events come to");
  EXPECT_EQ(FaultAfter(rows[1].change), rows[1].wanted);
}

TEST_F(AuditTest, AFolderWithoutAStoreIsToldSo) {
  const absl::Status status = OpenReviews(folder_.path()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("has no filings.db; give the server's --data-dir"),
            std::string::npos);
}

}  // namespace
}  // namespace filing_review::service
