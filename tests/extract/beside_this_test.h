// Programs that are built beside the test, such as workers that misbehave on request.
#pragma once

#include <unistd.h>

#include <string>

namespace filing_review::extract {

inline std::string BesideThisTest(const std::string& name) {
  char self[4096];
  const ssize_t n = readlink("/proc/self/exe", self, sizeof self);
  const std::string path(self, static_cast<size_t>(n));
  return path.substr(0, path.rfind('/') + 1) + name;
}

}  // namespace filing_review::extract
