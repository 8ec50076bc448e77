// What does not hold in a build for sanitizers: they reserve terabytes of addresses, so that
// workers run without their limit on address space (extract/worker_lockdown.cc).
#pragma once

namespace filing_review::extract {

#ifdef SANITIZED  // by the presets asan and tsan
inline constexpr bool kMemoryIsLimited = false;
#else
inline constexpr bool kMemoryIsLimited = true;
#endif

}  // namespace filing_review::extract
