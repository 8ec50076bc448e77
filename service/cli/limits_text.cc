#include "service/cli/limits_text.h"

#include <cstdint>
#include <variant>

#include "classify/rule_limits.h"
#include "extract/limits.h"
#include "service/cli/server_limit_table.h"
#include "service/export/export_limits.h"

namespace filing_review::cli {

std::string LimitsAsText() {
  const extract::Limits read;
  const service::ExportLimits exports;
  const classify::RuleLimits rules;
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
      {"annotations", read.annotations,
       "annotated-pdf: highlights and bookmarks; more: annotation_limit"},
      {"annotate_seconds", read.annotate_seconds,
       "annotated-pdf: seconds; longer: annotate_time_limit"},
      {"annotate_copy_bytes", read.annotate_copy_bytes,
       "annotated-pdf: bytes of the copy; more: annotate_size_limit"},
      {"annotate_worker_bytes", read.annotate_worker_bytes,
       "annotated-pdf: address space of the worker beyond the filing; more: memory_limit"},
      {"picture_pages", read.picture_pages, "html: pictures of pages; others are counted"},
      {"picture_width", read.picture_width, "html: pixels of a picture's width"},
      {"picture_bytes", read.picture_bytes, "html: bytes of all pictures; others are counted"},
      {"picture_page_seconds", read.picture_page_seconds,
       "html: seconds to paint a page; longer: it has no picture"},
      {"picture_seconds", read.picture_seconds, "html: seconds to paint all of them"},
      {"picture_worker_bytes", read.picture_worker_bytes,
       "html: address space of the worker that paints, beyond the filing"},
      {"docx_seconds", exports.docx_seconds, "docx: seconds of pandoc; longer: docx_limit"},
      {"docx_memory_bytes", exports.docx_memory_bytes,
       "docx: address space of pandoc; more: docx_limit"},
      {"docx_bytes", exports.docx_bytes, "docx: bytes of the document; more: docx_limit"},
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
      {"bulk_attempts", bulk.attempts, "bulk: tries of a filing whose failure may pass"},
      {"bulk_part_filings", bulk.part_filings, "bulk: filings in a part of the output"},
      {"bulk_cache_bytes", bulk.cache_bytes,
       "bulk: bytes of what is kept for new rules; what was used longest ago goes first"},
      {"bulk_sources", bulk.sources, "bulk: filings of a run; more: source_count_limit"},
      {"bulk_documents", bulk.documents, "bulk: documents of one filing; more: bad_manifest"},
      {"bulk_journal_spare_bytes", bulk.journal_spare_bytes,
       "bulk: the journal is written anew where more of it than this does not count"},
      {"bulk_manifest_line_bytes", bulk.manifest_line_bytes,
       "bulk: bytes of a line of a list of filings; longer: bad_manifest"},
  };
  std::string text;
  for (const auto& row : rows) {
    text += std::string(row.name) + "\t" + std::to_string(row.value) + "\t" + row.meaning + "\n";
  }
  const service::ServerLimits server;
  for (const ServerLimitRow& row : ServerLimitTable()) {
    const int64_t value = std::visit([&](auto field) { return int64_t{server.*field}; }, row.field);
    text += std::string(row.name) + "\t" + std::to_string(value) + "\tserve: " + row.meaning + "\n";
  }
  return text;
}

}  // namespace filing_review::cli
