#include "service/cli/limits_text.h"

#include <cstdint>

#include "classify/rule_limits.h"
#include "extract/limits.h"
#include "service/limits.h"

namespace filing_review::cli {

std::string LimitsAsText() {
  const extract::Limits read;
  const classify::RuleLimits rules;
  const service::ServerLimits server;
  const service::BulkLimits bulk;
  const struct {
    const char* name;
    int64_t value;
    const char* meaning;
  } rows[] = {
      {"file_bytes", read.file_bytes, "bytes of a filing; larger: file_size_limit"},
      {"pages", read.pages, "pages of a filing; more: page_count_limit"},
      {"page_chars", read.page_chars, "characters of a page; more: page_char_limit"},
      {"document_chars", read.document_chars,
       "characters of a filing; pages beyond: document_char_limit"},
      {"page_seconds", read.page_seconds, "seconds a page; longer: page_time_limit"},
      {"slow_pages", read.slow_pages, "pages over their time; then document_time_limit"},
      {"document_seconds", read.document_seconds,
       "seconds a filing, before those of its pages; longer: document_time_limit"},
      {"document_page_ms", read.document_page_ms, "milliseconds more for each page of a filing"},
      {"worker_bytes", read.worker_bytes,
       "address space of a worker beyond the filing's own bytes; more: memory_limit"},
      {"worker_restarts", read.worker_restarts, "workers lost before the rest is given up"},
      {"ocr_pages", read.ocr_pages, "--ocr=auto: pages to recognise; those beyond: ocr_page_limit"},
      {"ocr_seconds", read.ocr_seconds,
       "--ocr=auto: seconds a filing; pages not recognised by then: ocr_time_limit"},
      {"ocr_page_seconds", read.ocr_page_seconds,
       "seconds to recognise a page; longer: page_time_limit"},
      {"ocr_pixels", read.ocr_pixels,
       "pixels of a page's picture; a larger page is painted coarser"},
      {"ocr_worker_bytes", read.ocr_worker_bytes,
       "address space of a worker that recognises; more: memory_limit"},
      {"rule_files", rules.files, "--rules: files of the folder; more: rule_files_limit"},
      {"rule_file_bytes", rules.file_bytes,
       "--rules: bytes of a file; larger: rule_file_bytes_limit"},
      {"rule_folder_bytes", rules.folder_bytes,
       "--rules: bytes of all files; more: rule_folder_bytes_limit"},
      {"rule_entries", rules.entries, "--rules: entries of the folder; more: rule_entries_limit"},
      {"rule_patterns", rules.patterns,
       "--rules: patterns of the folder; more: rule_patterns_limit"},
      {"rule_pattern_bytes", rules.pattern_bytes,
       "--rules: bytes of a pattern with its macros; more: rule_pattern_bytes_limit"},
      {"rule_program_size", rules.program_size,
       "--rules: instructions of a pattern; more: rule_program_limit"},
      {"rule_total_program", rules.total_program,
       "--rules: instructions of all patterns; more: rule_total_program_limit"},
      {"filing_bytes", server.filing_bytes, "serve: bytes of a filing; larger: file_size_limit"},
      {"chunk_bytes", server.chunk_bytes, "serve: bytes of a chunk; larger: chunk_size_limit"},
      {"queue_length", server.queue_length, "serve: filings waiting; more: queue_full"},
      {"queue_bytes", server.queue_bytes, "serve: bytes of filings waiting; more: queue_full"},
      {"uploads", server.uploads, "serve: uploads at once; more: uploads_busy"},
      {"owner_uploads", server.owner_uploads,
       "serve: uploads of one caller at once; more: uploads_busy"},
      {"part_seconds", server.part_seconds, "serve: a broken upload is dropped after so long"},
      {"parts_per_owner", server.parts_per_owner,
       "serve: documents in broken uploads of one caller; more: parts_limit"},
      {"part_bytes", server.part_bytes, "serve: bytes of all broken uploads; more: parts_limit"},
      {"grpc_bytes", server.grpc_bytes, "serve: memory of gRPC's buffers; more: callers wait"},
      {"upload_idle_seconds", server.upload_idle_seconds,
       "serve: an upload that sends nothing; longer: upload_idle_limit"},
      {"documents", server.documents, "serve: documents of one filing; more: document_count_limit"},
      {"pending_calls", server.pending_calls, "serve: calls waiting; more: server_busy"},
      {"attempts", server.attempts, "serve: tries of a filing; then attempts_exhausted"},
      {"lease_seconds", server.lease_seconds, "serve: a claim not renewed so long is void"},
      {"retention_seconds", server.retention_seconds,
       "serve: filings are deleted so long after their submission; 0: never"},
      {"drain_seconds", server.drain_seconds, "serve: time of running reviews on SIGTERM"},
      {"ocr_workers", server.ocr_workers,
       "serve: filings whose pages are recognised at once, one process each"},
      {"ocr_attempts", server.ocr_attempts,
       "serve: tries of a filing's recognition; then what there is, or attempts_exhausted"},
      {"ocr_queue_length", server.ocr_queue_length,
       "serve: filings waiting for recognition; more: ocr_queue_full, revision 1 stands"},
      {"list_page_size", server.list_page_size, "serve: filings in one page of a list"},
      {"display_name_bytes", server.display_name_bytes, "serve: longer: bad_header"},
      {"password_bytes", server.password_bytes, "serve: longer: bad_header"},
      {"bulk_attempts", bulk.attempts, "bulk: tries of a filing whose failure may pass"},
      {"bulk_part_filings", bulk.part_filings, "bulk: filings in a part of the output"},
      {"bulk_cache_bytes", bulk.cache_bytes,
       "bulk: bytes of documents kept for new rules; what does not fit is read again"},
      {"bulk_sources", bulk.sources, "bulk: filings of a run; more: source_count_limit"},
      {"bulk_manifest_line_bytes", bulk.manifest_line_bytes,
       "bulk: bytes of a line of a list of filings; longer: bad_manifest"},
  };
  std::string text;
  for (const auto& row : rows) {
    text += std::string(row.name) + "\t" + std::to_string(row.value) + "\t" + row.meaning + "\n";
  }
  return text;
}

}  // namespace filing_review::cli
