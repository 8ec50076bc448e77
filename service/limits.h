// Every limit of the server, with its default. `filing-review brief --print-limits` prints them;
// docs/OPERATIONS.md says what a caller sees when one fires.
#pragma once

#include <cstdint>

namespace filing_review::service {

struct ServerLimits {
  int64_t filing_bytes = int64_t{512} << 20;  // larger: OUT_OF_RANGE, file_size_limit
  int64_t chunk_bytes = 256 << 10;            // larger chunk: INVALID_ARGUMENT, chunk_size_limit
  int64_t queue_length = 10'000;            // more filings waiting: RESOURCE_EXHAUSTED, queue_full
  int64_t queue_bytes = int64_t{64} << 30;  // of waiting filings; more: queue_full
  int64_t queue_pages = 2'000'000;          // of waiting filings; more: queue_full
  int64_t owner_queue_length = 5'000;       // waiting filings of one caller; more: queue_full
  int64_t queue_page_bytes = 8 << 10;       // bytes that count as a page until pages are counted
  int32_t uploads = 64;                     // more at once: RESOURCE_EXHAUSTED, uploads_busy
  int32_t upload_idle_seconds = 60;         // an upload that sends nothing: upload_idle_limit
  int32_t owner_uploads = 16;               // of one caller at once; more: uploads_busy
  int64_t part_seconds = 86'400;            // a broken upload is dropped after so long
  int64_t parts_per_owner = 32;  // documents in broken uploads of one caller; more: parts_limit
  int64_t part_bytes = int64_t{8} << 30;  // of all broken uploads; more: parts_limit
  int32_t documents = 64;           // of one filing; more: INVALID_ARGUMENT, document_count_limit
  int32_t pending_calls = 4096;     // more waiting calls: RESOURCE_EXHAUSTED, server_busy
  int32_t attempts = 5;             // tries of one filing; then FAILED, attempts_exhausted
  int32_t server_deaths = 20;       // of the server while it had a filing; then attempts_exhausted
  int32_t lease_seconds = 60;       // a claim that is not renewed for so long is void
  int64_t retention_seconds = 0;    // filings are deleted so long after submission; 0: never
  int32_t drain_seconds = 30;       // SIGTERM: running reviews get so long to finish
  int32_t ocr_workers = 1;          // filings whose pages are recognised at once, one process each
  int32_t ocr_attempts = 3;         // tries of a filing's recognition; then attempts_exhausted
  int64_t ocr_queue_length = 1000;  // more wait for recognition: ocr_queue_full, revision 1 stands
  int32_t list_page_size = 1000;    // most filings in one page of a list
  int64_t comparison_bytes = 64 << 20;  // of a comparison; what is more is cut and counted
  int32_t display_name_bytes = 1024;        // longer: INVALID_ARGUMENT
  int64_t grpc_bytes = int64_t{512} << 20;  // memory of gRPC's own buffers; more: callers wait
  int32_t password_bytes = 1024;            // longer: INVALID_ARGUMENT
};

// Of a run over a corpus (filing-review bulk).
struct BulkLimits {
  int32_t attempts = 3;       // tries of a filing whose failure may pass; then it counts
  int32_t part_filings = 64;  // filings in a part of the output
  int64_t cache_bytes = int64_t{16} << 30;  // of documents kept for new rules; what does not fit is
                                            // read again
  int64_t sources = 20'000'000;             // of a run; more: source_count_limit
  int64_t manifest_line_bytes = 65'536;     // longer: bad_manifest
};

}  // namespace filing_review::service
