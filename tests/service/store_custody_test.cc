// Legal hold, deletion, expiry, and what of them stays in the audit trail.
#include <gtest/gtest.h>

#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreCustodyTest : public StoreTest {};

TEST_P(StoreCustodyTest, AFilingOnHoldIsNotDeleted) {
  const std::string id = IdOf(Create(FilingOf("x", '1', "owner")));
  EXPECT_EQ(store_->SetLegalHold("0", true).status().code(), absl::StatusCode::kNotFound);
  const auto set = store_->SetLegalHold(id, true);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_TRUE(set->legal_hold());
  EXPECT_TRUE(store_->Get("owner", id)->legal_hold());
  const auto held = store_->Delete("owner", id);
  EXPECT_EQ(held.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(held.status()), kReasonLegalHold);
  ASSERT_TRUE(store_->SetLegalHold(id, true).ok()) << "once more is no error";
  ASSERT_TRUE(store_->SetLegalHold(id, false).ok());
  EXPECT_TRUE(store_->Delete("owner", id).ok());
  const auto audit = store_->Audit("owner", 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 3u);
  EXPECT_EQ((*audit)[0].action, "delete");
  EXPECT_EQ((*audit)[1].action, "release_hold");
  EXPECT_EQ((*audit)[2].action, "hold");
  const auto older = store_->Audit("owner", (*audit)[0].number, 1);
  ASSERT_TRUE(older.ok() && older->size() == 1u);
  EXPECT_EQ((*older)[0].action, "release_hold");
}

TEST_P(StoreCustodyTest, ADeletionLeavesOneAuditLine) {
  const v1::Filing filing = Create(FilingOf("secret name", '1', "owner"));
  ASSERT_TRUE(store_->Delete("owner", IdOf(filing)).ok());
  const auto audit = store_->Audit(std::nullopt, 10);
  ASSERT_TRUE(audit.ok() && audit->size() == 1u) << audit.status();
  EXPECT_EQ((*audit)[0].owner, "owner");
  EXPECT_EQ((*audit)[0].filing_id, IdOf(filing));
  EXPECT_EQ((*audit)[0].action, "delete");
  EXPECT_GE((*audit)[0].at_micros, 1'600'000'000'000'000);
  EXPECT_TRUE(store_->Audit("another", 10)->empty());
}

TEST_P(StoreCustodyTest, WhatIsOldGoesUnlessItWaitsOrIsOnHold) {
  const v1::Filing old = Create(FilingOf("old", '1', "owner"));
  const v1::Filing held = Create(FilingOf("held", '2'));
  const v1::Filing waiting = Create(FilingOf("waiting", '3'));
  ASSERT_TRUE(store_->Cancel("owner", IdOf(old)).ok());
  ASSERT_TRUE(store_->Cancel("", IdOf(held)).ok());
  ASSERT_TRUE(store_->SetLegalHold(IdOf(held), true).ok());
  Pass(1000);
  const v1::Filing young = Create(FilingOf("young", '4'));
  ASSERT_TRUE(store_->Cancel("", IdOf(young)).ok());
  const auto gone = store_->DeleteExpired(int64_t{500} * 1'000'000, 10);
  ASSERT_TRUE(gone.ok()) << gone.status();
  ASSERT_EQ(gone->size(), 1u);
  EXPECT_EQ((*gone)[0].owner, "owner");
  EXPECT_EQ((*gone)[0].filing.name(), old.name());
  EXPECT_EQ(store_->Get("owner", IdOf(old)).status().code(), absl::StatusCode::kNotFound);
  for (const v1::Filing& kept : {held, waiting, young}) {
    EXPECT_TRUE(store_->Get("", IdOf(kept)).ok()) << kept.display_name();
  }
  EXPECT_EQ(store_->Audit("owner", 1)->at(0).action, "expire");
}

FILING_REVIEW_ON_EVERY_STORE(StoreCustodyTest);

}  // namespace
}  // namespace filing_review::service
