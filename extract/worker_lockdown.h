// Takes rights away from a worker process before it reads a byte of a filing.
#pragma once

#include <cstdint>

namespace filing_review::extract {

struct LockdownLimits {
  int64_t address_space_bytes = 0;
  int64_t cpu_seconds = 0;
};

// Limits memory, CPU, files and processes; forbids new rights, sockets, programs, processes and
// writing to files; leaves the data of the PDF engine readable. Dies with `parent`. Returns false
// where a step that must hold failed. Call once, from the only thread.
bool LockDown(const LockdownLimits& limits, int parent);

}  // namespace filing_review::extract
