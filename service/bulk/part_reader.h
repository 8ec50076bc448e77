// Reads the filings of a whole run back, in the order of their ids.
//
//   PartReader reader(folder);
//   while (reader.Next()) Use(reader.filing());
//   if (!reader.status().ok()) …
//
// Holds one part of the output in memory. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

// A line of a part (output_part.h).
struct PartFiling {
  std::string id;
  std::string state;
  std::string sha256;        // empty where it could not be opened
  std::string duplicate_of;  // empty where it is none
  std::string brief;         // JSON; empty where there is none
};

class PartReader {
 public:
  explicit PartReader(std::string folder) : folder_(std::move(folder)) {}

  // False at the end and after an error.
  bool Next();
  const PartFiling& filing() const { return filing_; }
  // DATA_LOSS where a part is not what it was.
  const absl::Status& status() const { return status_; }

 private:
  bool Fail(const std::string& what);
  bool OpenNextPart();

  const std::string folder_;
  int next_part_ = 0;
  std::string lines_;
  size_t at_ = 0;
  PartFiling filing_;
  absl::Status status_;
};

}  // namespace filing_review::service
