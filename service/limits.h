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
  int64_t comparison_bytes = 64 << 20;      // of a comparison; what is more is cut and counted
  int32_t display_name_bytes = 1024;        // longer: INVALID_ARGUMENT
  int64_t grpc_bytes = int64_t{512} << 20;  // memory of gRPC's own buffers; more: calls break off
  int32_t password_bytes = 1024;            // longer: INVALID_ARGUMENT
  // Of the HTTP port; what fires one is counted in filing_review_http_dropped_total or answered.
  int32_t http_connections = 512;     // one more sends away the one that has waited longest
  int32_t http_head_bytes = 16384;    // of a request's head; more: 431, head_size_limit
  int32_t http_head_seconds = 5;      // in which the head comes; longer: dropped, `time`
  int32_t http_idle_seconds = 60;     // between two requests of a connection; longer: it ends
  int32_t http_rate_bytes = 16384;    // a second, of bodies and answers beyond http_head_seconds;
                                      // slower: dropped, `time`
  int64_t http_body_bytes = 4 << 20;  // of a request; more: 413, body_size_limit
  int32_t http_bodies = 32;           // of more than 64 KiB at once; more: 429, server_busy
  int32_t http_threads = 8;           // that wait for the disk
  int32_t http_streams = 64;          // streams of gRPC-Web at once; more: streams_busy
  int32_t http_ranges = 16;           // of one request; more: 416, range_count_limit
  int64_t console_bytes = int64_t{64} << 20;  // of the console's files; more: console_size_limit
  int32_t review_decisions = 500;             // in one call; more: INVALID_ARGUMENT, review_limit
  int32_t review_comment_bytes = 8192;        // of a comment or reason; longer: review_limit
  int32_t review_text_bytes = 2048;  // of a text of a corrected finding; longer: review_limit
  int32_t review_added = 2000;       // findings added to one review; more: review_limit
  int32_t review_events = 100'000;   // of one review; more: review_limit
  int64_t text_cache_bytes = int64_t{256} << 20;  // memory of documents whose text is shown
  int32_t text_readers = 2;          // documents read for that at once; more calls wait
  int32_t text_pending_calls = 64;   // more of them waiting: RESOURCE_EXHAUSTED, server_busy
  int32_t search_query_bytes = 256;  // of a search; longer: bad_query
  int32_t search_filings = 1000;     // whose quotes one search reads; `more` says so
};

// Of a run over a corpus (filing-review bulk).
struct BulkLimits {
  int32_t attempts = 3;       // tries of a filing whose failure may pass; then it counts
  int32_t part_filings = 64;  // filings in a part of the output
  int64_t cache_bytes = int64_t{16} << 30;  // of what is kept for new rules; what was used longest
                                            // ago goes first
  int64_t sources = 20'000'000;             // of a run; more: source_count_limit
  int64_t manifest_line_bytes = 65'536;     // longer: bad_manifest
  int32_t documents = 64;                   // of one filing; more: bad_manifest
  int64_t journal_spare_bytes = 1 << 20;    // more that does not count: it is written anew
};

}  // namespace filing_review::service
