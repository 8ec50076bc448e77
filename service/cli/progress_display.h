// Progress of an upload and a review on stderr: a bar that redraws itself on a terminal, a line for
// each change of state elsewhere.
#pragma once

#include <cstdint>
#include <string>

#include "filing_review/v1/filing_service.pb.h"

namespace filing_review::cli {

class ProgressDisplay {
 public:
  explicit ProgressDisplay(std::string label);
  // Clears the bar.
  ~ProgressDisplay();

  void Sent(int64_t bytes, int64_t size_bytes);
  void Reviewed(const v1::Filing& filing);

 private:
  void Bar(const std::string& what, int64_t done, int64_t total);
  const std::string label_;
  const bool terminal_;
  bool drawn_ = false;
  std::string last_line_;
};

// "QUEUED", "RUNNING", …
std::string StateName(v1::FilingState state);

}  // namespace filing_review::cli
