// Filings in a store: what makes two the same, what stays over a restart, what goes with them.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "tests/service/store_fixture.h"

namespace filing_review::service {
namespace {

class StoreFilingsTest : public StoreTest {};

TEST_P(StoreFilingsTest, KeepsAFilingOverAReopening) {
  const v1::Filing created = Create(FilingOf("a.pdf", 'a'));
  EXPECT_EQ(created.state(), v1::FILING_STATE_QUEUED);
  EXPECT_GE(created.create_time().seconds(), 1'600'000'000);
  Reopen();
  const auto found = store_->Get("", IdOf(created));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->SerializeAsString(), created.SerializeAsString());
}

TEST_P(StoreFilingsTest, TheSameFilingTwiceIsOne) {
  const v1::Filing first = Create(FilingOf("a.pdf", 'a'));
  EXPECT_EQ(Create(FilingOf("a.pdf", 'a')).name(), first.name());
  const std::function<void(NewFiling&)> differences[] = {
      [](NewFiling& f) { f.owner = "another"; },
      [](NewFiling& f) { f.header.set_display_name("b.pdf"); },
      [](NewFiling& f) { f.header.set_sha256(std::string(64, 'b')); },
      [](NewFiling& f) { f.header.set_listing_venue(v1::LISTING_VENUE_US); },
      [](NewFiling& f) { f.header.set_filing_date("2021-08-21"); },
  };
  for (const auto& differ : differences) {
    NewFiling other = FilingOf("a.pdf", 'a');
    differ(other);
    EXPECT_NE(Create(other).name(), first.name());
  }
}

TEST_P(StoreFilingsTest, AFailedOrCancelledFilingMayBeSubmittedAgain) {
  const v1::Filing cancelled = Create(FilingOf("a.pdf", 'a'));
  ASSERT_TRUE(store_->Cancel("", IdOf(cancelled)).ok());
  const v1::Filing failed = Create(FilingOf("a.pdf", 'a'));
  EXPECT_NE(failed.name(), cancelled.name());
  JobResult result;
  result.state = v1::FILING_STATE_FAILED;
  result.error.set_reason("encrypted");
  result.error.set_message("needs a password");
  ASSERT_TRUE(store_->Complete(Claim(), result, 10).ok());
  const auto found = store_->Get("", IdOf(failed));
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->error().reason(), "encrypted");
  EXPECT_NE(Create(FilingOf("a.pdf", 'a')).name(), failed.name());
}

TEST_P(StoreFilingsTest, RequestIdGivesTheSameFilingAndNoOther) {
  NewFiling filing = FilingOf("a.pdf", 'a');
  filing.header.set_request_id("r-1");
  const v1::Filing first = Create(filing);
  ASSERT_TRUE(store_->Cancel("", IdOf(first)).ok());
  EXPECT_EQ(Create(filing).name(), first.name()) << "even when it was cancelled";
  filing.header.set_display_name("b.pdf");
  const auto reused = store_->Create(filing, kQueueLimit);
  EXPECT_EQ(reused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(extract::ReasonOf(reused.status()), kReasonRequestIdReused);
}

TEST_P(StoreFilingsTest, AnotherOwnersFilingIsNotThere) {
  const std::string id = IdOf(Create(FilingOf("x", '1', "owner")));
  const absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  EXPECT_EQ(store_->Get("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->GetBrief("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Cancel("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Delete("", id).status().code(), kNotFound);
  EXPECT_TRUE(store_->Get("owner", id).ok());
}

TEST_P(StoreFilingsTest, BytesAreNeededUntilTheirLastFilingGoes) {
  const v1::Filing one = Create(FilingOf("a", '1'));
  const v1::Filing other = Create(FilingOf("b", '1'));
  const std::string sha256(64, '1');
  EXPECT_EQ(*store_->ReferencedBlobs(), std::set<std::string>{sha256});
  ASSERT_TRUE(store_->Delete("", IdOf(one)).ok());
  EXPECT_TRUE(*store_->NeedsBlob(sha256));
  ASSERT_TRUE(store_->Delete("", IdOf(other)).ok());
  EXPECT_FALSE(*store_->NeedsBlob(sha256));
}

TEST_P(StoreFilingsTest, FurtherDocumentsArePartOfTheFiling) {
  NewFiling filing = FilingOf("a", '1');
  v1::SubmittedDocument& exhibit = filing.documents.emplace_back();
  exhibit.set_role(v1::DOCUMENT_ROLE_EXHIBIT);
  exhibit.set_sha256(std::string(64, '2'));
  exhibit.set_size_bytes(99);
  exhibit.set_display_name("附件.pdf");
  const v1::Filing created = Create(filing);
  ASSERT_EQ(created.documents_size(), 1);
  EXPECT_EQ(created.documents(0).SerializeAsString(), exhibit.SerializeAsString());
  EXPECT_EQ(store_->List("", 10, "")->filings.at(0).documents_size(), 1);
  EXPECT_EQ(IdOf(Create(filing)), IdOf(created));
  EXPECT_NE(IdOf(Create(FilingOf("a", '1'))), IdOf(created));
  Reopen();
  const Job job = Claim();
  ASSERT_EQ(job.documents.size(), 1u);
  EXPECT_EQ(job.documents[0].role(), v1::DOCUMENT_ROLE_EXHIBIT);
  EXPECT_TRUE(*store_->NeedsBlob(std::string(64, '2')));
  EXPECT_EQ(store_->ReferencedBlobs()->size(), 2u);
  ASSERT_TRUE(store_->Delete("", IdOf(created)).ok());
  EXPECT_FALSE(*store_->NeedsBlob(std::string(64, '2')));
  EXPECT_TRUE(*store_->NeedsBlob(std::string(64, '1')));
}

TEST_P(StoreFilingsTest, AFilingTakesTheIdThatIsWanted) {
  NewFiling filing = FilingOf("a", '1');
  filing.id = std::string(32, 'b');
  EXPECT_EQ(IdOf(Create(filing)), filing.id);
  EXPECT_NE(IdOf(Create(FilingOf("b", '1'))), filing.id);
}

TEST_P(StoreFilingsTest, ANewerStoreIsRefusedWithWords) {
  store_.reset();
  backend_->Run("INSERT INTO schema_migrations VALUES (999, 0)");
  const auto store = backend_->Open("one");
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(extract::ReasonOf(store.status()), kReasonNewerStore);
  EXPECT_NE(store.status().message().find("newer version (schema 999, known "), std::string::npos)
      << store.status();
}

TEST_P(StoreFilingsTest, OpeningAgainChangesNothing) {
  const v1::Filing filing = Create(FilingOf("招股书.pdf", '1'));
  for (int i = 0; i < 2; ++i) Reopen();
  EXPECT_EQ(store_->Get("", IdOf(filing))->SerializeAsString(), filing.SerializeAsString());
}

FILING_REVIEW_ON_EVERY_STORE(StoreFilingsTest);

}  // namespace
}  // namespace filing_review::service
