// filing-review-render-worker: paints pages of the PDF on a file descriptor and recognises the
// characters on them or hands out their pictures, asked over standard input.
//
//   filing-review-render-worker FD PARENT_PID MEMORY_BYTES CPU_SECONDS PIXELS PAGE_CHARS LANGUAGES
//
// Without languages ("") it only paints. Started by the launchers (extract/ocr.h,
// extract/page_pictures.h) only. Speaks filing_review.worker.v1 in frames. Ends when
// standard input ends. Exit status: extract/worker_exit.h.

#include <cstdlib>

#include "extract/end_process.h"
#include "extract/page_codec.h"
#include "extract/page_painter.h"
#include "extract/read_error.h"
#include "extract/recognizer.h"
#include "extract/worker_exit.h"
#include "extract/worker_lockdown.h"
#include "extract/worker_session.h"
#include "filing_review/worker/v1/render_worker.pb.h"

namespace filing_review::extract {
namespace {

// The tables of Debian's poppler-data, which Poppler opens when a font needs one.
constexpr char kEngineData[] = "/usr/share/poppler";

constexpr int kNice = 5;  // recognition takes long: whatever else the machine has to do goes first

constexpr float kMostPageSide = 1e6;  // points; what the launcher takes for sound

void Read(int number, const PaintLimits& limits, size_t page_chars, PagePainter* painter,
          Recognizer* recognizer, Page* page) {
  GreyPicture picture;
  *page = Page();
  if (!painter->Paint(number, limits, &picture) || picture.page_width > kMostPageSide ||
      picture.page_height > kMostPageSide) {
    page->unread_reason = kReasonPageDamaged;
  } else {
    const RecognizedGlyphs found = recognizer->Recognize(picture);
    if (found.page.glyphs.size() > page_chars) {
      page->unread_reason = kReasonPageChars;
    } else {
      LayOutRecognized(found, page);
      if (page->lines.empty()) page->unread_reason = kReasonOcrNoText;
    }
  }
  page->number = number;
}

void Picture(int number, PaintLimits limits, int width, PagePainter* painter,
             worker::v1::PagePicture* reply) {
  limits.width = width;
  GreyPicture picture;
  reply->Clear();
  if (!painter->Paint(number, limits, &picture)) return;
  reply->set_width(picture.width);
  reply->set_height(picture.height);
  reply->set_pixels(picture.pixels.data(), picture.pixels.size());
}

int Run(int argc, char** argv) {
  if (argc != 8) return kExitProtocol;
  const MappedFile pdf = MapFile(atoi(argv[1]));
  if (pdf.bytes == nullptr) return kExitSetup;
  LockdownLimits limits;
  limits.address_space_bytes = atoll(argv[3]) + static_cast<int64_t>(pdf.size);
  limits.cpu_seconds = atoll(argv[4]);
  PaintLimits paint;
  paint.pixels = atoll(argv[5]);
  const size_t page_chars = static_cast<size_t>(atoll(argv[6]));
  EndOnFaults();
  [[maybe_unused]] const int niceness = nice(kNice);
  Recognizer recognizer;  // loads its data while it can
  const bool recognizes = argv[7][0] != '\0';
  if (recognizes && !recognizer.Load(argv[7])) return kExitNoLanguage;
  const FileReach reach = ConfineFiles(kEngineData);
  PagePainter painter(reach.folder.c_str());
  if (!LockDown(limits, atoi(argv[2]), reach)) return kExitSetup;

  bool open = false;
  WorkerSession session;
  worker::v1::RenderRequest request;
  worker::v1::RenderReply reply;
  Page page;
  while (session.Receive(&request)) {
    if (!open) {
      const char* failure = painter.Open(pdf.bytes, pdf.size, request.password());
      if (failure != nullptr) {
        reply.set_failure(failure);
        session.Send(reply);
        return kExitDone;
      }
      open = true;
    }
    if (request.page() < 1 || request.page() > painter.page_count()) return kExitProtocol;
    if (request.picture_width() > 0) {
      Picture(request.page(), paint, request.picture_width(), &painter, reply.mutable_picture());
      session.Send(reply);
      continue;
    }
    if (!recognizes) return kExitProtocol;
    Read(request.page(), paint, page_chars, &painter, &recognizer, &page);
    PackPage(page, reply.mutable_page());
    session.Send(reply);
  }
  return kExitDone;
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) {
  // Poppler's destructors have nothing to save.
  filing_review::extract::EndProcess(filing_review::extract::Run(argc, argv));
}
