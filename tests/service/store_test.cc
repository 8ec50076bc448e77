// The contract of FilingStore and JobQueue; every back end passes it.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "service/store/sqlite_database.h"
#include "service/store/sqlite_store.h"
#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

constexpr int64_t kQueueLimit = 100;

NewFiling FilingOf(const std::string& name, char digit, const std::string& owner = "") {
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

std::string IdOf(const v1::Filing& filing) {
  return filing.name().substr(std::string("filings/").size());
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override { Reopen(); }

  void Reopen() {
    store_.reset();
    auto store = OpenSqliteStore(folder_.path() + "/filings.db", [this] { return now_; });
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

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

  TemporaryFolder folder_;
  int64_t now_ = 1'600'000'000'000'000;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(StoreTest, KeepsAFilingOverAReopening) {
  const v1::Filing created = Create(FilingOf("a.pdf", 'a'));
  EXPECT_EQ(created.state(), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(created.create_time().seconds(), 1'600'000'000);
  Reopen();
  const auto found = store_->Get("", IdOf(created));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->SerializeAsString(), created.SerializeAsString());
}

TEST_F(StoreTest, TheSameFilingTwiceIsOne) {
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

TEST_F(StoreTest, AFailedOrCancelledFilingMayBeSubmittedAgain) {
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

TEST_F(StoreTest, RequestIdGivesTheSameFilingAndNoOther) {
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

TEST_F(StoreTest, AFullQueueIsBusyWithADelay) {
  for (const char digit : {'a', 'b'}) ASSERT_TRUE(store_->Create(FilingOf("x", digit), 2).ok());
  const auto third = store_->Create(FilingOf("x", 'c'), 2);
  EXPECT_EQ(third.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(extract::ReasonOf(third.status()), kReasonQueueFull);
  EXPECT_GT(RetrySecondsOf(third.status()).value_or(0), 0);
  EXPECT_TRUE(store_->Create(FilingOf("x", 'a'), 2).ok()) << "one that is there already is found";
  ASSERT_TRUE(store_->Complete(Claim(), Succeeded("brief"), 10).ok());
  EXPECT_TRUE(store_->Create(FilingOf("x", 'c'), 2).ok());
}

TEST_F(StoreTest, ListsTheNewestFirstPageByPageForOneOwner) {
  std::vector<std::string> names;
  for (const char digit : {'1', '2', '3', '4', '5'}) {
    names.insert(names.begin(), Create(FilingOf("x", digit)).name());
  }
  Create(FilingOf("x", '6', "another"));
  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = store_->List("", 2, token);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->filings.size(), 2u);
    for (const auto& filing : page->filings) listed.push_back(filing.name());
    token = page->next_page_token;
  } while (!token.empty());
  EXPECT_EQ(listed, names);
  for (const char* wrong : {"x", "-1", "0", "1x", "99999999999999999999"}) {
    EXPECT_EQ(extract::ReasonOf(store_->List("", 2, wrong).status()), kReasonBadPageToken) << wrong;
  }
}

TEST_F(StoreTest, AnotherOwnersFilingIsNotThere) {
  const std::string id = IdOf(Create(FilingOf("x", '1', "owner")));
  const absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  EXPECT_EQ(store_->Get("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->GetBrief("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Cancel("", id).status().code(), kNotFound);
  EXPECT_EQ(store_->Delete("", id).status().code(), kNotFound);
  EXPECT_TRUE(store_->Get("owner", id).ok());
}

TEST_F(StoreTest, JobsAreClaimedInOrderAndByOneOnly) {
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

TEST_F(StoreTest, ResultAndStateAreStoredTogetherAndSurvive) {
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

TEST_F(StoreTest, AVoidLeaseIsClaimedAgainAndItsHolderStoresNothing) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  now_ += 50'000'000;
  ASSERT_TRUE(store_->Renew(lost, 60, 3, 9).ok());
  EXPECT_EQ(store_->Get("", IdOf(filing))->pages_done_count(), 3);
  now_ += 50'000'000;
  EXPECT_TRUE(NothingToClaim()) << "it was renewed";
  now_ += 11'000'000;
  const Job held = Claim();
  EXPECT_EQ(held.filing_id, lost.filing_id);
  EXPECT_EQ(held.attempt, 2);
  EXPECT_EQ(store_->Complete(lost, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(store_->Renew(lost, 60, 0, 0).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(store_->Release(lost, true).code(), absl::StatusCode::kAborted);
  EXPECT_TRUE(store_->Complete(held, Succeeded("brief"), 10).ok());
  EXPECT_EQ(*store_->GetBrief("", IdOf(filing)), "brief");
}

TEST_F(StoreTest, AttemptsAreCapped) {
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

TEST_F(StoreTest, AReleaseThatDoesNotCountIsNoAttempt) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  ASSERT_TRUE(store_->Release(Claim(), false).ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 1);
}

TEST_F(StoreTest, TheStartOfAServerVoidsEveryClaim) {
  const v1::Filing filing = Create(FilingOf("x", '1'));
  const Job lost = Claim();
  Reopen();
  ASSERT_TRUE(store_->ReleaseAll().ok());
  EXPECT_EQ(StateOf(filing), v1::FILING_STATE_QUEUED);
  EXPECT_EQ(Claim().attempt, 2);
  EXPECT_EQ(store_->Complete(lost, Succeeded("late"), 10).code(), absl::StatusCode::kAborted);
}

TEST_F(StoreTest, CancelAndDeleteVoidTheClaim) {
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

TEST_F(StoreTest, BytesAreNeededUntilTheirLastFilingGoes) {
  const v1::Filing one = Create(FilingOf("a", '1'));
  const v1::Filing other = Create(FilingOf("b", '1'));
  const std::string sha256(64, '1');
  EXPECT_EQ(*store_->ReferencedBlobs(), std::set<std::string>{sha256});
  ASSERT_TRUE(store_->Delete("", IdOf(one)).ok());
  EXPECT_TRUE(*store_->NeedsBlob(sha256));
  ASSERT_TRUE(store_->Delete("", IdOf(other)).ok());
  EXPECT_FALSE(*store_->NeedsBlob(sha256));
}

TEST_F(StoreTest, FurtherDocumentsArePartOfTheFiling) {
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

TEST_F(StoreTest, AFilingTakesTheIdThatIsWanted) {
  NewFiling filing = FilingOf("a", '1');
  filing.id = std::string(32, 'b');
  EXPECT_EQ(IdOf(Create(filing)), filing.id);
  EXPECT_NE(IdOf(Create(FilingOf("b", '1'))), filing.id);
}

// The first schema kept passwords until the review ended.
TEST(SqliteStore, PasswordsOfAnOlderStoreAreRemovedFromItsFiles) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/filings.db";
  sqlite3* old = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &old), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(old, R"(
      PRAGMA journal_mode=WAL;
      CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, applied_micros INTEGER NOT NULL);
      INSERT INTO schema_migrations VALUES (1, 0);
      CREATE TABLE filings (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,
        request_id TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL,
        display_name TEXT NOT NULL, listing_venue INTEGER NOT NULL, filing_date TEXT NOT NULL,
        password TEXT NOT NULL, state INTEGER NOT NULL, page_count INTEGER NOT NULL DEFAULT 0,
        pages_done_count INTEGER NOT NULL DEFAULT 0, error_reason TEXT NOT NULL DEFAULT '',
        error_message TEXT NOT NULL DEFAULT '', create_micros INTEGER NOT NULL,
        update_micros INTEGER NOT NULL);
      CREATE TABLE jobs (
        sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
        attempts INTEGER NOT NULL DEFAULT 0, token TEXT NOT NULL DEFAULT '',
        lease_until_micros INTEGER NOT NULL DEFAULT 0);
      CREATE TABLE briefs (
        sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
        brief BLOB NOT NULL);
      INSERT INTO filings (id, owner, request_id, sha256, size_bytes, display_name, listing_venue,
                           filing_date, password, state, create_micros, update_micros)
        VALUES ('a1', '', '', 'x', 1, 'a.pdf', 0, '', 'open sesame', 1, 0, 0);
      INSERT INTO jobs (sequence) VALUES (1);)",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(old);
  const auto store = OpenSqliteStore(path);
  ASSERT_TRUE(store.ok()) << store.status();
  std::vector<std::string> exhausted;
  const auto job = (*store)->Claim(JobStage::kText, 60, 5, exhausted);
  ASSERT_TRUE(job.ok() && job->has_value());
  EXPECT_TRUE((*job)->password_given);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(bytes.find("open sesame"), std::string::npos) << entry.path();
  }
}

TEST_F(StoreTest, ANewerSchemaIsRefused) {
  store_.reset();
  const std::string path = folder_.path() + "/filings.db";
  {
    auto database = Database::Open(path);
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Execute("INSERT INTO schema_migrations VALUES (999, 0)").ok());
  }
  const auto store = OpenSqliteStore(path);
  EXPECT_EQ(store.status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace filing_review::service
