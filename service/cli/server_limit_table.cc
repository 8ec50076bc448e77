#include "service/cli/server_limit_table.h"

namespace filing_review::cli {

const std::vector<ServerLimitRow>& ServerLimitTable() {
  using service::ServerLimits;
  static const std::vector<ServerLimitRow> rows = {
      {&ServerLimits::filing_bytes, "filing_bytes", "max-filing-bytes", 1,
       "bytes of a filing; larger: file_size_limit"},
      {&ServerLimits::chunk_bytes, "chunk_bytes", "max-chunk-bytes", 1,
       "bytes of a chunk; larger: chunk_size_limit"},
      {&ServerLimits::queue_length, "queue_length", "max-queue", 1,
       "filings waiting; more: queue_full"},
      {&ServerLimits::queue_bytes, "queue_bytes", "max-queue-bytes", 1,
       "bytes of filings waiting; more: queue_full"},
      {&ServerLimits::queue_pages, "queue_pages", "max-queue-pages", 1,
       "pages of filings waiting; more: queue_full"},
      {&ServerLimits::owner_queue_length, "owner_queue_length", "max-owner-queue", 1,
       "filings of one caller waiting; more: queue_full"},
      {&ServerLimits::queue_page_bytes, "queue_page_bytes", "queue-page-bytes", 1,
       "bytes that count as a page of a filing whose pages are not counted yet"},
      {&ServerLimits::uploads, "uploads", "max-uploads", 1, "uploads at once; more: uploads_busy"},
      {&ServerLimits::owner_uploads, "owner_uploads", "max-owner-uploads", 1,
       "uploads of one caller at once; more: uploads_busy"},
      {&ServerLimits::upload_idle_seconds, "upload_idle_seconds", "upload-idle-seconds", 1,
       "seconds in which an upload sends nothing; longer: upload_idle_limit"},
      {&ServerLimits::part_seconds, "part_seconds", "part-seconds", 1,
       "seconds that a broken upload is kept"},
      {&ServerLimits::parts_per_owner, "parts_per_owner", "max-parts-per-owner", 1,
       "documents in broken uploads of one caller; more: parts_limit"},
      {&ServerLimits::part_bytes, "part_bytes", "max-part-bytes", 1,
       "bytes of all broken uploads; more: parts_limit"},
      {&ServerLimits::grpc_bytes, "grpc_bytes", "grpc-bytes", 1 << 20,
       "bytes of gRPC's own buffers; more: callers wait"},
      {&ServerLimits::documents, "documents", "max-documents", 1,
       "documents of one filing; more: document_count_limit"},
      {&ServerLimits::pending_calls, "pending_calls", "max-pending-calls", 1,
       "calls waiting for a thread; more: server_busy"},
      {&ServerLimits::attempts, "attempts", "max-attempts", 1,
       "tries of a filing; then attempts_exhausted"},
      {&ServerLimits::server_deaths, "server_deaths", "max-server-deaths", 1,
       "deaths of the server while it reviews a filing, apart from its tries; then "
       "attempts_exhausted"},
      {&ServerLimits::lease_seconds, "lease_seconds", "lease-seconds", 2,
       "seconds after which other servers take up the filings of one that is gone"},
      {&ServerLimits::retention_seconds, "retention_seconds", "retention-seconds", 0,
       "seconds after its submission at which a filing is deleted, unless it waits or is on legal "
       "hold; 0: never"},
      {&ServerLimits::drain_seconds, "drain_seconds", "drain-seconds", 0,
       "seconds that running reviews get on SIGTERM"},
      {&ServerLimits::ocr_workers, "ocr_workers", "ocr-workers", 1,
       "filings recognised at once, one process each"},
      {&ServerLimits::ocr_attempts, "ocr_attempts", "max-ocr-attempts", 1,
       "tries of one recognition; then what there is, or attempts_exhausted"},
      {&ServerLimits::ocr_queue_length, "ocr_queue_length", "max-ocr-queue", 0,
       "filings waiting for recognition; more: ocr_queue_full, revision 1 stands"},
      {&ServerLimits::list_page_size, "list_page_size", "max-list-page", 1,
       "filings in one page of a list"},
      {&ServerLimits::comparison_bytes, "comparison_bytes", "max-comparison-bytes", 1 << 16,
       "bytes of a comparison of two filings; what is more is cut and counted"},
      {&ServerLimits::display_name_bytes, "display_name_bytes", "max-display-name-bytes", 1,
       "bytes of the name of a document; longer: bad_header"},
      {&ServerLimits::password_bytes, "password_bytes", "max-password-bytes", 1,
       "bytes of the password of a document; longer: bad_header"},
  };
  return rows;
}

}  // namespace filing_review::cli
