#include "service/store/filing_rows.h"

#include <sys/random.h>

#include <array>

#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

void SetTime(int64_t micros, google::protobuf::Timestamp& time) {
  time.set_seconds(micros / 1'000'000);
  time.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1000));
}

}  // namespace

v1::Filing ReadFiling(const Statement& row) {
  v1::Filing filing;
  filing.set_name("filings/" + row.Text(1));
  filing.set_display_name(row.Text(2));
  filing.set_sha256(row.Text(3));
  filing.set_size_bytes(row.Int(4));
  filing.set_state(static_cast<v1::FilingState>(row.Int(5)));
  filing.set_page_count(static_cast<int32_t>(row.Int(6)));
  filing.set_pages_done_count(static_cast<int32_t>(row.Int(7)));
  if (filing.state() == v1::FILING_STATE_FAILED) {
    filing.mutable_error()->set_reason(row.Text(8));
    filing.mutable_error()->set_message(row.Text(9));
  }
  SetTime(row.Int(10), *filing.mutable_create_time());
  SetTime(row.Int(11), *filing.mutable_update_time());
  filing.set_brief_revision(static_cast<int32_t>(row.Int(12)));
  filing.set_ocr_state(static_cast<v1::OcrState>(row.Int(13)));
  if (filing.ocr_state() == v1::OCR_STATE_FAILED) {
    filing.mutable_ocr_error()->set_reason(row.Text(14));
    filing.mutable_ocr_error()->set_message(row.Text(15));
  }
  filing.set_legal_hold(row.Int(16) != 0);
  return filing;
}

absl::Status NoSuchFiling(const std::string& id) {
  return ServiceError(absl::StatusCode::kNotFound, kReasonNoSuchFiling,
                      "there is no filing filings/" + id + "; it may have been deleted");
}

absl::StatusOr<FoundFiling> FindFiling(Database& database, const std::string& owner,
                                       const std::string& id, bool lock) {
  FoundFiling found;
  {
    Statement row = database.Prepare(std::string("SELECT " FILING_REVIEW_FILING_COLUMNS
                                                 " FROM filings f WHERE f.id = ? AND f.owner = ?") +
                                     (lock ? " /*postgres FOR UPDATE*/" : ""));
    const bool there = row.Bind(1, id).Bind(2, owner).Step();
    if (!row.status().ok()) return row.status();
    if (!there) return NoSuchFiling(id);
    found.sequence = row.Int(0);
    found.filing = ReadFiling(row);
  }
  const auto documents = ReadDocuments(database, found.sequence);
  if (!documents.ok()) return documents.status();
  for (const v1::SubmittedDocument& document : *documents) {
    *found.filing.add_documents() = document;
  }
  if (found.filing.state() == v1::FILING_STATE_QUEUED) {
    Statement ahead = database.Prepare(
        "SELECT count(*) FROM jobs WHERE stage = 1 AND token = '' AND sequence < ?");
    if (ahead.Bind(1, found.sequence).Step()) {
      found.filing.set_queue_position(static_cast<int32_t>(ahead.Int(0)));
    }
    if (!ahead.status().ok()) return ahead.status();
  }
  return found;
}

absl::Status WriteDocuments(Database& database, int64_t sequence,
                            const std::vector<v1::SubmittedDocument>& documents) {
  int64_t position = 0;
  for (const v1::SubmittedDocument& document : documents) {
    const absl::Status status = database
                                    .Prepare(
                                        "INSERT INTO documents (sequence, position, role, sha256, "
                                        "size_bytes, display_name) "
                                        "VALUES (?, ?, ?, ?, ?, ?)")
                                    .Bind(1, sequence)
                                    .Bind(2, position++)
                                    .Bind(3, int64_t{document.role()})
                                    .Bind(4, document.sha256())
                                    .Bind(5, int64_t{document.size_bytes()})
                                    .Bind(6, document.display_name())
                                    .Run();
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::SubmittedDocument>> ReadDocuments(Database& database,
                                                                 int64_t sequence) {
  std::vector<v1::SubmittedDocument> documents;
  Statement row = database.Prepare(
      "SELECT role, sha256, size_bytes, display_name FROM documents WHERE sequence = ? "
      "ORDER BY position");
  row.Bind(1, sequence);
  while (row.Step()) {
    v1::SubmittedDocument& document = documents.emplace_back();
    document.set_role(static_cast<v1::DocumentRole>(row.Int(0)));
    document.set_sha256(row.Text(1));
    document.set_size_bytes(row.Int(2));
    document.set_display_name(row.Text(3));
  }
  if (!row.status().ok()) return row.status();
  return documents;
}

std::string DigestOf(const std::vector<v1::SubmittedDocument>& documents) {
  if (documents.empty()) return "";
  std::string text;
  for (const v1::SubmittedDocument& document : documents) {
    text += std::to_string(document.role()) + " " + document.sha256() + " " +
            std::to_string(document.display_name().size()) + " " + document.display_name();
  }
  return Sha256Of(text);
}

bool IsFinal(v1::FilingState state) {
  return state != v1::FILING_STATE_QUEUED && state != v1::FILING_STATE_RUNNING;
}

bool IsSettled(const v1::Filing& filing) {
  return IsFinal(filing.state()) && filing.ocr_state() != v1::OCR_STATE_PENDING &&
         filing.ocr_state() != v1::OCR_STATE_RUNNING;
}

std::string RandomId() {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::array<unsigned char, 16> bytes;
  // At most 256 bytes: never short and never interrupted once the kernel's pool is ready.
  while (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
  }
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

}  // namespace filing_review::service
