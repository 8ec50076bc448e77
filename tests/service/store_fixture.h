// Filings and jobs for tests of the contract of FilingStore and JobQueue; every back end passes
// them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/store/filing_store.h"
#include "tests/service/store_backends.h"

namespace filing_review::service {

inline constexpr int64_t kQueueLimit = 100;

inline NewFiling FilingOf(const std::string& name, char digit, const std::string& owner = "") {
  NewFiling filing;
  filing.owner = owner;
  filing.header.set_display_name(name);
  filing.header.set_sha256(std::string(64, digit));
  filing.header.set_size_bytes(1234);
  filing.header.set_listing_venue(v1::LISTING_VENUE_HK);
  filing.header.set_filing_date("2021-08-20");
  filing.password_given = true;
  return filing;
}

inline std::string IdOf(const v1::Filing& filing) {
  return filing.name().substr(std::string("filings/").size());
}

class StoreTest : public StoreContractTest {
 protected:
  v1::Filing Create(const NewFiling& filing) {
    const auto created = store_->Create(filing, kQueueLimit);
    EXPECT_TRUE(created.ok()) << created.status();
    return created.ok() ? *created : v1::Filing();
  }

  Job Claim(int attempts = 5) {
    std::vector<std::string> exhausted;
    const auto job = store_->Claim(JobStage::kText, 60, attempts, exhausted);
    EXPECT_TRUE(job.ok()) << job.status();
    EXPECT_TRUE(job.ok() && job->has_value()) << "no job to claim";
    return job.ok() && job->has_value() ? **job : Job();
  }

  bool NothingToClaim() {
    std::vector<std::string> exhausted;
    const auto job = store_->Claim(JobStage::kText, 60, 5, exhausted);
    EXPECT_TRUE(job.ok()) << job.status();
    return job.ok() && !job->has_value();
  }

  v1::FilingState StateOf(const v1::Filing& filing) {
    const auto now = store_->Get("", IdOf(filing));
    EXPECT_TRUE(now.ok()) << now.status();
    return now.ok() ? now->state() : v1::FILING_STATE_UNSPECIFIED;
  }

  static JobResult Succeeded(const std::string& brief) {
    JobResult result;
    result.state = v1::FILING_STATE_SUCCEEDED;
    result.brief = brief;
    result.page_count = 7;
    result.pages_done_count = 7;
    return result;
  }
};

}  // namespace filing_review::service
