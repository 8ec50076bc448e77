// Prints what ReadPdf makes of a PDF: for work on the layout by eye and by script.
//
//   dump_document FILE.pdf [lines|chars|none] [FIRST LAST]
//
// lines: a line each with page, geometry, role, block and text; chars: a box and a code each.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "extract/read_error.h"
#include "extract/reader.h"

using namespace filing_review::extract;

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const char* how = argc > 2 ? argv[2] : "lines";
  const int fd = open(argv[1], O_RDONLY | O_CLOEXEC);
  ReadOptions options;
  if (getenv("WORKERS") != nullptr) options.workers = atoi(getenv("WORKERS"));
  const absl::StatusOr<Document> document = ReadPdf(fd, options);
  if (!document.ok()) {
    fprintf(stderr, "%s: %s [%s]\n", argv[1], std::string(document.status().message()).c_str(),
            ReasonOf(document.status()).c_str());
    return 65;
  }
  const int first = argc > 4 ? atoi(argv[3]) : 1;
  const int last = argc > 4 ? atoi(argv[4]) : document->page_count;
  for (const Page& page : document->pages) {
    if (page.number < first || page.number > last || strcmp(how, "none") == 0) continue;
    printf("== page %d %dx%d rot %d unmapped %u hidden %u image %d unread %s\n", page.number,
           page.width, page.height, page.rotation, page.unmapped_glyphs, page.hidden_glyphs,
           page.image_page, page.unread_reason.c_str());
    for (const Line& line : page.lines) {
      if (strcmp(how, "lines") == 0) {
        printf("%c%d b%-3d s%-4d [%d %d %d %d] %.*s\n", "BHFN"[static_cast<int>(line.role)],
               static_cast<int>(line.direction), line.block, line.font_size, line.start / 100,
               line.cross0 / 100, line.end / 100, line.cross1 / 100,
               static_cast<int>(page.LineText(line).size()), page.LineText(line).data());
      } else {
        size_t at = line.text_begin;
        for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
          size_t n = 1;
          while (at + n < line.text_end && (page.text[at + n] & 0xC0) == 0x80) ++n;
          const Box box = page.CharBox(line, c);
          printf("%d\t%d\t%d\t%d\t%d\t%.*s\n", page.number, box.x0, box.y0, box.x1, box.y1,
                 static_cast<int>(n), page.text.data() + at);
          at += n;
        }
      }
    }
  }
  return 0;
}
