#include "extract/worker_lockdown.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>

#include "extract/landlock.h"

namespace filing_review::extract {

namespace {

constexpr int64_t kStackBytes = 8 << 20;
constexpr int64_t kOpenFiles = 32;

bool Limit(__rlimit_resource what, int64_t most, int64_t grace = 0) {
  const rlimit limit = {static_cast<rlim_t>(most), static_cast<rlim_t>(most + grace)};
  return setrlimit(what, &limit) == 0;
}

class Filter {
 public:
  // What is not named fails with EPERM: libraries ask for odd things and live with a refusal.
  Filter() : filter_(seccomp_init(SCMP_ACT_ERRNO(EPERM))), ok_(filter_ != nullptr) {}
  ~Filter() { seccomp_release(filter_); }
  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  // `conditions` must all hold.
  void Add(uint32_t action, int call, std::initializer_list<scmp_arg_cmp> conditions = {}) {
    if (!ok_) return;
    const int status =
        seccomp_rule_add_array(filter_, action, call, static_cast<unsigned>(conditions.size()),
                               conditions.size() == 0 ? nullptr : conditions.begin());
    ok_ = status == 0 || status == -EDOM;  // EDOM: no such call on this machine
  }
  bool Load() { return ok_ && seccomp_load(filter_) == 0; }

 private:
  scmp_filter_ctx filter_;
  bool ok_;
};

// What parsing a mapped file and answering over a socket takes. What only an attacker asks for
// kills the process.
bool FilterSystemCalls(bool may_open) {
  Filter filter;
  for (const int call : {SCMP_SYS(read),
                         SCMP_SYS(lseek),
                         SCMP_SYS(close),
                         SCMP_SYS(fstat),
                         SCMP_SYS(brk),
                         SCMP_SYS(munmap),
                         SCMP_SYS(mremap),
                         SCMP_SYS(madvise),
                         SCMP_SYS(futex),
                         SCMP_SYS(sched_yield),
                         SCMP_SYS(getrandom),
                         SCMP_SYS(clock_gettime),
                         SCMP_SYS(gettimeofday),
                         SCMP_SYS(time),
                         SCMP_SYS(getpid),
                         SCMP_SYS(gettid),
                         SCMP_SYS(sysinfo),
                         SCMP_SYS(rt_sigaction),
                         SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(rt_sigreturn),
                         SCMP_SYS(sigaltstack),
                         SCMP_SYS(restart_syscall),
                         SCMP_SYS(exit),
                         SCMP_SYS(exit_group)}) {
    filter.Add(SCMP_ACT_ALLOW, call);
  }
  for (const int call : {SCMP_SYS(write), SCMP_SYS(writev)}) {
    filter.Add(SCMP_ACT_ALLOW, call, {SCMP_A0(SCMP_CMP_LE, STDERR_FILENO)});
  }
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    filter.Add(SCMP_ACT_ALLOW, call, {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)});
  }
  // fstat of the C library: by descriptor, not by path.
  filter.Add(SCMP_ACT_ALLOW, SCMP_SYS(newfstatat),
             {SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH)});
  // abort() signals its own process.
  filter.Add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill),
             {SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()))});
  if (may_open) {
    constexpr unsigned kWrites = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
    filter.Add(SCMP_ACT_ALLOW, SCMP_SYS(openat), {SCMP_A2(SCMP_CMP_MASKED_EQ, kWrites, 0)});
  }
  for (const int call : {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(execve),
                         SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone),
                         SCMP_SYS(clone3), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
                         SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(io_uring_setup)}) {
    filter.Add(SCMP_ACT_KILL_PROCESS, call);
  }
  return filter.Load();
}

// Makes `folder` the root: as root at once, else as root of a user namespace of its own.
bool MoveInto(const std::string& folder) {
  if (access(folder.c_str(), R_OK | X_OK) != 0) return false;
  if (chroot(folder.c_str()) != 0 && (unshare(CLONE_NEWUSER) != 0 || chroot(folder.c_str()) != 0)) {
    return false;
  }
  return chdir("/") == 0;
}

}  // namespace

FileReach ConfineFiles(const std::string& folder, bool use_landlock) {
  if (use_landlock && RestrictToFolder(folder.c_str())) {
    return {FileReach::Means::kLandlock, folder};
  }
  if (MoveInto(folder)) return {FileReach::Means::kNewRoot, "/"};
  return {FileReach::Means::kNothing, folder};
}

bool LockDown(const LockdownLimits& limits, int parent, const FileReach& reach) {
#ifdef SANITIZED  // by the presets asan and tsan
  // The sanitizer reserves terabytes of addresses: that limit cannot stand beside it.
  const int64_t address_space_bytes = int64_t{1} << 50;
#else
  const int64_t address_space_bytes = limits.address_space_bytes;
#endif
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
  if (parent > 0 && getppid() != parent) return false;  // it died before the line above
  // At the limit SIGXCPU comes, which says why; a second later the kernel kills.
  return Limit(RLIMIT_AS, address_space_bytes) && Limit(RLIMIT_CPU, limits.cpu_seconds, 1) &&
         Limit(RLIMIT_STACK, kStackBytes) && Limit(RLIMIT_NOFILE, kOpenFiles) &&
         Limit(RLIMIT_NPROC, 0) && Limit(RLIMIT_FSIZE, 0) && Limit(RLIMIT_CORE, 0) &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         FilterSystemCalls(reach.means != FileReach::Means::kNothing);
}

}  // namespace filing_review::extract
