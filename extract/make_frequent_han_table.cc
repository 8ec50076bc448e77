// Build tool: writes the bit table that extract/frequent_han.cc includes: which Han characters of
// U+3400 to U+9FFF the old national sets hold, from ICU's converters. GB 2312 (6,763 characters)
// and the first level of Big5 (5,401, rows A4 to C6) are what nearly all text is made of; a
// character drawn by chance is in neither two times out of three.
//   make_frequent_han_table OUT.inc
#include <unicode/ucnv.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <vector>

namespace {

constexpr int kFirst = 0x3400, kEnd = 0xA000;

// Marks what the two-byte codes of a converter stand for.
bool Mark(const char* converter, int first_row, int end_row, int first_cell,
          std::vector<bool>* common) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* const open = ucnv_open(converter, &error);
  if (U_FAILURE(error)) {
    std::fprintf(stderr, "make_frequent_han_table: %s: %s\n", converter, u_errorName(error));
    return false;
  }
  for (int row = first_row; row < end_row; ++row) {
    for (int cell = first_cell; cell < 0xFF; ++cell) {
      const char bytes[2] = {static_cast<char>(row), static_cast<char>(cell)};
      UChar out[4];
      error = U_ZERO_ERROR;
      const int n = ucnv_toUChars(open, out, 4, bytes, 2, &error);
      if (U_FAILURE(error) || n != 1 || out[0] < kFirst || out[0] >= kEnd) continue;
      (*common)[static_cast<size_t>(out[0] - kFirst)] = true;
    }
  }
  ucnv_close(open);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<bool> common(kEnd - kFirst);
  if (!Mark("gb2312", 0xB0, 0xF8, 0xA1, &common) || !Mark("big5", 0xA4, 0xC7, 0x40, &common)) {
    return 1;
  }
  std::ofstream out(argv[1]);
  out << "// Made by extract/make_frequent_han_table.cc from ICU's data; do not edit.\n";
  for (size_t i = 0; i < common.size(); i += 32) {
    uint32_t bits = 0;
    for (size_t j = 0; j < 32; ++j) bits |= (common[i + j] ? 1u : 0u) << j;
    out << bits << "u,\n";
  }
  return out.good() ? 0 : 1;
}
