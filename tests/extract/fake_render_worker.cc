// A render worker that recognises nothing and misbehaves on purpose. What it does stands in the
// file it is given, lines "PAGE WHAT". All other pages read "page N" and a second line, the
// arguments it was started with. WHAT is one of
//
//   one of those of tests/extract/misbehave.h, or
//   crash_once  aborts, unless it is its first page
//   other_page  a page it was not asked for     empty       a message that says nothing
//   failure     says that the file is no PDF    text        text that it says is not recognised
//   unsure      text it is not sure of          columns     confidence for one character of many
//   bytes       text that is not UTF-8          far         coordinates near overflow
//   reason      an unread reason of its own     language    ends as if a language lacked
//   setup       ends as if it could not lock itself down
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/worker_exit.h"
#include "filing_review/worker/v1/render_worker.pb.h"
#include "tests/extract/misbehave.h"

namespace filing_review::extract {
namespace {

std::string Framed(const worker::v1::RenderReply& reply) {
  std::string frame;
  AppendFrame(reply.SerializeAsString(), &frame);
  return frame;
}

void AddLine(const std::string& text, Page* page) {
  Line line;
  line.text_begin = static_cast<uint32_t>(page->text.size());
  line.char_begin = static_cast<uint32_t>(page->char_start.size());
  page->text += text + "\n";
  line.text_end = line.text_begin + static_cast<uint32_t>(text.size());
  line.char_end = line.char_begin + static_cast<uint32_t>(text.size());
  for (size_t c = 0; c < text.size(); ++c) {
    page->char_start.push_back(static_cast<int32_t>(c * 10));
    page->char_end.push_back(static_cast<int32_t>(c * 10 + 9));
    page->confidence.push_back(90);
  }
  page->lines.push_back(line);
}

worker::v1::RenderReply PageReply(int number, const std::string& arguments) {
  Page page;
  page.number = number;
  page.from_ocr = true;
  AddLine("page " + std::to_string(number), &page);
  AddLine(arguments, &page);
  worker::v1::RenderReply reply;
  PackPage(page, reply.mutable_page());
  return reply;
}

void Misbehave(const std::string& what, int number, bool first) {
  if (what == "crash_once" && !first) abort();
  if (what == "setup") _exit(kExitSetup);
  if (what == "language") _exit(kExitNoLanguage);
  worker::v1::RenderReply page = PageReply(number, "x");
  DoCommonDeed(what, {Framed(page), Framed(PageReply(number, std::string(100'000, 'x'))),
                      Framed(PageReply(number, std::string(1000, 'x')))});
  if (what == "other_page") page = PageReply(number + 1, "not asked for");
  if (what == "empty") page.Clear();
  if (what == "failure") page.set_failure("not_a_pdf");
  if (what == "text") {
    page.mutable_page()->set_from_ocr(false);
    page.mutable_page()->clear_confidence();
  }
  if (what == "unsure") {
    std::string* confidence = page.mutable_page()->mutable_confidence();
    confidence->assign(confidence->size(), 20);
  }
  if (what == "columns") page.mutable_page()->set_confidence("\x10");
  if (what == "bytes") page.mutable_page()->set_text("page \xC0\xAF\nx\n");
  if (what == "far") {
    page.mutable_page()->mutable_edges()->replace(0, 2, std::string("\0\x80\xFF\xFF\xFF\x7F", 6));
  }
  if (what == "reason") page.mutable_page()->set_unread_reason("<b>none</b>");
  Send(Framed(page));
}

int Run(int argc, char** argv) {
  std::istringstream lines(ScriptOf(atoi(argv[1])));
  const std::map<int, std::string> deeds = ReadDeeds(lines);
  std::string arguments;
  for (int i = 3; i < argc; ++i) arguments += std::string(i > 3 ? " " : "") + argv[i];
  FrameReader frames;
  char buffer[4096];
  for (bool first = true;; first = false) {
    std::string_view message;
    while (!frames.Next(&message)) {
      const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
      if (n <= 0) return kExitDone;
      frames.Append(buffer, static_cast<size_t>(n));
    }
    worker::v1::RenderRequest request;
    if (!request.ParseFromString(std::string(message))) return kExitProtocol;
    const int number = request.page();
    if (deeds.contains(number)) {
      Misbehave(deeds.at(number), number, first);
    } else {
      Send(Framed(PageReply(number, arguments)));
    }
  }
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) { return filing_review::extract::Run(argc, argv); }
