// filing-review-convert-worker: takes rights away from itself and becomes a converter.
//
//   filing-review-convert-worker PARENT_PID MEMORY_BYTES CPU_SECONDS PROGRAM ARGUMENTS…
//
// PROGRAM finds its input on standard input (descriptor 3 of this program) and writes to standard
// output. It has no network, traces and signals no other process, writes no file, has limits on
// memory and processor time, and dies with its parent. It reads what lies in /usr, which it needs
// for its own data, and where the kernel has Landlock nothing else but itself: a picture that a
// text names is not fetched. Started by service/export/pandoc.cc only.
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <initializer_list>

#include "extract/landlock.h"
#include "extract/worker_exit.h"

namespace filing_review::service {
namespace {

bool Limit(__rlimit_resource what, int64_t most, int64_t grace = 0) {
  const rlimit limit = {static_cast<rlim_t>(most), static_cast<rlim_t>(most + grace)};
  return setrlimit(what, &limit) == 0;
}

bool ForbidNetworkAndTracing() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  bool ok = filter != nullptr;
  for (const int call :
       {SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen),
        SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(kill),
        SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(io_uring_setup), SCMP_SYS(mount),
        SCMP_SYS(unshare)}) {
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
  }
  ok = ok && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return ok;
}

int Run(int argc, char** argv) {
  if (argc < 5) return extract::kExitProtocol;
  if (dup2(3, STDIN_FILENO) < 0) return extract::kExitSetup;
  close(3);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != atoi(argv[1]) ||
      !Limit(RLIMIT_CPU, atoll(argv[3]), 1) || !Limit(RLIMIT_FSIZE, 0) || !Limit(RLIMIT_CORE, 0) ||
      !Limit(RLIMIT_NOFILE, 64) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      !ForbidNetworkAndTracing()) {
    return extract::kExitSetup;
  }
  if (extract::LandlockVersion() > 0 && !extract::RestrictToFolder("/usr", argv[4])) {
    return extract::kExitSetup;
  }
  // A fixed date, so that the same brief gives the same bytes; UTF-8 whatever the caller's locale.
  char date[] = "SOURCE_DATE_EPOCH=315532800", locale[] = "LC_ALL=C.UTF-8", home[] = "HOME=/";
  char* environment[] = {date, locale, home, nullptr};
  // Last: it is pandoc's limit; a sanitizer in this process could hold no memory beside it.
  if (!Limit(RLIMIT_AS, atoll(argv[2]))) return extract::kExitSetup;
  execve(argv[4], argv + 4, environment);
  return extract::kExitSetup;
}

}  // namespace
}  // namespace filing_review::service

int main(int argc, char** argv) { return filing_review::service::Run(argc, argv); }
