// What two runs over a corpus do not agree in: before and after a change of rules, or of filings.
// Briefs are compared as `filing-review compare` does (service/compare/compare.h).
//
// Lines of tab-separated cells, in the order of ids:
//   a.pdf  filing        added | removed
//   a.pdf  bytes         61c0…               7d41…
//   a.pdf  state         PARTIAL             COMPLETE
//   a.pdf  users         1200000             1300000
//   a.pdf  regime        cn_…  INDETERMINATE TRIGGERED
//   a.pdf  gained        user_count MAU 5000000                          12   quote
//   a.pdf  lost          holder Heron Ltd 12.8 %                         30   quote
//   a.pdf  changed       user_count MAU 5000000 > user_count MAU 5200000 12   quote of the later
//   run a.pdf  reworded      data_handling minors RISK                       14   quote of the
//   later run a.pdf  not readable  data_handling minors RISK                       14   quote
// The last one stands on one side only, while the other has pages that could not be read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace filing_review::service {

// `a` and `b` are folders of whole runs. `line` gets the cells of each line. NOT_FOUND where one
// has no index; DATA_LOSS where a part of it cannot be read.
absl::Status DiffRuns(const std::string& a, const std::string& b,
                      const std::function<void(const std::vector<std::string>&)>& line);

// Quotes of a run that hold all of `words`, each a phrase: cells id, document, page, quote. At most
// `most` lines.
absl::Status SearchRun(const std::string& folder, const std::string& words, int most,
                       const std::function<void(const std::vector<std::string>&)>& line);

}  // namespace filing_review::service
