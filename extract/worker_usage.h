// What the worker processes of a reading took. Not a part of the document: it differs from one
// reading to the next.
#pragma once

#include <atomic>
#include <cstdint>

namespace filing_review::extract {

struct WorkerUsage {
  // Most resident memory of any one of them, bytes, as the kernel counts it (VmHWM), read when the
  // reading is done with it; of one that died by itself it is not known. Shared pages count.
  std::atomic<int64_t> peak_bytes{0};

  void Add(int64_t bytes) {
    int64_t before = peak_bytes;
    while (before < bytes && !peak_bytes.compare_exchange_weak(before, bytes)) {
    }
  }
};

}  // namespace filing_review::extract
