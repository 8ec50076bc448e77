// A brief with one of everything, of a fictional issuer.
#pragma once

#include <string>

#include "filing_review/v1/brief.pb.h"

namespace filing_review::render {

// Of text in protobuf's own form.
v1::ReviewBrief BriefOf(const std::string& text);

v1::ReviewBrief Sample();

inline bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace filing_review::render
