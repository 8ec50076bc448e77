#include "extract/frequent_han.h"

#include <cstdint>

namespace filing_review::extract {

namespace {

constexpr char32_t kFirst = 0x3400, kEnd = 0xA000;

constexpr uint32_t kFrequent[] = {
#include "frequent_han_table.inc"
};
static_assert(sizeof kFrequent * 8 == kEnd - kFirst);

}  // namespace

bool IsHan(char32_t c) { return c >= kFirst && c < kEnd; }

bool IsFrequentHan(char32_t c) {
  if (!IsHan(c)) return false;
  const char32_t i = c - kFirst;
  return (kFrequent[i / 32] >> (i % 32) & 1) != 0;
}

}  // namespace filing_review::extract
