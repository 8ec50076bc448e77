// Ends a process that has nothing left to save.
//
//   EndProcess(kExitDone);
//
// Nothing is torn down: what libraries hold is the kernel's to free, and threads that wait stop
// where they are. What was written to stdio is flushed; files of our own are synced by those who
// wrote them.
#pragma once

#include <unistd.h>

#include <cstdio>

#ifdef FILING_REVIEW_COVERAGE
extern "C" void __gcov_dump();  // of libgcov; otherwise exit() does it
#endif

namespace filing_review::extract {

[[noreturn]] inline void EndProcess(int status) {
  std::fflush(nullptr);
#ifdef FILING_REVIEW_COVERAGE
  __gcov_dump();
#endif
  _exit(status);
}

}  // namespace filing_review::extract
