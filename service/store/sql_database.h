// A thin face of a SQL database: statements, transactions, errors as absl::Status. SQLite and
// PostgreSQL stand behind it (sqlite_database.h, postgres_database.h), so that the store is written
// once, in SQL that both read.
//
//   Statement get = database.Prepare("SELECT state FROM filings WHERE id = ?");
//   get.Bind(1, id);
//   if (get.Step()) state = get.Int(0);
//   if (!get.status().ok()) …
//
// A comment /*postgres …*/ holds SQL for PostgreSQL alone (row locks).
//
// Errors, UNAVAILABLE storage, stick to the statement: bind, step and read on, look at status()
// once. A database is used by one thread at a time: Databases hands them out.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace filing_review::service {

class PreparedStatement {
 public:
  virtual ~PreparedStatement() = default;
  virtual void Bind(int index, int64_t value) = 0;
  virtual void Bind(int index, std::string_view text) = 0;
  virtual void BindBlob(int index, std::string_view bytes) = 0;
  virtual bool Step() = 0;
  virtual int64_t Int(int column) const = 0;
  virtual std::string Text(int column) const = 0;
  virtual const absl::Status& status() const = 0;
};

class Statement {
 public:
  explicit Statement(std::unique_ptr<PreparedStatement> prepared)
      : prepared_(std::move(prepared)) {}

  // Parameters are numbered from 1.
  Statement& Bind(int index, int64_t value) {
    prepared_->Bind(index, value);
    return *this;
  }
  Statement& Bind(int index, std::string_view text) {
    prepared_->Bind(index, text);
    return *this;
  }
  Statement& BindBlob(int index, std::string_view bytes) {
    prepared_->BindBlob(index, bytes);
    return *this;
  }
  // True while there is a row to read.
  bool Step() { return prepared_->Step(); }
  // Runs a statement whose rows nobody reads.
  absl::Status Run() {
    prepared_->Step();
    return prepared_->status();
  }
  // Columns of the row are numbered from 0.
  int64_t Int(int column) const { return prepared_->Int(column); }
  std::string Text(int column) const { return prepared_->Text(column); }
  const absl::Status& status() const { return prepared_->status(); }

 private:
  std::unique_ptr<PreparedStatement> prepared_;
};

// What the servers on one store tell each other.
enum class Notice : char {
  kQueued = 'q',   // a job may be claimed
  kChanged = 'c',  // state or progress of a filing
  kGone = 'g',     // the filing's job was taken away: cancelled or deleted
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Statement Prepare(const std::string& sql) = 0;
  // Several statements, without parameters.
  virtual absl::Status Execute(const std::string& sql) = 0;
  // `alone`: no other transaction that says so runs at the same time, on any server.
  virtual absl::Status Begin(bool alone) = 0;
  // Microseconds since 1970 UTC, of what callers see.
  virtual absl::StatusOr<int64_t> NowMicros() = 0;
  // Microseconds on the clock that leases run by.
  virtual absl::StatusOr<int64_t> LeaseMicros() = 0;
  // Told when the transaction is committed.
  virtual absl::Status Tell(Notice notice, const std::string& filing_id) = 0;
  // What was deleted and committed leaves the database's files, as far as the database can.
  virtual void Purge() = 0;
  // Mends a connection that broke.
  virtual absl::Status Revive() = 0;
};

// Rolls back at the end of its scope unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database, bool alone = false)
      : database_(database), begun_(database.Begin(alone)), open_(begun_.ok()) {}
  ~Transaction() {
    if (open_) database_.Execute("ROLLBACK").IgnoreError();
  }
  // The error of its begin, where there was one.
  const absl::Status& begun() const { return begun_; }
  absl::Status Commit() {
    absl::Status status = database_.Execute("COMMIT");
    if (status.ok()) open_ = false;
    return status;
  }

 private:
  Database& database_;
  absl::Status begun_;
  bool open_ = false;
};

// Connections to one database, one a caller; who finds none waits. Thread-safe.
class Databases {
 public:
  explicit Databases(std::vector<std::unique_ptr<Database>> all) : all_(std::move(all)) {
    for (const auto& database : all_) free_.push_back(database.get());
  }

  class Lease {
   public:
    explicit Lease(Databases& databases) : databases_(databases), database_(databases.Take()) {
      alive_ = database_->Revive();
    }
    ~Lease() { databases_.Give(database_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const absl::Status& alive() const { return alive_; }
    Database& operator*() const { return *database_; }

   private:
    Databases& databases_;
    Database* const database_;
    absl::Status alive_;
  };

 private:
  Database* Take() {
    std::unique_lock<std::mutex> lock(mutex_);
    given_back_.wait(lock, [this] { return !free_.empty(); });
    Database* database = free_.back();
    free_.pop_back();
    return database;
  }
  void Give(Database* database) {
    const std::lock_guard<std::mutex> lock(mutex_);
    free_.push_back(database);
    given_back_.notify_one();
  }

  const std::vector<std::unique_ptr<Database>> all_;
  std::mutex mutex_;
  std::condition_variable given_back_;
  std::vector<Database*> free_;
};

}  // namespace filing_review::service
