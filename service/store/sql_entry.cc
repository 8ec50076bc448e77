#include "service/store/sql_entry.h"

#include <optional>

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_custody.h"

namespace filing_review::service {

namespace {

int64_t BytesOf(int64_t main, const std::vector<v1::SubmittedDocument>& documents) {
  for (const v1::SubmittedDocument& document : documents) main += document.size_bytes();
  return main;
}

// That one owner leaves room to others. RESOURCE_EXHAUSTED queue_full.
absl::Status CheckShare(Database& database, const QueueLimits& limits, const std::string& owner) {
  if (limits.owner_filings == INT64_MAX) return absl::OkStatus();
  Statement row = database.Prepare(
      "SELECT count(*) FROM jobs JOIN filings ON filings.sequence = jobs.sequence "
      "WHERE filings.owner = ? AND jobs.stage <> ?");
  row.Bind(1, owner).Bind(2, static_cast<int64_t>(JobStage::kOcr)).Step();
  if (!row.status().ok()) return row.status();
  const int64_t own = row.Int(0);
  if (own < limits.owner_filings) return absl::OkStatus();
  return BusyError(kReasonQueueFull,
                   "your share of the queue is full (" + std::to_string(own) +
                       " filings); submit again when one has its brief",
                   10);
}

// RESOURCE_EXHAUSTED queue_full.
absl::Status CheckQueue(Database& database, const QueueLimits& limits, const std::string& owner,
                        int64_t bytes, int64_t pages) {
  if (const absl::Status own = CheckShare(database, limits, owner); !own.ok()) return own;
  const absl::StatusOr<QueueSize> queue = SizeOfQueue(database);
  if (!queue.ok()) return queue.status();
  const bool full = queue->filings >= limits.filings ||
                    (queue->filings > 0 &&
                     (queue->bytes > limits.bytes - bytes || queue->pages > limits.pages - pages));
  if (!full) return absl::OkStatus();
  return BusyError(kReasonQueueFull,
                   "the queue is full (" + std::to_string(queue->filings) + " filings, " +
                       std::to_string(queue->bytes) + " bytes, " + std::to_string(queue->pages) +
                       " pages); submit again later",
                   10);
}

// The filing with this request id: its id, where it is the same one; empty where there is none.
absl::StatusOr<std::string> FindByRequest(Database& database, const NewFiling& filing) {
  const v1::SubmitFilingHeader& header = filing.header;
  if (header.request_id().empty()) return "";
  Statement row = database.Prepare(
      "SELECT id, sha256, display_name, listing_venue, filing_date, documents_digest, ocr_mode "
      "FROM filings WHERE owner = ? AND request_id = ?");
  const bool found = row.Bind(1, filing.owner).Bind(2, header.request_id()).Step();
  if (!row.status().ok()) return row.status();
  if (!found) return "";
  if (row.Text(1) != header.sha256() || row.Text(2) != header.display_name() ||
      row.Int(3) != header.listing_venue() || row.Text(4) != header.filing_date() ||
      row.Text(5) != DigestOf(filing.documents) || row.Int(6) != header.ocr_mode()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonRequestIdReused,
                        "request_id was used for another filing; take a new one");
  }
  return row.Text(0);
}

// Id of the filing that a new one is the same as; empty where there is none.
absl::StatusOr<std::string> FindSame(Database& database, const NewFiling& filing) {
  absl::StatusOr<std::string> requested = FindByRequest(database, filing);
  if (!requested.ok() || !requested->empty()) return requested;
  const v1::SubmitFilingHeader& header = filing.header;
  Statement row = database.Prepare(
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

absl::StatusOr<int64_t> InsertFiling(Database& database, const NewFiling& filing,
                                     const std::string& id) {
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  const v1::SubmitFilingHeader& header = filing.header;
  Statement insert = database.Prepare(
      "INSERT INTO filings (id, owner, request_id, sha256, size_bytes, display_name, "
      "listing_venue, filing_date, password_given, state, create_micros, update_micros, "
      "documents_digest, ocr_mode) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "RETURNING sequence");
  insert.Bind(1, id)
      .Bind(2, filing.owner)
      .Bind(3, header.request_id())
      .Bind(4, header.sha256())
      .Bind(5, header.size_bytes())
      .Bind(6, header.display_name())
      .Bind(7, int64_t{header.listing_venue()})
      .Bind(8, header.filing_date())
      .Bind(9, int64_t{filing.password_given})
      .Bind(10, int64_t{v1::FILING_STATE_QUEUED})
      .Bind(11, *now)
      .Bind(12, *now)
      .Bind(13, DigestOf(filing.documents))
      .Bind(14, int64_t{header.ocr_mode()});
  const bool inserted = insert.Step();
  if (!insert.status().ok()) return insert.status();
  return inserted ? insert.Int(0) : int64_t{0};
}

// When a review that is of use for so long ends; 0: without end.
absl::StatusOr<int64_t> DeadlineOf(Database& database, int64_t timeout_micros) {
  if (timeout_micros <= 0) return 0;
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  return *now + timeout_micros;
}

absl::Status InsertJob(Database& database, int64_t sequence, const std::string& home, int64_t bytes,
                       int64_t pages, int64_t timeout_micros) {
  const absl::StatusOr<int64_t> deadline = DeadlineOf(database, timeout_micros);
  if (!deadline.ok()) return deadline.status();
  return database
      .Prepare(
          "INSERT INTO jobs (sequence, home, size_bytes, page_count, deadline_micros) "
          "VALUES (?, ?, ?, ?, ?)")
      .Bind(1, sequence)
      .Bind(2, home)
      .Bind(3, bytes)
      .Bind(4, pages)
      .Bind(5, *deadline)
      .Run();
}

// The same filing was submitted again: the later deadline counts.
absl::Status ExtendDeadline(Database& database, const std::string& id, int64_t timeout_micros) {
  const absl::StatusOr<int64_t> deadline = DeadlineOf(database, timeout_micros);
  if (!deadline.ok()) return deadline.status();
  return database
      .Prepare(
          "UPDATE jobs SET deadline_micros = ? WHERE deadline_micros <> 0 AND "
          "(? = 0 OR deadline_micros < ?) AND sequence = "
          "(SELECT sequence FROM filings WHERE id = ?)")
      .Bind(1, *deadline)
      .Bind(2, *deadline)
      .Bind(3, *deadline)
      .Bind(4, id)
      .Run();
}

}  // namespace

absl::StatusOr<QueueSize> SizeOfQueue(Database& database) {
  Statement row = database.Prepare(
      "SELECT stage, count(*), CAST(coalesce(sum(size_bytes), 0) AS BIGINT), "
      "CAST(coalesce(sum(page_count), 0) AS BIGINT), "
      "CAST(coalesce(sum(CASE WHEN token = '' THEN 1 ELSE 0 END), 0) AS BIGINT) "
      "FROM jobs GROUP BY stage");
  QueueSize size;
  while (row.Step()) {
    if (row.Int(0) == static_cast<int64_t>(JobStage::kOcr)) {
      size.ocr_waiting = row.Int(4);
      continue;
    }
    size.filings = row.Int(1);
    size.bytes = row.Int(2);
    size.pages = row.Int(3);
    size.text_waiting = row.Int(4);
  }
  if (!row.status().ok()) return row.status();
  return size;
}

absl::Status RoomFor(Database& database, const NewFiling& filing, const QueueLimits& limits) {
  const v1::SubmitFilingHeader& header = filing.header;
  absl::Status status =
      CheckQueue(database, limits, filing.owner, BytesOf(header.size_bytes(), filing.documents),
                 filing.page_count);
  if (status.code() != absl::StatusCode::kResourceExhausted) return status;
  // One that is there needs no room; whether it is the same one is said when all of it is known.
  Statement row = database.Prepare(
      "SELECT 1 FROM filings WHERE owner = ? AND (sha256 = ? OR (request_id = ? AND "
      "request_id <> '')) LIMIT 1");
  const bool there =
      row.Bind(1, filing.owner).Bind(2, header.sha256()).Bind(3, header.request_id()).Step();
  if (!row.status().ok()) return row.status();
  return there ? absl::OkStatus() : status;
}

absl::StatusOr<v1::Filing> EnterFiling(Database& database, const std::string& server,
                                       const NewFiling& filing, const QueueLimits& limits) {
  const absl::StatusOr<std::string> existing = FindSame(database, filing);
  if (!existing.ok()) return existing.status();
  if (!existing->empty()) {
    if (filing.password_given) {  // known here from now on
      const absl::Status status = database
                                      .Prepare(
                                          "UPDATE jobs SET home = ? WHERE sequence = "
                                          "(SELECT sequence FROM filings WHERE id = ?)")
                                      .Bind(1, server)
                                      .Bind(2, *existing)
                                      .Run();
      if (!status.ok()) return status;
    }
    const absl::Status extended = ExtendDeadline(database, *existing, filing.timeout_micros);
    if (!extended.ok()) return extended;
    const absl::StatusOr<FoundFiling> found =
        FindFiling(database, filing.owner, *existing, /*lock=*/false);
    if (!found.ok()) return found.status();
    return found->filing;
  }
  const int64_t bytes = BytesOf(filing.header.size_bytes(), filing.documents);
  absl::Status status = CheckQueue(database, limits, filing.owner, bytes, filing.page_count);
  if (!status.ok()) return status;
  const std::string id = filing.id.empty() ? RandomId() : filing.id;
  const absl::StatusOr<int64_t> sequence = InsertFiling(database, filing, id);
  if (!sequence.ok()) return sequence.status();
  status = InsertJob(database, *sequence, filing.password_given ? server : "", bytes,
                     filing.page_count, filing.timeout_micros);
  if (status.ok()) status = WriteDocuments(database, *sequence, filing.documents);
  if (status.ok()) status = database.Tell(Notice::kQueued, id);
  if (!status.ok()) return status;
  const absl::StatusOr<FoundFiling> found = FindFiling(database, filing.owner, id, /*lock=*/false);
  if (!found.ok()) return found.status();
  return found->filing;
}

absl::StatusOr<v1::Filing> EnterAgain(Database& database, const std::string& server,
                                      const std::string& owner, const std::string& id,
                                      const QueueLimits& limits, bool password_given,
                                      int64_t timeout_micros) {
  const absl::StatusOr<FoundFiling> before = FindFiling(database, owner, id, /*lock=*/true);
  if (!before.ok()) return before.status();
  const v1::Filing& filing = before->filing;
  if (!IsSettled(filing)) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNotFinal,
                        "the filing is still being reviewed; wait for its end or cancel it");
  }
  const std::vector<v1::SubmittedDocument> documents(filing.documents().begin(),
                                                     filing.documents().end());
  const int64_t bytes = BytesOf(filing.size_bytes(), documents);
  absl::Status status = CheckQueue(database, limits, owner, bytes, filing.page_count());
  if (!status.ok()) return status;
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  // Without a brief there is nothing to go back to.
  const bool kept = filing.brief_revision() > 0;
  status = database
               .Prepare(
                   "UPDATE filings SET kept_state = ?, kept_ocr_state = ?, kept_pages_done = ?, "
                   "state = ?, ocr_state = 0, error_reason = '', error_message = '', "
                   "pages_done_count = 0, update_micros = ?, "
                   "password_given = CASE WHEN ? = 1 THEN 1 ELSE password_given END "
                   "WHERE sequence = ?")
               .Bind(1, kept ? int64_t{filing.state()} : int64_t{0})
               .Bind(2, int64_t{filing.ocr_state()})
               .Bind(3, int64_t{filing.pages_done_count()})
               .Bind(4, int64_t{v1::FILING_STATE_QUEUED})
               .Bind(5, *now)
               .Bind(6, int64_t{password_given})
               .Bind(7, before->sequence)
               .Run();
  if (status.ok()) {
    status = InsertJob(database, before->sequence, password_given ? server : "", bytes,
                       filing.page_count(), timeout_micros);
  }
  if (status.ok()) status = AddAuditLine(database, owner, id, "retry");
  if (status.ok()) status = database.Tell(Notice::kQueued, id);
  if (!status.ok()) return status;
  const absl::StatusOr<FoundFiling> queued = FindFiling(database, owner, id, /*lock=*/false);
  if (!queued.ok()) return queued.status();
  return queued->filing;
}

}  // namespace filing_review::service
