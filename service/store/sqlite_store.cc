#include "service/store/sqlite_store.h"

#include <charconv>
#include <chrono>
#include <mutex>
#include <utility>

#include "service/service_error.h"
#include "service/store/sqlite_database.h"
#include "service/store/sqlite_jobs.h"
#include "service/store/sqlite_rows.h"

namespace filing_review::service {

namespace {

absl::Status NoSuchFiling(const std::string& id) {
  return ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchFiling,
                      "there is no filing filings/" + id + "; it may have been deleted");
}

class Store : public SqliteStore {
 public:
  Store(std::unique_ptr<Database> database, Clock clock)
      : database_(std::move(database)), clock_(std::move(clock)), jobs_(*database_, clock_) {}

  absl::StatusOr<v1::Filing> Create(const NewFiling& filing, int64_t queue_limit) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    Transaction transaction(*database_);
    if (!transaction.begun().ok()) return transaction.begun();
    absl::StatusOr<std::string> existing = FindSame(filing);
    if (!existing.ok()) return existing.status();
    if (!existing->empty()) return GetLocked(filing.owner, *existing);
    Statement length = database_->Prepare("SELECT count(*) FROM jobs WHERE stage = 1");
    if (length.Step() && length.Int(0) >= queue_limit) {
      return BusyError(
          kReasonQueueFull,
          "the queue is full (" + std::to_string(length.Int(0)) + " filings); submit again later",
          10);
    }
    if (!length.status().ok()) return length.status();
    const std::string id = filing.id.empty() ? RandomId() : filing.id;
    const int64_t now = clock_();
    const v1::SubmitFilingHeader& header = filing.header;
    absl::Status status =
        database_
            ->Prepare(
                "INSERT INTO filings (id, owner, request_id, sha256, size_bytes, "
                "display_name, listing_venue, filing_date, password_given, state, create_micros, "
                "update_micros, documents_digest, ocr_mode) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, id)
            .Bind(2, filing.owner)
            .Bind(3, header.request_id())
            .Bind(4, header.sha256())
            .Bind(5, header.size_bytes())
            .Bind(6, header.display_name())
            .Bind(7, int64_t{header.listing_venue()})
            .Bind(8, header.filing_date())
            .Bind(9, int64_t{filing.password_given})
            .Bind(10, int64_t{v1::FILING_STATE_QUEUED})
            .Bind(11, now)
            .Bind(12, now)
            .Bind(13, DigestOf(filing.documents))
            .Bind(14, int64_t{header.ocr_mode()})
            .Run();
    if (!status.ok()) return status;
    status = database_->Execute("INSERT INTO jobs (sequence) VALUES (last_insert_rowid())");
    if (!status.ok()) return status;
    const absl::StatusOr<int64_t> sequence = SequenceOf(id);
    if (!sequence.ok()) return sequence.status();
    status = WriteDocuments(*database_, *sequence, filing.documents);
    if (!status.ok()) return status;
    absl::StatusOr<v1::Filing> created = GetLocked(filing.owner, id);
    if (!created.ok()) return created.status();
    status = transaction.Commit();
    if (!status.ok()) return status;
    return created;
  }

  absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& id) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return GetLocked(owner, id);
  }

  absl::StatusOr<FilingPage> List(const std::string& owner, int page_size,
                                  const std::string& page_token) override {
    int64_t before = INT64_MAX;
    if (!page_token.empty()) {
      const char* end = page_token.data() + page_token.size();
      const auto read = std::from_chars(page_token.data(), end, before);
      if (read.ec != std::errc() || read.ptr != end || before <= 0) {
        return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadPageToken,
                            "page_token is not one that this server gave; begin the list anew");
      }
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    Statement row = database_->Prepare("SELECT " FILING_REVIEW_FILING_COLUMNS
                                       " FROM filings f WHERE f.owner = ? AND f.sequence < ? "
                                       "ORDER BY f.sequence DESC LIMIT ?");
    row.Bind(1, owner).Bind(2, before).Bind(3, int64_t{page_size} + 1);
    FilingPage page;
    int64_t last = 0;
    while (row.Step()) {
      if (static_cast<int>(page.filings.size()) == page_size) {
        page.next_page_token = std::to_string(last);
        break;
      }
      last = row.Int(0);
      page.filings.push_back(ReadFiling(row));
      const absl::Status status = AddDocuments(last, page.filings.back());
      if (!status.ok()) return status;
    }
    if (!row.status().ok()) return row.status();
    return page;
  }

  absl::StatusOr<std::string> GetBrief(const std::string& owner, const std::string& id) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    const absl::StatusOr<v1::Filing> filing = GetLocked(owner, id);
    if (!filing.ok()) return filing.status();
    Statement row = database_->Prepare(
        "SELECT b.brief FROM briefs b JOIN filings f USING (sequence) WHERE f.id = ?");
    if (row.Bind(1, id).Step()) return row.Text(0);
    if (!row.status().ok()) return row.status();
    if (!IsFinal(filing->state())) {
      return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoBriefYet,
                          "the filing is not reviewed yet; watch it until it is");
    }
    const std::string why = filing->state() == v1::FILING_STATE_FAILED
                                ? filing->error().message()
                                : std::string("its review was cancelled");
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoBrief,
                        "the filing has no brief: " + why);
  }

  absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& id) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    Transaction transaction(*database_);
    if (!transaction.begun().ok()) return transaction.begun();
    const absl::StatusOr<v1::Filing> filing = GetLocked(owner, id);
    if (!filing.ok()) return filing.status();
    if (filing->state() == v1::FILING_STATE_CANCELLED) return filing;
    if (IsSettled(*filing)) {
      if (filing->ocr_state() == v1::OCR_STATE_CANCELLED) return filing;
      return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonFinal,
                          "the review has ended already; delete the filing instead");
    }
    const bool only_ocr = IsFinal(filing->state());
    absl::Status status =
        database_
            ->Prepare(only_ocr ? "UPDATE filings SET ocr_state = ?, update_micros = ? WHERE id = ?"
                               : "UPDATE filings SET state = ?, update_micros = ? WHERE id = ?")
            .Bind(1,
                  only_ocr ? int64_t{v1::OCR_STATE_CANCELLED} : int64_t{v1::FILING_STATE_CANCELLED})
            .Bind(2, clock_())
            .Bind(3, id)
            .Run();
    if (!status.ok()) return status;
    status = database_
                 ->Prepare(
                     "DELETE FROM jobs WHERE sequence = "
                     "(SELECT sequence FROM filings WHERE id = ?)")
                 .Bind(1, id)
                 .Run();
    if (!status.ok()) return status;
    absl::StatusOr<v1::Filing> cancelled = GetLocked(owner, id);
    status = transaction.Commit();
    if (!status.ok()) return status;
    return cancelled;
  }

  absl::StatusOr<v1::Filing> Delete(const std::string& owner, const std::string& id) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    Transaction transaction(*database_);
    if (!transaction.begun().ok()) return transaction.begun();
    const absl::StatusOr<v1::Filing> filing = GetLocked(owner, id);
    if (!filing.ok()) return filing.status();
    absl::Status status = database_->Prepare("DELETE FROM filings WHERE id = ?").Bind(1, id).Run();
    if (!status.ok()) return status;
    status = transaction.Commit();
    if (!status.ok()) return status;
    return filing;
  }

  absl::StatusOr<bool> NeedsBlob(const std::string& sha256) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    Statement row = database_->Prepare(
        "SELECT 1 FROM filings WHERE sha256 = ? UNION ALL "
        "SELECT 1 FROM documents WHERE sha256 = ? LIMIT 1");
    const bool needed = row.Bind(1, sha256).Bind(2, sha256).Step();
    if (!row.status().ok()) return row.status();
    return needed;
  }

  absl::StatusOr<std::set<std::string>> ReferencedBlobs() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    std::set<std::string> blobs;
    Statement row =
        database_->Prepare("SELECT sha256 FROM filings UNION SELECT sha256 FROM documents");
    while (row.Step()) blobs.insert(row.Text(0));
    if (!row.status().ok()) return row.status();
    return blobs;
  }

  absl::StatusOr<std::optional<Job>> Claim(JobStage stage, int32_t lease_seconds, int32_t attempts,
                                           std::vector<std::string>& exhausted) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return jobs_.Claim(stage, lease_seconds, attempts, exhausted);
  }
  absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                     int32_t page_count) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return jobs_.Renew(job, lease_seconds, pages_done_count, page_count);
  }
  absl::Status Release(const Job& job, bool count_attempt) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return jobs_.Release(job, count_attempt);
  }
  absl::Status Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return jobs_.Complete(job, result, ocr_queue_limit);
  }
  absl::Status ReleaseAll() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return jobs_.ReleaseAll();
  }

 private:
  absl::StatusOr<int64_t> SequenceOf(const std::string& id) {
    Statement row = database_->Prepare("SELECT sequence FROM filings WHERE id = ?");
    if (row.Bind(1, id).Step()) return row.Int(0);
    return row.status().ok() ? NoSuchFiling(id) : row.status();
  }

  absl::Status AddDocuments(int64_t sequence, v1::Filing& filing) {
    const auto documents = ReadDocuments(*database_, sequence);
    if (!documents.ok()) return documents.status();
    for (const v1::SubmittedDocument& document : *documents) *filing.add_documents() = document;
    return absl::OkStatus();
  }

  absl::StatusOr<v1::Filing> GetLocked(const std::string& owner, const std::string& id) {
    Statement row = database_->Prepare("SELECT " FILING_REVIEW_FILING_COLUMNS
                                       " FROM filings f WHERE f.id = ? AND f.owner = ?");
    const bool found = row.Bind(1, id).Bind(2, owner).Step();
    if (!row.status().ok()) return row.status();
    if (!found) return NoSuchFiling(id);
    v1::Filing filing = ReadFiling(row);
    if (const absl::Status status = AddDocuments(row.Int(0), filing); !status.ok()) return status;
    if (filing.state() == v1::FILING_STATE_QUEUED) {
      Statement ahead = database_->Prepare(
          "SELECT count(*) FROM jobs WHERE stage = 1 AND token = '' AND sequence < ?");
      if (ahead.Bind(1, row.Int(0)).Step()) {
        filing.set_queue_position(static_cast<int32_t>(ahead.Int(0)));
      }
      if (!ahead.status().ok()) return ahead.status();
    }
    return filing;
  }

  // Id of the filing that a new one is the same as; empty where there is none.
  absl::StatusOr<std::string> FindSame(const NewFiling& filing) {
    const v1::SubmitFilingHeader& header = filing.header;
    if (!header.request_id().empty()) {
      Statement row = database_->Prepare(
          "SELECT id, sha256, display_name, listing_venue, filing_date, documents_digest, "
          "ocr_mode FROM filings "
          "WHERE owner = ? AND request_id = ?");
      const bool found = row.Bind(1, filing.owner).Bind(2, header.request_id()).Step();
      if (!row.status().ok()) return row.status();
      if (found) {
        if (row.Text(1) != header.sha256() || row.Text(2) != header.display_name() ||
            row.Int(3) != header.listing_venue() || row.Text(4) != header.filing_date() ||
            row.Text(5) != DigestOf(filing.documents) || row.Int(6) != header.ocr_mode()) {
          return ServiceError(absl::StatusCode::kInvalidArgument, kReasonRequestIdReused,
                              "request_id was used for another filing; take a new one");
        }
        return row.Text(0);
      }
    }
    Statement row = database_->Prepare(
        "SELECT id FROM filings WHERE owner = ? AND sha256 = ? AND display_name = ? AND "
        "listing_venue = ? AND filing_date = ? AND state NOT IN (?, ?) AND documents_digest = ? "
        "AND ocr_mode = ? ORDER BY sequence LIMIT 1");
    row.Bind(1, filing.owner)
        .Bind(2, header.sha256())
        .Bind(3, header.display_name())
        .Bind(4, int64_t{header.listing_venue()})
        .Bind(5, header.filing_date())
        .Bind(6, int64_t{v1::FILING_STATE_FAILED})
        .Bind(7, int64_t{v1::FILING_STATE_CANCELLED})
        .Bind(8, DigestOf(filing.documents))
        .Bind(9, int64_t{header.ocr_mode()});
    std::string id;
    if (row.Step()) id = row.Text(0);
    if (!row.status().ok()) return row.status();
    return id;
  }

  std::mutex mutex_;  // around database_
  std::unique_ptr<Database> database_;
  Clock clock_;
  SqliteJobs jobs_;
};

}  // namespace

int64_t SystemMicros() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

absl::StatusOr<std::unique_ptr<SqliteStore>> OpenSqliteStore(const std::string& path, Clock clock) {
  absl::StatusOr<std::unique_ptr<Database>> database = Database::Open(path);
  if (!database.ok()) return database.status();
  return std::make_unique<Store>(*std::move(database), std::move(clock));
}

}  // namespace filing_review::service
