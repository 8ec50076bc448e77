// Tries each forbidden thing from inside a locked-down process, with and without Landlock.
#include "extract/worker_lockdown.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "extract/landlock.h"
#include "tests/extract/build_kind.h"

namespace filing_review::extract {
namespace {

constexpr int kRefused = 7, kGotThrough = 1, kNoLockDown = 99;

// A folder that may be read, with one file in it, and a file of the user's beside it.
struct Place {
  Place() {
    char name[] = "/tmp/lockdown-XXXXXX";
    root = mkdtemp(name);
    mkdir((root + "/tables").c_str(), 0755);
    std::ofstream(root + "/tables/table") << "a table";
    std::ofstream(root + "/diary") << "a secret";
  }
  ~Place() {
    for (const char* file : {"/tables/table", "/diary"}) unlink((root + file).c_str());
    rmdir((root + "/tables").c_str());
    rmdir(root.c_str());
  }
  std::string root;
};

enum class Kernel { kWithLandlock, kWithoutLandlock };

// Wait status of a child that locks itself down and then does `deed`; the deed's value is its exit
// status.
template <typename Deed>
int AfterLockDown(Kernel kernel, const std::string& folder, const LockdownLimits& limits,
                  Deed deed) {
  const pid_t child = fork();
  if (child == 0) {
    const FileReach reach = ConfineFiles(folder, kernel == Kernel::kWithLandlock);
    if (!LockDown(limits, getppid(), reach)) _exit(kNoLockDown);
    _exit(deed(reach));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

constexpr LockdownLimits kLimits = {int64_t{256} << 20, 5};

// What became of it, in words.
std::string End(int status) {
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGSYS ? "killed by the filter" : "killed";
  return WEXITSTATUS(status) == kRefused ? "refused"
                                         : "exit " + std::to_string(WEXITSTATUS(status));
}

int Refused(bool refused) { return refused ? kRefused : kGotThrough; }
int RefusedCall(long result) { return Refused(result < 0); }

class LockDownOn : public testing::TestWithParam<Kernel> {
 protected:
  template <typename Deed>
  std::string Try(Deed deed) {
    return End(AfterLockDown(GetParam(), place_.root + "/tables", kLimits,
                             [&](const FileReach&) { return deed(); }));
  }
  bool RefusesToOpen(const std::string& path) {
    return Try([&] { return RefusedCall(open(path.c_str(), O_RDONLY)); }) == "refused";
  }

  Place place_;
};

TEST_P(LockDownOn, LeavesTheEnginesTablesReadable) {
  const int status = AfterLockDown(
      GetParam(), place_.root + "/tables", kLimits, [](const FileReach& reach) -> int {
        char text[16] = {};
        const int fd = open((reach.folder + "/table").c_str(), O_RDONLY);
        return fd >= 0 && read(fd, text, sizeof text) == 7 && std::string(text) == "a table" ? 42
                                                                                             : 1;
      });
  EXPECT_EQ(End(status), "exit 42");
}

TEST_P(LockDownOn, NoOtherFileCanBeRead) {
  EXPECT_TRUE(RefusesToOpen("/etc/passwd"));
  EXPECT_TRUE(RefusesToOpen(place_.root + "/diary"));
  EXPECT_TRUE(RefusesToOpen(place_.root));
  EXPECT_TRUE(
      RefusesToOpen("/"  // a way round: through the parent's view of the file system
                    "proc/" +
                    std::to_string(getpid()) + "/root" + place_.root + "/diary"));
  EXPECT_TRUE(RefusesToOpen("/proc/" + std::to_string(getpid()) + "/mem"));
  EXPECT_TRUE(RefusesToOpen("/proc/" + std::to_string(getpid()) + "/environ"));
  EXPECT_TRUE(RefusesToOpen("/proc/self/mem"));
  EXPECT_TRUE(RefusesToOpen("/dev/zero"));
  EXPECT_TRUE(RefusesToOpen("../diary"));
  // Out of the folder that was left, whatever its name is now.
  const int status = AfterLockDown(
      GetParam(), place_.root + "/tables", kLimits, [](const FileReach& reach) -> int {
        return RefusedCall(open((reach.folder + "/../diary").c_str(), O_RDONLY));
      });
  EXPECT_EQ(End(status), "refused");
}

TEST_P(LockDownOn, NothingCanBeWritten) {
  const std::string table = place_.root + "/tables/table", fresh = place_.root + "/fresh";
  for (const std::string& path : {table, fresh, std::string("/table"), std::string("/fresh")}) {
    for (const int how : {O_WRONLY, O_RDWR, O_RDONLY | O_CREAT, O_RDONLY | O_TRUNC}) {
      EXPECT_EQ(Try([&] { return RefusedCall(open(path.c_str(), how, 0600)); }), "refused") << path;
    }
    EXPECT_EQ(Try([&] { return RefusedCall(unlink(path.c_str())); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(truncate(path.c_str(), 0)); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(rename(path.c_str(), fresh.c_str())); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(mkdir(fresh.c_str(), 0700)); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(symlink(path.c_str(), fresh.c_str())); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(chmod(path.c_str(), 0777)); }), "refused");
  }
  // A descriptor that was open for writing before.
  const int fd = open(table.c_str(), O_RDWR);
  EXPECT_EQ(Try([&] { return RefusedCall(write(fd, "x", 1)); }), "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(pwrite(fd, "x", 1, 0)); }), "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(ftruncate(fd, 0)); }), "refused");
  close(fd);
  EXPECT_EQ(access(fresh.c_str(), F_OK), -1);
  EXPECT_EQ(Try([] { return RefusedCall(memfd_create("x", 0)); }), "refused");
}

TEST_P(LockDownOn, NoNetwork) {
  EXPECT_EQ(Try([] { return RefusedCall(socket(AF_INET, SOCK_STREAM, 0)); }),
            "killed by the filter");
  EXPECT_EQ(Try([] { return RefusedCall(socket(AF_UNIX, SOCK_STREAM, 0)); }),
            "killed by the filter");
  // A socket that was there before.
  const int listening = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(listening, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(listening, 1), 0);
  ASSERT_EQ(getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  EXPECT_EQ(
      Try([&] { return RefusedCall(connect(fd, reinterpret_cast<sockaddr*>(&address), size)); }),
      "killed by the filter");
  EXPECT_EQ(Try([&] {
              return RefusedCall(
                  sendto(fd, "x", 1, MSG_NOSIGNAL, reinterpret_cast<sockaddr*>(&address), size));
            }),
            "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(accept(listening, nullptr, nullptr)); }), "refused");
  close(fd);
  close(listening);
}

TEST_P(LockDownOn, NoOtherProgramOrProcess) {
  EXPECT_EQ(Try([] { return RefusedCall(fork()); }), "killed by the filter");
  EXPECT_EQ(Try([] { return RefusedCall(vfork()); }), "killed by the filter");
  EXPECT_EQ(Try([] { return RefusedCall(execl("/bin/true", "true", nullptr)); }),
            "killed by the filter");
  EXPECT_EQ(Try([]() -> int {
              std::thread([] {}).join();
              return kGotThrough;
            }),
            "killed by the filter");
  EXPECT_EQ(Try([] { return Refused(system("true") != 0); }), "killed by the filter");
}

TEST_P(LockDownOn, ParentIsOutOfReach) {
  const pid_t parent = getpid();
  EXPECT_EQ(Try([&] { return RefusedCall(kill(parent, SIGTERM)); }), "killed by the filter");
  EXPECT_EQ(Try([&] { return RefusedCall(syscall(SYS_tgkill, parent, parent, SIGTERM)); }),
            "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(syscall(SYS_tkill, parent, SIGTERM)); }), "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(sigqueue(parent, SIGTERM, {})); }), "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(syscall(SYS_pidfd_open, parent, 0)); }), "refused");
  EXPECT_EQ(Try([&] { return RefusedCall(ptrace(PTRACE_ATTACH, parent, nullptr, nullptr)); }),
            "killed by the filter");
  static char secret[] = "a secret";
  EXPECT_EQ(Try([&] {
              char copy[sizeof secret];
              const iovec mine = {copy, sizeof copy}, theirs = {secret, sizeof secret};
              return RefusedCall(process_vm_readv(parent, &mine, 1, &theirs, 1, 0));
            }),
            "killed by the filter");
  // Its own end, as abort() does it, stays possible.
  const int status =
      AfterLockDown(GetParam(), place_.root, kLimits, [](const FileReach&) -> int { abort(); });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

TEST_P(LockDownOn, LimitsStay) {
  const rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
  for (const auto what : {RLIMIT_AS, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_NPROC, RLIMIT_NOFILE}) {
    EXPECT_EQ(Try([&] { return RefusedCall(setrlimit(what, &more)); }), "refused");
    EXPECT_EQ(Try([&] { return RefusedCall(prlimit(0, what, &more, nullptr)); }), "refused");
  }
  EXPECT_EQ(Try([] { return RefusedCall(chdir("/")); }), "refused");
  EXPECT_EQ(Try([] { return RefusedCall(chroot("/")); }), "refused");
  EXPECT_EQ(Try([] { return RefusedCall(syscall(SYS_unshare, 0x10000000)); }), "refused");
  // The kernel's call: the C library's asks all threads, and a sanitizer has one of its own.
  EXPECT_EQ(Try([] { return RefusedCall(syscall(SYS_setuid, 0)); }), "refused");
}

TEST_P(LockDownOn, MemoryIsBounded) {
  if (!kMemoryIsLimited) GTEST_SKIP() << "no limit on address space in this build";
  EXPECT_EQ(Try([] {
              return Refused(mmap(nullptr, size_t{1} << 30, PROT_READ | PROT_WRITE,
                                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
            }),
            "refused");
  // Bit by bit.
  EXPECT_EQ(Try([]() -> int {
              for (int i = 0; i < 1000; ++i) {
                char* piece = static_cast<char*>(malloc(1 << 20));
                if (piece == nullptr) return kRefused;
                for (int at = 0; at < 1 << 20; at += 4096) piece[at] = 1;
              }
              return kGotThrough;
            }),
            "refused");
  // Nothing that was written becomes a program.
  EXPECT_EQ(Try([] {
              return Refused(mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
            }),
            "refused");
  EXPECT_EQ(Try([] {
              void* piece =
                  mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              return RefusedCall(mprotect(piece, 4096, PROT_READ | PROT_EXEC));
            }),
            "refused");
}

TEST_P(LockDownOn, ProcessorTimeIsBounded) {
  const LockdownLimits limits = {int64_t{256} << 20, 1};
  for (const bool ignores : {false, true}) {
    const auto begin = std::chrono::steady_clock::now();
    const int status = AfterLockDown(GetParam(), place_.root, limits, [&](const FileReach&) -> int {
      if (ignores) signal(SIGXCPU, SIG_IGN);
      for (;;) getpid();
    });
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), ignores ? SIGKILL : SIGXCPU);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  }
}

INSTANTIATE_TEST_SUITE_P(Kernels, LockDownOn,
                         testing::Values(Kernel::kWithLandlock, Kernel::kWithoutLandlock),
                         [](const auto& info) {
                           return info.param == Kernel::kWithLandlock ? "Landlock" : "NoLandlock";
                         });

TEST(LockDown, OpensNothingWhereTheFolderIsMissing) {
  for (const Kernel kernel : {Kernel::kWithLandlock, Kernel::kWithoutLandlock}) {
    EXPECT_EQ(End(AfterLockDown(
                  kernel, "/no/such/folder", kLimits,
                  [](const FileReach&) { return RefusedCall(open("/etc/passwd", O_RDONLY)); })),
              "refused");
  }
}

TEST(LockDown, RefusesAnOrphan) {
  const pid_t child = fork();
  if (child == 0) {
    const FileReach reach = ConfineFiles("/no/such/folder");
    _exit(LockDown(kLimits, getppid() + 1, reach) ? kGotThrough : kRefused);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(End(status), "refused");
}

}  // namespace
}  // namespace filing_review::extract
