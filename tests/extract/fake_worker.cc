// A worker that reads no PDF and misbehaves on purpose. What it does stands in the file it is
// given: one line "PAGES", then lines "PAGE WHAT" with WHAT one of crash, hang, memory, rubbish,
// crash_once. It names the pages "page N" in a line of their own. crash_once crashes unless the
// page is asked for alone.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/worker_exit.h"

namespace filing_review::extract {
namespace {

void Reply(const worker::v1::ReadReply& reply) {
  std::string frame;
  AppendFrame(reply.SerializeAsString(), &frame);
  if (write(STDOUT_FILENO, frame.data(), frame.size()) < 0) _exit(kExitProtocol);
}

void Misbehave(const std::string& what, bool alone) {
  if (what == "crash" || (what == "crash_once" && !alone)) abort();
  if (what == "memory") _exit(kExitMemory);
  if (what == "hang") {
    for (;;) pause();
  }
  if (what == "rubbish") {
    const char rubbish[] = "\x03\x00\x00\x00\xFF\xFF\xFF";
    if (write(STDOUT_FILENO, rubbish, 7) < 0) _exit(kExitProtocol);
    for (;;) pause();
  }
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
  if (deeds.contains(0)) Misbehave(deeds[0], false);
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
    if (request.first_page() == 0) {
      reply.mutable_info()->set_page_count(pages);
      Reply(reply);
    }
    for (int n = request.first_page(); n > 0 && n <= request.last_page(); ++n) {
      if (deeds.contains(n)) Misbehave(deeds[n], request.first_page() == request.last_page());
      Page page;
      page.number = n;
      page.text = "page " + std::to_string(n) + "\n";
      Line line;
      line.text_end = line.char_end = static_cast<uint32_t>(page.text.size() - 1);
      for (uint32_t c = 0; c < line.char_end; ++c) {
        page.char_start.push_back(static_cast<int32_t>(c * 100));
        page.char_end.push_back(static_cast<int32_t>(c * 100 + 90));
      }
      page.lines.push_back(line);
      PackPage(page, reply.mutable_page());
      Reply(reply);
    }
    reply.set_done(true);
    Reply(reply);
  }
}

}  // namespace
}  // namespace filing_review::extract

int main(int, char** argv) { return filing_review::extract::Run(atoi(argv[1])); }
