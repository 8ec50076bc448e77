// Checks of whole entries of a rule pack: what a single field cannot tell.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

namespace filing_review::classify {

struct EntryFault {
  bool error = true;
  std::string what;
};

std::vector<EntryFault> FaultsOf(const google::protobuf::Message& entry);

}  // namespace filing_review::classify
