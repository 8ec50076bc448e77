// filing-review-annotate-worker: writes notes and bookmarks into a copy of the PDF on a file
// descriptor.
//
//   filing-review-annotate-worker FD PARENT_PID MEMORY_BYTES CPU_SECONDS
//
// Started by the launcher (extract/annotate.h) only. Speaks filing_review.worker.v1 in frames:
// takes all it is asked for before it looks at the PDF, answers and ends. Exit status:
// extract/worker_exit.h.

#include <cstdlib>
#include <utility>

#include "extract/end_process.h"
#include "extract/pdf_annotator.h"
#include "extract/worker_exit.h"
#include "extract/worker_lockdown.h"
#include "extract/worker_session.h"
#include "filing_review/worker/v1/annotate_worker.pb.h"

namespace filing_review::extract {
namespace {

void Take(const worker::v1::AnnotateRequest& request, std::string* password, PdfNotes* notes) {
  if (notes->page_count == 0) {
    *password = request.password();
    notes->page_count = request.page_count();
    notes->author = request.author();
    notes->about = request.about();
    notes->signed_title = request.signed_title();
  }
  for (const worker::v1::Highlight& from : request.highlights()) {
    PdfHighlight& to = notes->highlights.emplace_back();
    to.page = from.page();
    for (const worker::v1::NoteBox& box : from.boxes()) {
      to.boxes.push_back({box.x0(), box.y0(), box.x1(), box.y1()});
    }
    to.page_width = from.page_width();
    to.page_height = from.page_height();
    to.title = from.title();
    to.contents = from.contents();
    to.colour = from.colour();
  }
  for (const worker::v1::Bookmark& from : request.bookmarks()) {
    notes->bookmarks.push_back({from.level(), from.title(), from.page(), from.top()});
  }
}

bool LevelsAreSound(const PdfNotes& notes) {
  int32_t before = -1;
  for (const PdfBookmark& bookmark : notes.bookmarks) {
    if (bookmark.level < 0 || bookmark.level > before + 1) return false;
    before = bookmark.level;
  }
  return true;
}

int Run(int argc, char** argv) {
  if (argc != 5) return kExitProtocol;
  const MappedFile pdf = MapFile(atoi(argv[1]));
  if (pdf.bytes == nullptr) return kExitSetup;
  LockdownLimits limits;
  limits.address_space_bytes = atoll(argv[3]) + static_cast<int64_t>(pdf.size);
  limits.cpu_seconds = atoll(argv[4]);
  EndOnFaults();
  // It opens nothing: a folder that is not there leaves none to be read.
  const FileReach reach = ConfineFiles("/nonexistent");
  if (!LockDown(limits, atoi(argv[2]), reach)) return kExitSetup;

  WorkerSession session;
  worker::v1::AnnotateRequest request;
  std::string password;
  PdfNotes notes;
  do {
    request.Clear();
    if (!session.Receive(&request)) return kExitProtocol;
    Take(request, &password, &notes);
  } while (!request.last());
  if (!LevelsAreSound(notes)) return kExitProtocol;
  worker::v1::AnnotateReply reply;
  bool was_signed = false;
  const char* reason =
      AnnotatePdf(pdf.bytes, pdf.size, password, notes, &was_signed, [&](std::string_view piece) {
        reply.set_piece(piece.data(), piece.size());
        session.Send(reply);
      });
  if (reason != nullptr) {
    reply.set_failure(reason);
  } else {
    reply.mutable_done()->set_was_signed(was_signed);
  }
  session.Send(reply);
  return kExitDone;
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) {
  filing_review::extract::EndProcess(filing_review::extract::Run(argc, argv));
}
