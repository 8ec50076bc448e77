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

// YYYY-MM-DD, a day of the calendar.
bool IsDate(const std::string& text);

bool IsUtf8(const std::string& text);

}  // namespace filing_review::classify
