// What each review of a run took, for the report: times and memory differ from run to run, so they
// stand in no other output.
//
//   ReviewCosts costs;
//   costs.Add(line.id, review);
//   std::string html = costs.Html();
//
// Measured of a review: wall-clock seconds, tries included, other reviews beside it; the most
// resident memory of any one process that read its documents (VmHWM, shared pages counted), nothing
// where they were not read; by how much the run's own process grew to a new peak meanwhile, which
// may be for another filing at work at the same time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "filing_review/bulk/v1/run_journal.pb.h"

namespace filing_review::service {

class ReviewCosts {
 public:
  void Add(const std::string& id, const bulk::v1::Review& review);

  // Sections of the report. Ids are escaped.
  std::string Html() const;

 private:
  struct Offender {
    std::string id;
    double seconds = 0;
    int32_t pages = 0;
    int64_t reader_bytes = 0, own_bytes = 0;
  };

  std::vector<float> seconds_, reader_megabytes_;  // there may be millions
  int64_t pages_ = 0;
  double all_seconds_ = 0;
  std::vector<Offender> slowest_, largest_, grown_;
};

}  // namespace filing_review::service
