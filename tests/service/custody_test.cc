// How long filings are kept: retention, legal hold, the audit.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "extract/read_error.h"
#include "tests/service/server_fixture.h"

namespace filing_review::service {
namespace {

class CustodyTest : public ServerTest {
 protected:
  absl::StatusOr<v1::Filing> Hold(const std::string& name, bool hold) {
    grpc::ClientContext context;
    v1::SetLegalHoldRequest request;
    request.set_name(name);
    request.set_legal_hold(hold);
    v1::Filing filing;
    const grpc::Status status = stub_->SetLegalHold(&context, request, &filing);
    if (!status.ok()) return FromGrpc(status, context);
    return filing;
  }

  absl::StatusOr<v1::ListAuditEventsResponse> Audit(const v1::ListAuditEventsRequest& request) {
    grpc::ClientContext context;
    v1::ListAuditEventsResponse response;
    const grpc::Status status = stub_->ListAuditEvents(&context, request, &response);
    if (!status.ok()) return FromGrpc(status, context);
    return response;
  }

  // Action and filing of each event, page by page.
  std::vector<std::string> Events(int page_size) {
    v1::ListAuditEventsRequest request;
    request.set_page_size(page_size);
    std::vector<std::string> events;
    do {
      const auto page = Audit(request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const v1::AuditEvent& event : page->audit_events()) {
        EXPECT_GE(event.event_time().seconds(), 1'600'000'000);
        events.push_back(event.action() + " " + event.filing());
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return events;
  }

  int Blobs() {
    int blobs = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(options_.desk.data_dir + "/blobs")) {
      blobs += entry.is_regular_file();
    }
    return blobs;
  }

  void Restart() {
    server_.reset();
    Start();
  }
};

TEST_F(CustodyTest, AFilingOnHoldIsNotDeletedUntilItIsReleased) {
  const auto filing = Submit("held, and no PDF");
  ASSERT_TRUE(filing.ok()) << filing.status();
  Watch(filing->name());
  EXPECT_FALSE(filing->legal_hold());
  EXPECT_EQ(extract::ReasonOf(Hold("filings/0", true).status()), "no_such_filing");
  EXPECT_EQ(extract::ReasonOf(Hold("filings/../lock", true).status()), "bad_name");
  const auto held = Hold(filing->name(), true);
  ASSERT_TRUE(held.ok()) << held.status();
  EXPECT_TRUE(held->legal_hold());
  const auto deleted = Call(&v1::FilingService::Stub::DeleteFiling, filing->name());
  EXPECT_EQ(deleted.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(deleted.status()), "legal_hold");
  EXPECT_EQ(deleted.status().message(),
            filing->name() + " is on legal hold; release the hold first");
  EXPECT_EQ(Blobs(), 1);
  ASSERT_TRUE(Hold(filing->name(), false).ok());
  ASSERT_TRUE(Call(&v1::FilingService::Stub::DeleteFiling, filing->name()).ok());
  EXPECT_EQ(Blobs(), 0);
  const std::vector<std::string> expected = {
      "delete " + filing->name(), "release_hold " + filing->name(), "hold " + filing->name()};
  EXPECT_EQ(Events(0), expected);
  EXPECT_EQ(Events(1), expected);
  EXPECT_EQ(Events(2), expected);
  v1::ListAuditEventsRequest request;
  request.set_owner("somebody");
  EXPECT_EQ(Audit(request)->audit_events_size(), 0);
  for (const char* token : {"x", "0", "-1", "99999999999999999999"}) {
    request.set_page_token(token);
    EXPECT_EQ(extract::ReasonOf(Audit(request).status()), "bad_page_token") << token;
  }
  request.clear_page_token();
  request.set_page_size(-1);
  EXPECT_EQ(extract::ReasonOf(Audit(request).status()), "bad_header");
}

TEST_F(CustodyTest, WhatIsOldGoesWithItsBytesUnlessItIsOnHold) {
  const auto old = Submit("old, and no PDF"), held = Submit("held, and no PDF");
  ASSERT_TRUE(old.ok() && held.ok());
  Watch(old->name());
  Watch(held->name());
  ASSERT_TRUE(Hold(held->name(), true).ok());
  std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  EXPECT_EQ(Blobs(), 2) << "without a retention they stay";
  options_.desk.limits.retention_seconds = 1;
  Restart();
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (Blobs() > 1 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(Blobs(), 1);
  EXPECT_EQ(extract::ReasonOf(Call(&v1::FilingService::Stub::GetFiling, old->name()).status()),
            "no_such_filing");
  EXPECT_TRUE(Call(&v1::FilingService::Stub::GetFiling, held->name())->legal_hold());
  EXPECT_EQ(Events(0), (std::vector<std::string>{"expire " + old->name(), "hold " + held->name()}));
  // Released, it goes at the next look.
  ASSERT_TRUE(Hold(held->name(), false).ok());
  while (Blobs() > 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(Blobs(), 0);
}

TEST(RetentionTimerTest, LooksOftenEnoughAndNotTooOften) {
  EXPECT_EQ(RetentionTimer::IntervalOf(1).count(), 1);
  EXPECT_EQ(RetentionTimer::IntervalOf(240).count(), 10);
  EXPECT_EQ(RetentionTimer::IntervalOf(int64_t{10} * 366 * 86'400).count(), 3600);
}

}  // namespace
}  // namespace filing_review::service
