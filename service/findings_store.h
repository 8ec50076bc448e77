// Where what was found in filings is kept, so that new rules need not look for all of it again.
//
// The pipeline asks Load before it reads a filing and calls Store after; both are called from
// several threads.
#pragma once

#include <string>

#include "filing_review/findings/v1/part_findings.pb.h"

namespace filing_review::service {

class FindingsStore {
 public:
  virtual ~FindingsStore() = default;

  // What Store was given for this filing (32 bytes); an empty message where that is not there.
  virtual findings::v1::KeptFindings Load(const std::string& filing) = 0;
  // In the place of what is there of the same filing. May or may not keep it.
  virtual void Store(const findings::v1::KeptFindings& kept) = 0;
};

}  // namespace filing_review::service
