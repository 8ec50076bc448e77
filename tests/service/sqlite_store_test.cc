// What only the SQLite store promises.
#include "service/store/sqlite_store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "tests/service/temporary_folder.h"

namespace filing_review::service {
namespace {

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

TEST(SqliteStore, ASetClockNeitherVoidsAClaimNorHoldsIt) {
  const TemporaryFolder folder;
  int64_t now = 1'600'000'000'000'000, boot = 1'000'000;
  const auto store = OpenSqliteStore(
      folder.path() + "/filings.db", [&] { return now; }, [&] { return boot; });
  ASSERT_TRUE(store.ok()) << store.status();
  NewFiling filing;
  filing.header.set_sha256(std::string(64, '1'));
  ASSERT_TRUE((*store)->Create(filing, 10).ok());
  std::vector<std::string> exhausted;
  const auto claim = [&] {
    return (*store)->Claim(JobStage::kText, 60, 5, exhausted)->has_value();
  };
  ASSERT_TRUE(claim());
  for (const int64_t hours : {+1000, -2000}) {
    now += hours * 3'600'000'000;
    EXPECT_FALSE(claim()) << "held, whatever the clock on the wall says";
  }
  boot += 61'000'000;
  EXPECT_TRUE(claim());
}

}  // namespace
}  // namespace filing_review::service
