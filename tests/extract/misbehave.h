// What workers that misbehave on purpose do, whatever they answer with.
#pragma once

#include <istream>
#include <map>
#include <string>

namespace filing_review::extract {

// Answers of the worker that the deeds are done with: whole frames.
struct FakeAnswers {
  std::string page;   // the one that it was asked for
  std::string large;  // one of 100,000 characters, for trickle
  std::string flood;  // one of a few, for flood
};

// Writes to the parent, or ends.
void Send(const std::string& bytes);

[[noreturn]] void Sleep();

// Does what it is told, where it is one of these, and returns where that does not end the worker:
//
//   crash    aborts                          memory   ends for want of memory
//   hang     sleeps for ever                 spin     computes for ever
//   leave    ends as if all were done        killed   ends by SIGKILL, as by the system
//   close    closes its output and sleeps    half     ends in the middle of a frame
//   rubbish  a frame that is no message      length   a frame of 4 GiB, it says
//   flood    answers without end             trickle  one byte of a page each 20 ms
//   allocate takes memory until the kernel refuses
void DoCommonDeed(const std::string& what, const FakeAnswers& answers);

// The text of the file that a worker is given; ends where it cannot be read.
std::string ScriptOf(int fd);

// Lines "PAGE WHAT".
std::map<int, std::string> ReadDeeds(std::istream& lines);

}  // namespace filing_review::extract
