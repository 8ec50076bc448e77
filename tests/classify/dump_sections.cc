// Prints the headings that Analyze finds in a PDF: for work on headings by eye.
//
//   dump_sections FILE.pdf     a line each: page, level, and the title set in by its depth
#include <fcntl.h>

#include <cstdio>

#include "classify/analyzed_document.h"
#include "extract/reader.h"

using namespace filing_review;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto document = extract::ReadPdf(open(argv[1], O_RDONLY | O_CLOEXEC), {});
  if (!document.ok()) {
    fprintf(stderr, "%s: %s\n", argv[1], std::string(document.status().message()).c_str());
    return 65;
  }
  const classify::AnalyzedDocument analyzed = classify::Analyze(*document);
  for (const classify::Section& section : analyzed.sections) {
    int depth = 0;
    for (int32_t p = section.parent; p >= 0; p = analyzed.sections[static_cast<size_t>(p)].parent) {
      ++depth;
    }
    printf("%d\t%d\t%*s%s\n", section.page, section.level, 2 * depth, "", section.title.c_str());
  }
  return 0;
}
