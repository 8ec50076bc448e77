// A worker that reads no PDF and misbehaves on purpose. What it does stands in the file it is
// given: one line "PAGES", then lines "PAGE WHAT", where page 0 is the opening of the document.
// It names the pages "page N" in a line of their own. WHAT is one of
//
//   crash        aborts                          crash_once  the same, unless asked for it alone
//   hang         sleeps for ever                 spin        computes for ever
//   memory       ends for want of memory         allocate    takes memory until the kernel refuses
//   leave        ends as if all were done        killed      ends by SIGKILL, as by the system
//   close        closes its output and sleeps    half        ends in the middle of a frame
//   rubbish      a frame that is no message      length      a frame of 4 GiB, it says
//   flood        answers without end             trickle     one byte of a page each 20 ms
//   other_page   a page it was not asked for     twice       the page, and again
//   early        says that all is done           info        describes the document once more
//   failure      says that the file is no PDF    columns     columns that do not fit each other
//   bytes        text that is not UTF-8          far         coordinates near overflow
//   reason       an unread reason of its own     chars       a page of a million characters
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

namespace filing_review::extract {
namespace {

void Send(const std::string& bytes) {
  if (write(STDOUT_FILENO, bytes.data(), bytes.size()) < 0) _exit(kExitProtocol);
}

std::string Framed(const worker::v1::ReadReply& reply) {
  std::string frame;
  AppendFrame(reply.SerializeAsString(), &frame);
  return frame;
}

worker::v1::ReadReply PageReply(int number, const std::string& text) {
  Page page;
  page.number = number;
  page.text = text + "\n";
  Line line;
  line.text_end = line.char_end = static_cast<uint32_t>(text.size());
  for (uint32_t c = 0; c < line.char_end; ++c) {
    page.char_start.push_back(static_cast<int32_t>(c * 10));
    page.char_end.push_back(static_cast<int32_t>(c * 10 + 9));
  }
  page.lines.push_back(line);
  worker::v1::ReadReply reply;
  PackPage(page, reply.mutable_page());
  return reply;
}

[[noreturn]] void Sleep() {
  for (;;) pause();
}

void Misbehave(const std::string& what, int number, bool alone) {
  worker::v1::ReadReply page = PageReply(number, "page " + std::to_string(number));
  worker::v1::ReadReply other;
  if (what == "crash" || (what == "crash_once" && !alone)) abort();
  if (what == "memory") _exit(kExitMemory);
  if (what == "leave") _exit(kExitDone);
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
    for (;; page = PageReply(number + 1, std::string(1000, 'x'))) Send(Framed(page));
  }
  if (what == "trickle") {
    for (const char byte : Framed(PageReply(number, std::string(100'000, 'x')))) {
      Send(std::string(1, byte));
      poll(nullptr, 0, 20);
    }
  }
  if (what == "other_page") Send(Framed(PageReply(number + 1, "not asked for")));
  if (what == "twice") Send(Framed(page) + Framed(page));
  if (what == "early") {
    other.set_done(true);
    Send(Framed(other));
  }
  if (what == "info") {
    other.mutable_info()->set_page_count(1'000'000);
    Send(Framed(other));
  }
  if (what == "outline") {
    other.mutable_outline()->add_entries()->set_title(std::string(100'000, 'x'));
    Send(Framed(other));
  }
  if (what == "failure") {
    other.set_failure("not_a_pdf");
    Send(Framed(other));
  }
  if (what == "columns") page.mutable_page()->mutable_edges()->append("more");
  if (what == "bytes") page.mutable_page()->set_text("page \xC0\xAF\n");
  if (what == "far") {
    page.mutable_page()->mutable_edges()->replace(0, 2, std::string("\0\x80\xFF\xFF\xFF\x7F", 6));
  }
  if (what == "reason") page.mutable_page()->set_unread_reason("<b>none</b>");
  if (what == "chars") page = PageReply(number, std::string(1'000'000, 'x'));
  Send(Framed(page));
  if (what != "chars" && what != "crash_once") Sleep();
}

int Run(int fd) {
  char script[4096] = {};
  if (pread(fd, script, sizeof script - 1, 0) < 0) return kExitSetup;
  std::istringstream lines(script);
  int pages = 0, page_number = 0;
  std::string what;
  std::map<int, std::string> deeds;
  lines >> pages;
  while (lines >> page_number >> what) deeds[page_number] = what;
  FrameReader frames;
  char buffer[4096];
  for (;;) {
    std::string_view message;
    while (!frames.Next(&message)) {
      const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
      if (n <= 0) return kExitDone;
      frames.Append(buffer, static_cast<size_t>(n));
    }
    worker::v1::ReadRequest request;
    if (!request.ParseFromString(std::string(message))) return kExitProtocol;
    worker::v1::ReadReply reply;
    if (request.describe()) {
      if (deeds.contains(0)) Misbehave(deeds[0], 0, false);
      reply.mutable_info()->set_page_count(pages);
      Send(Framed(reply));
      if (deeds.contains(-1)) Misbehave(deeds[-1], -1, false);
      reply.mutable_outline()->add_entries()->set_title("Chapter");
      Send(Framed(reply));
    }
    for (int n = request.first_page(); n > 0 && n <= request.last_page(); ++n) {
      if (deeds.contains(n)) {
        Misbehave(deeds[n], n, request.first_page() == request.last_page());
      } else {
        Send(Framed(PageReply(n, "page " + std::to_string(n))));
      }
    }
    reply.set_done(true);
    Send(Framed(reply));
  }
}

}  // namespace
}  // namespace filing_review::extract

int main(int, char** argv) { return filing_review::extract::Run(atoi(argv[1])); }
