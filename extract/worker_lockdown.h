// Takes rights away from a worker process before it reads a byte of a filing.
//
//   const FileReach reach = ConfineFiles(kEngineData);   // first, while files can be looked up
//   ... let the PDF engine look at reach.folder ...
//   if (!LockDown(limits, parent, reach)) _exit(kExitSetup);
//
// After that: no file but the PDF engine's tables, and that for reading; no network, no other
// program, no process, no signal to others, no new executable memory; memory, CPU seconds, file
// sizes and open files are limited for good. What each layer forbids stands in docs/RELIABILITY.md
// and is tried from inside in tests/extract/worker_lockdown_test.cc.
//
// Both are called once, from the only thread.
#pragma once

#include <cstdint>
#include <string>

namespace filing_review::extract {

// Which files can still be opened.
struct FileReach {
  enum class Means : uint8_t {
    kLandlock,  // the folder's files, by Landlock
    kNewRoot,   // the folder's files: it has become the root of the file system
    kNothing,   // neither could be had: LockDown forbids opening altogether
  };
  Means means = Means::kNothing;
  std::string folder;  // where the folder is now to be found
};

// Leaves `folder` readable and takes every other file. `use_landlock` false: as on a kernel without
// it; for tests.
FileReach ConfineFiles(const std::string& folder, bool use_landlock = true);

struct LockdownLimits {
  int64_t address_space_bytes = 0;
  int64_t cpu_seconds = 0;
};

// Dies with `parent`. Returns false where a step that must hold failed.
bool LockDown(const LockdownLimits& limits, int parent, const FileReach& reach);

}  // namespace filing_review::extract
