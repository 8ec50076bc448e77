// A render worker that recognises nothing and misbehaves on purpose. What it does stands in the
// file it is given, lines "PAGE WHAT". All other pages read "page N" and a second line, the
// arguments it was started with. WHAT is one of
//
//   crash       aborts                          crash_once  the same, unless it is its first page
//   hang        sleeps for ever                 spin        computes for ever
//   memory      ends for want of memory         allocate    takes memory until the kernel refuses
//   leave       ends as if all were done        killed      ends by SIGKILL, as by the system
//   close       closes its output and sleeps    half        ends in the middle of a frame
//   rubbish     a frame that is no message      length      a frame of 4 GiB, it says
//   flood       answers without end             trickle     one byte of a page each 20 ms
//   other_page  a page it was not asked for     empty       a message that says nothing
//   failure     says that the file is no PDF    text        text that it says is not recognised
//   unsure      text it is not sure of          columns     confidence for one character of many
//   bytes       text that is not UTF-8          far         coordinates near overflow
//   reason      an unread reason of its own     setup       ends as if it could not lock itself
//   down language    ends as if a language lacked
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <sstream>
#include <string>

#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/worker_exit.h"
#include "filing_review/worker/v1/render_worker.pb.h"

namespace filing_review::extract {
namespace {

void Send(const std::string& bytes) {
  if (write(STDOUT_FILENO, bytes.data(), bytes.size()) < 0) _exit(kExitProtocol);
}

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

[[noreturn]] void Sleep() {
  for (;;) pause();
}

void Misbehave(const std::string& what, int number, bool first) {
  worker::v1::RenderReply page = PageReply(number, "x");
  if (what == "crash" || (what == "crash_once" && !first)) abort();
  if (what == "memory") _exit(kExitMemory);
  if (what == "leave") _exit(kExitDone);
  if (what == "setup") _exit(kExitSetup);
  if (what == "language") _exit(kExitNoLanguage);
  if (what == "killed") raise(SIGKILL);
  if (what == "hang") Sleep();
  if (what == "spin") {
    for (;;) getpid();
  }
  if (what == "allocate") {
    const rlimit limit = {rlim_t{256} << 20, rlim_t{256} << 20};
    setrlimit(RLIMIT_AS, &limit);
    std::set_new_handler([] { _exit(kExitMemory); });
    for (;;) memset(new char[1 << 20], 1, 1 << 20);
  }
  if (what == "close") {
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    Sleep();
  }
  if (what == "half") {
    const std::string frame = Framed(page);
    Send(frame.substr(0, frame.size() / 2));
    _exit(kExitDone);
  }
  if (what == "rubbish") Send(std::string("\x03\x00\x00\x00\xFF\xFF\xFF", 7));
  if (what == "length") Send("\xFF\xFF\xFF\xFF and so on");
  if (what == "flood") {
    for (;;) Send(Framed(PageReply(number, std::string(1000, 'x'))));
  }
  if (what == "trickle") {
    for (const char byte : Framed(PageReply(number, std::string(100'000, 'x')))) {
      Send(std::string(1, byte));
      poll(nullptr, 0, 20);
    }
  }
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
  char script[4096] = {};
  if (pread(atoi(argv[1]), script, sizeof script - 1, 0) < 0) return kExitSetup;
  std::istringstream lines(script);
  int page_number = 0;
  std::string what, arguments;
  std::map<int, std::string> deeds;
  while (lines >> page_number >> what) deeds[page_number] = what;
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
      Misbehave(deeds[number], number, first);
    } else {
      Send(Framed(PageReply(number, arguments)));
    }
  }
}

}  // namespace
}  // namespace filing_review::extract

int main(int argc, char** argv) { return filing_review::extract::Run(argc, argv); }
