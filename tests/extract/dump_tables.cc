// Prints the tables that FindTables finds in a PDF: for work on tables by eye and by script.
//
//   dump_tables FILE.pdf     a line each: page and columns of a table, then its rows
//
// A row: H for a head, its extent, and its cells with the columns that they cover, in points.
#include <fcntl.h>

#include <cstdio>

#include "extract/reader.h"
#include "extract/tables.h"

using namespace filing_review::extract;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto document = ReadPdf(open(argv[1], O_RDONLY | O_CLOEXEC), {});
  if (!document.ok()) {
    fprintf(stderr, "%s: %s\n", argv[1], std::string(document.status().message()).c_str());
    return 65;
  }
  for (const Table& table : FindTables(*document)) {
    printf("== page %d%s, columns at", table.page, table.continues ? " continues" : "");
    for (const int32_t x : table.column_x) printf(" %d", x / 100);
    printf("\n");
    for (const TableRow& row : table.rows) {
      printf("%c %d-%d", row.head ? 'H' : '-', row.y0 / 100, row.y1 / 100);
      for (const TableCell& cell : row.cells) {
        printf(" | %d-%d %s", cell.column, cell.column_end, CellRawText(*document, cell).c_str());
      }
      printf("\n");
    }
  }
  return 0;
}
