#include "service/cli/limit_table.h"

#include <variant>

#include "classify/rule_limits.h"
#include "extract/limits.h"
#include "service/cli/server_limit_table.h"
#include "service/export/export_limits.h"

namespace filing_review::cli {

namespace {

LimitGroup Reading(const extract::Limits& limits) {
  return {"A filing that is read",
          "",
          {{"file_bytes", limits.file_bytes, "bytes of a filing; larger: file_size_limit", ""},
           {"pages", limits.pages, "pages of a filing; more: page_count_limit", ""},
           {"page_chars", limits.page_chars, "characters of a page; more: page_char_limit", ""},
           {"document_chars", limits.document_chars,
            "characters of a filing; pages beyond: document_char_limit", ""},
           {"page_seconds", limits.page_seconds, "seconds a page; longer: page_time_limit", ""},
           {"slow_pages", limits.slow_pages, "pages over their time; then document_time_limit", ""},
           {"document_seconds", limits.document_seconds,
            "seconds a filing, before those of its pages; longer: document_time_limit", ""},
           {"document_page_ms", limits.document_page_ms,
            "milliseconds more for each page of a filing", ""},
           {"worker_bytes", limits.worker_bytes,
            "address space of a worker beyond the filing's own bytes; more: memory_limit", ""},
           {"worker_restarts", limits.worker_restarts,
            "workers lost before the rest is given up; then worker_crash", ""}}};
}

LimitGroup Recognition(const extract::Limits& limits) {
  return {"Recognition of pages",
          "",
          {{"ocr_pages", limits.ocr_pages,
            "--ocr=auto: pages to recognise; those beyond: ocr_page_limit", ""},
           {"ocr_seconds", limits.ocr_seconds,
            "--ocr=auto: seconds a filing; pages not recognised by then: ocr_time_limit", ""},
           {"ocr_page_seconds", limits.ocr_page_seconds,
            "seconds to recognise a page; longer: page_time_limit", ""},
           {"ocr_pixels", limits.ocr_pixels,
            "pixels of a page's picture; a larger page is painted coarser", ""},
           {"ocr_worker_bytes", limits.ocr_worker_bytes,
            "address space of a worker that recognises; more: memory_limit", ""}}};
}

LimitGroup Exports(const service::ExportLimits& limits) {
  const extract::Limits& pdf = limits.pdf;
  return {
      "Exports",
      "",
      {{"annotations", pdf.annotations,
        "annotated-pdf: highlights and bookmarks; more: annotation_limit", ""},
       {"annotate_seconds", pdf.annotate_seconds,
        "annotated-pdf: seconds; longer: annotate_time_limit", ""},
       {"annotate_copy_bytes", pdf.annotate_copy_bytes,
        "annotated-pdf: bytes of the copy; more: annotate_size_limit", ""},
       {"annotate_worker_bytes", pdf.annotate_worker_bytes,
        "annotated-pdf: address space of the worker beyond the filing; more: memory_limit", ""},
       {"picture_pages", pdf.picture_pages, "html: pictures of pages; others are counted", ""},
       {"picture_width", pdf.picture_width, "html: pixels of a picture's width", ""},
       {"picture_bytes", pdf.picture_bytes, "html: bytes of all pictures; others are counted", ""},
       {"picture_page_seconds", pdf.picture_page_seconds,
        "html: seconds to paint a page; longer: it has no picture", ""},
       {"picture_seconds", pdf.picture_seconds, "html: seconds to paint all of them", ""},
       {"picture_worker_bytes", pdf.picture_worker_bytes,
        "html: address space of the worker that paints, beyond the filing", ""},
       {"docx_seconds", limits.docx_seconds, "docx: seconds of pandoc; longer: docx_limit", ""},
       {"docx_memory_bytes", limits.docx_memory_bytes,
        "docx: address space of pandoc; more: docx_limit", ""},
       {"docx_bytes", limits.docx_bytes, "docx: bytes of the document; more: docx_limit", ""}}};
}

LimitGroup Rules(const classify::RuleLimits& limits) {
  return {"A folder of rules",
          "",
          {{"rule_files", limits.files, "--rules: files of the folder; more: rule_files_limit", ""},
           {"rule_file_bytes", limits.file_bytes,
            "--rules: bytes of a file; larger: rule_file_bytes_limit", ""},
           {"rule_folder_bytes", limits.folder_bytes,
            "--rules: bytes of all files; more: rule_folder_bytes_limit", ""},
           {"rule_entries", limits.entries,
            "--rules: entries of the folder; more: rule_entries_limit", ""},
           {"rule_patterns", limits.patterns,
            "--rules: patterns of the folder; more: rule_patterns_limit", ""},
           {"rule_pattern_bytes", limits.pattern_bytes,
            "--rules: bytes of a pattern with its macros; more: rule_pattern_bytes_limit", ""},
           {"rule_program_size", limits.program_size,
            "--rules: instructions of a pattern; more: rule_program_limit", ""},
           {"rule_total_program", limits.total_program,
            "--rules: instructions of all patterns; more: rule_total_program_limit", ""}}};
}

LimitGroup Corpus(const service::BulkLimits& limits) {
  return {"A corpus",
          "bulk",
          {{"bulk_attempts", limits.attempts, "bulk: tries of a filing whose failure may pass", ""},
           {"bulk_part_filings", limits.part_filings, "bulk: filings in a part of the output",
            "part-filings"},
           {"bulk_cache_bytes", limits.cache_bytes,
            "bulk: bytes of what is kept for new rules; what was used longest ago goes first",
            "cache-bytes"},
           {"bulk_sources", limits.sources, "bulk: filings of a run; more: source_count_limit", ""},
           {"bulk_documents", limits.documents, "bulk: documents of one filing; more: bad_manifest",
            ""},
           {"bulk_journal_spare_bytes", limits.journal_spare_bytes,
            "bulk: the journal is written anew where more of it than this does not count",
            "journal-spare-bytes"},
           {"bulk_manifest_line_bytes", limits.manifest_line_bytes,
            "bulk: bytes of a line of a list of filings; longer: bad_manifest", ""}}};
}

LimitGroup Server(const service::ServerLimits& limits) {
  LimitGroup group = {"The server", "serve", {}};
  for (const ServerLimitRow& row : ServerLimitTable()) {
    const int64_t value = std::visit([&](auto field) { return int64_t{limits.*field}; }, row.field);
    group.rows.push_back({row.name, value, std::string("serve: ") + row.meaning, row.key});
  }
  return group;
}

}  // namespace

std::vector<LimitGroup> LimitTable() {
  return {Reading({}), Recognition({}), Exports({}), Rules({}), Corpus({}), Server({})};
}

}  // namespace filing_review::cli
