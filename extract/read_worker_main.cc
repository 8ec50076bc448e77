// filing-review-read-worker: reads pages of the PDF on a file descriptor, asked over standard
// input.
//
//   filing-review-read-worker FD PARENT_PID MEMORY_BYTES CPU_SECONDS PAGE_CHARS
//
// Started by the launcher (extract/reader.h) only. Speaks filing_review.worker.v1 in frames. Ends
// when standard input ends. Exit status: extract/worker_exit.h.
#include <malloc.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "extract/end_process.h"
#include "extract/font_trust.h"
#include "extract/line_layout.h"
#include "extract/page_bounds.h"
#include "extract/page_codec.h"
#include "extract/pdf_file.h"
#include "extract/text_health.h"
#include "extract/utf8.h"
#include "extract/worker_exit.h"
#include "extract/worker_lockdown.h"
#include "extract/worker_session.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {
namespace {

// The tables of Debian's poppler-data, which Poppler opens when a font needs one.
constexpr char kEngineData[] = "/usr/share/poppler";

// What the launcher takes for sound (extract/reader.cc).
constexpr size_t kMostTitleBytes = 512, kMostOutlineBytes = 4 << 20;

// Cuts UTF-8 before the character that does not fit.
std::string Cut(std::string text, size_t most) {
  if (text.size() <= most) return text;
  text.resize(CodePointBegin(text, most));
  return text;
}

void DescribeDocument(const PdfFile& file, worker::v1::DocumentInfo* info) {
  info->set_page_count(file.page_count());
  info->set_encrypted(file.encrypted());
  info->set_copy_forbidden(file.copy_forbidden());
  info->set_signatures_exist(file.signatures_exist());
  info->set_title(Cut(file.title(), kMostTitleBytes));
}

void DescribeOutline(const PdfFile& file, worker::v1::DocumentOutline* outline) {
  size_t bytes = 0;
  for (const OutlineEntry& entry : file.outline()) {
    if (bytes > kMostOutlineBytes) break;
    worker::v1::OutlineEntry* out = outline->add_entries();
    out->set_title(Cut(entry.title, kMostTitleBytes));
    bytes += out->title().size();
    out->set_depth(entry.depth);
    out->set_page(entry.page);
  }
}

int Run(int argc, char** argv) {
  if (argc != 6) return kExitProtocol;
  const MappedFile pdf = MapFile(atoi(argv[1]));
  if (pdf.bytes == nullptr) return kExitSetup;
  LockdownLimits limits;
  limits.address_space_bytes = atoll(argv[3]) + static_cast<int64_t>(pdf.size);
  limits.cpu_seconds = atoll(argv[4]);
  const size_t page_chars = static_cast<size_t>(atoll(argv[5]));
  EndOnFaults();
  const FileReach reach = ConfineFiles(kEngineData);
  PdfFile file(
      reach.folder.c_str());  // looks for its tables, so before opening a folder is forbidden
  if (!LockDown(limits, atoi(argv[2]), reach)) return kExitSetup;

  bool open = false;
  WorkerSession session;
  worker::v1::ReadRequest request;
  worker::v1::ReadReply reply;
  PageGlyphs glyphs;
  Page page;
  while (session.Receive(&request)) {
    if (!open) {
      const char* failure = file.Open(pdf.bytes, pdf.size, request.password());
      if (failure != nullptr) {
        reply.set_failure(failure);
        session.Send(reply);
        return kExitDone;
      }
      open = true;
    }
    if (request.describe()) {
      DescribeDocument(file, reply.mutable_info());
      session.Send(reply);
      DescribeOutline(file, reply.mutable_outline());
      session.Send(reply);
    }
    for (int n = request.first_page(); n > 0 && n <= request.last_page(); ++n) {
      if (n > file.page_count()) return kExitProtocol;
      file.ReadPage(n, page_chars, &glyphs);
      BoundPage(page_chars, &glyphs);
      DistrustFonts(&glyphs);
      LayOutPage(glyphs, &page);
      JudgeText(glyphs, &page);
      PackPage(page, reply.mutable_page());
      session.Send(reply);
    }
    reply.set_done(true);
    session.Send(reply);
  }
  return kExitDone;
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) {
  // Memory that a page gives back serves the next one: asking the kernel again for each would cost
  // page faults. The limit on the address space holds all the same.
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 16 << 20);
  // Poppler's destructors have nothing to save.
  filing_review::extract::EndProcess(filing_review::extract::Run(argc, argv));
}
