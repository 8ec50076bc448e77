// Landlock: the kernel's own way to take files, ports and signals from a process for good
// (Linux 5.13; Documentation/userspace-api/landlock.rst). Raw system calls, since the C library has
// none and the headers of the build machine may be older than the kernel.
#pragma once

namespace filing_review::extract {

// The version of Landlock that this kernel offers; 0 where it has none, or has it switched off.
int LandlockVersion();

// From here on this process may open what lies in `folder` for reading and no other file, may bind
// or connect no TCP port (version 4) and may signal no process but its own (version 6). Where there
// is no such folder it may open nothing. With `program` it may also start the programs in it, and
// that one, which may lie elsewhere. Sets no_new_privs. False, and nothing taken, where the kernel
// cannot. Not to be undone.
bool RestrictToFolder(const char* folder, const char* program = nullptr);

}  // namespace filing_review::extract
