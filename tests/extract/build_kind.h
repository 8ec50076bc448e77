// What does not hold in a build for sanitizers: they reserve terabytes of addresses, so that
// workers run without their limit on address space (extract/worker_lockdown.cc).
#pragma once

namespace filing_review::extract {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kMemoryIsLimited = false;
#else
inline constexpr bool kMemoryIsLimited = true;
#endif

}  // namespace filing_review::extract
