#include "tests/extract/misbehave.h"

#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <new>

#include "extract/worker_exit.h"

namespace filing_review::extract {

void Send(const std::string& bytes) {
  if (write(STDOUT_FILENO, bytes.data(), bytes.size()) < 0) _exit(kExitProtocol);
}

void Sleep() {
  for (;;) pause();
}

void DoCommonDeed(const std::string& what, const FakeAnswers& answers) {
  if (what == "crash") abort();
  if (what == "memory") _exit(kExitMemory);
  if (what == "leave") _exit(kExitDone);
  if (what == "killed") raise(SIGKILL);
  if (what == "hang") Sleep();
  if (what == "spin") {
    for (;;) getpid();
  }
  if (what == "allocate") {
    const rlimit limit = {rlim_t{256} << 20, rlim_t{256} << 20};
    setrlimit(RLIMIT_AS, &limit);
    std::set_new_handler([] { _exit(kExitMemory); });
    for (;;) memset(new char[1 << 20], 1, 1 << 20);
  }
  if (what == "close") {
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    Sleep();
  }
  if (what == "half") {
    Send(answers.page.substr(0, answers.page.size() / 2));
    _exit(kExitDone);
  }
  if (what == "rubbish") Send(std::string("\x03\x00\x00\x00\xFF\xFF\xFF", 7));
  if (what == "length") Send("\xFF\xFF\xFF\xFF and so on");
  while (what == "flood") Send(answers.flood);
  if (what == "trickle") {
    for (const char byte : answers.large) {
      Send(std::string(1, byte));
      poll(nullptr, 0, 20);
    }
  }
}

std::string ScriptOf(int fd) {
  char script[4096] = {};
  if (pread(fd, script, sizeof script - 1, 0) < 0) _exit(kExitSetup);
  return script;
}

std::map<int, std::string> ReadDeeds(std::istream& lines) {
  int page = 0;
  std::string what;
  std::map<int, std::string> deeds;
  while (lines >> page >> what) deeds[page] = what;
  return deeds;
}

}  // namespace filing_review::extract
