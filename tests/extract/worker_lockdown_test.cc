#include "extract/worker_lockdown.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace filing_review::extract {
namespace {

// Wait status of a child that locks itself down and then does `deed`; the deed's value is its exit
// status.
template <typename Deed>
int AfterLockDown(Deed deed) {
  const pid_t child = fork();
  if (child == 0) {
    if (!LockDown({int64_t{256} << 20, 5}, getppid())) _exit(99);
    _exit(deed());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

bool Killed(int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS; }
int ExitOf(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }

TEST(LockDown, LeavesReading) {
  EXPECT_EQ(ExitOf(AfterLockDown([] { return open("/dev/null", O_RDONLY) >= 0 ? 7 : 1; })), 7);
}

TEST(LockDown, ForbidsWhatReadingDoesNotNeed) {
  EXPECT_EQ(ExitOf(AfterLockDown([] { return open("/dev/null", O_WRONLY) >= 0 ? 1 : 7; })), 7);
  EXPECT_EQ(ExitOf(AfterLockDown(
                [] { return open("filing-review-never", O_CREAT | O_RDONLY, 0600) >= 0 ? 1 : 7; })),
            7);
  EXPECT_EQ(ExitOf(AfterLockDown([] { return chdir("/") == 0 ? 1 : 7; })), 7);
  EXPECT_TRUE(Killed(AfterLockDown([] { return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 2; })));
  EXPECT_TRUE(Killed(AfterLockDown([] { return execl("/bin/true", "true", nullptr); })));
  EXPECT_TRUE(Killed(AfterLockDown([] { return fork() < 0 ? 1 : 2; })));
}

TEST(LockDown, BoundsMemoryAndTime) {
  EXPECT_EQ(ExitOf(AfterLockDown([] {
              return mmap(nullptr, size_t{1} << 30, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
                         ? 7
                         : 1;
            })),
            7);
  const pid_t child = fork();
  if (child == 0) {
    if (!LockDown({int64_t{256} << 20, 1}, getppid())) _exit(99);
    for (;;) getppid();
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(LockDown, RefusesAnOrphan) {
  const pid_t child = fork();
  if (child == 0) _exit(LockDown({int64_t{256} << 20, 5}, getppid() + 1) ? 1 : 7);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(ExitOf(status), 7);
}

}  // namespace
}  // namespace filing_review::extract
