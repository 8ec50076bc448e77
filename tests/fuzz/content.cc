// A content stream of any bytes: what is left of it holds nothing that was not there, and a
// deflated one stays within its bound.
#include <cstdlib>
#include <string>

#include "extract/content_condenser.h"
#include "extract/inflate.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace filing_review::extract;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string condensed;
  CondenseContent(bytes, &condensed);
  if (condensed.size() > 2 * size + 16) abort();
  std::string inflated;
  constexpr size_t kMost = 100'000;
  if (Inflate(bytes, kMost, &inflated)) CondenseContent(inflated, &condensed);
  if (inflated.size() > kMost) abort();
  return 0;
}
