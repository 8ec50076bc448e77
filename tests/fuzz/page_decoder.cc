// Bytes from a worker that is not to be trusted: frames, messages, pages. A page that is taken must
// be one that the rest of the program can work with.
#include <cstdlib>

#include "extract/frame.h"
#include "extract/page_codec.h"
#include "extract/running_lines.h"
#include "extract/tables.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace filing_review;
  extract::FrameReader frames;
  frames.Append(reinterpret_cast<const char*>(data), size);
  extract::Document document;
  std::string_view message;
  worker::v1::ReadReply reply;
  while (frames.Next(&message)) {
    if (!reply.ParseFromArray(message.data(), static_cast<int>(message.size()))) break;
    extract::Page page;
    if (!extract::UnpackPage(reply.page(), &page)) continue;
    for (const extract::Line& line : page.lines) {
      if (line.char_end > page.char_start.size() || line.char_begin >= line.char_end) abort();
      page.RangeBox(line, line.char_begin, line.char_end);
      for (const extract::LineCell& cell : line.cells) {
        if (cell.char_begin >= cell.char_end || cell.char_end > line.char_end) abort();
      }
    }
    document.pages.push_back(page);
  }
  document.page_count = static_cast<int32_t>(document.pages.size());
  extract::MarkRunningLines(&document);
  extract::FindTables(document);
  return 0;
}
