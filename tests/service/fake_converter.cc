// A converter that makes no document and misbehaves on purpose. What it does is the first word of
// its standard input:
//
//   echo       writes its arguments, one a line  limits  writes what it may take: bytes, seconds
//   hang       sleeps for ever                   close   closes its output and sleeps
//   processor  ends as for want of its time      memory  ends as pandoc does for want of memory
//   flood      writes without end                half    writes something and fails
//   crash      aborts
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

namespace {

constexpr int kHeapExhausted = 251;  // of the run time of Haskell, which pandoc is written in

void Write(const std::string& text) {
  if (write(STDOUT_FILENO, text.data(), text.size()) < 0) _exit(EXIT_FAILURE);
}

[[noreturn]] void Sleep() {
  for (;;) pause();
}

int Run(const std::string& what, int argc, char** argv) {
  if (what == "echo") {
    for (int i = 1; i < argc; ++i) Write(std::string(argv[i]) + "\n");
    return EXIT_SUCCESS;
  }
  if (what == "limits") {
    rlimit memory = {}, processor = {};
    getrlimit(RLIMIT_AS, &memory);
    getrlimit(RLIMIT_CPU, &processor);
    Write(std::to_string(memory.rlim_cur) + " " + std::to_string(processor.rlim_cur));
    return EXIT_SUCCESS;
  }
  if (what == "hang") Sleep();
  if (what == "close") {
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    Sleep();
  }
  if (what == "processor") raise(SIGXCPU);
  if (what == "memory") return kHeapExhausted;
  while (what == "flood") Write(std::string(1000, 'x'));
  if (what == "half") Write("half a document");
  if (what == "crash") abort();
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  char word[32] = {};
  if (read(STDIN_FILENO, word, sizeof word - 1) < 0) return EXIT_FAILURE;
  return Run(word, argc, argv);
}
