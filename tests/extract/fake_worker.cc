// A worker that reads no PDF and misbehaves on purpose. What it does stands in the file it is
// given: one line "PAGES", then lines "PAGE WHAT", where page 0 is the opening of the document.
// It names the pages "page N" in a line of their own. WHAT is one of
//
//   one of those of tests/extract/misbehave.h, or
//   crash_once   aborts, unless asked for it alone
//   other_page   a page it was not asked for     twice       the page, and again
//   early        says that all is done           info        describes the document once more
//   outline      a long outline                  failure     says that the file is no PDF
//   columns      columns that do not fit         bytes       text that is not UTF-8
//   far          coordinates near overflow       reason      an unread reason of its own
//   chars        a page of a million characters
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>

#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/worker_exit.h"
#include "tests/extract/misbehave.h"

namespace filing_review::extract {
namespace {

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

void Misbehave(const std::string& what, int number, bool alone) {
  if (what == "crash_once" && !alone) abort();
  worker::v1::ReadReply page = PageReply(number, "page " + std::to_string(number));
  worker::v1::ReadReply other;
  if (what == "flood") Send(Framed(page));
  DoCommonDeed(what, {Framed(page), Framed(PageReply(number, std::string(100'000, 'x'))),
                      Framed(PageReply(number + 1, std::string(1000, 'x')))});
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
  std::istringstream lines(ScriptOf(fd));
  int pages = 0;
  lines >> pages;
  const std::map<int, std::string> deeds = ReadDeeds(lines);
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
      if (deeds.contains(0)) Misbehave(deeds.at(0), 0, false);
      reply.mutable_info()->set_page_count(pages);
      Send(Framed(reply));
      if (deeds.contains(-1)) Misbehave(deeds.at(-1), -1, false);
      reply.mutable_outline()->add_entries()->set_title("Chapter");
      Send(Framed(reply));
    }
    for (int n = request.first_page(); n > 0 && n <= request.last_page(); ++n) {
      if (deeds.contains(n)) {
        Misbehave(deeds.at(n), n, request.first_page() == request.last_page());
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
