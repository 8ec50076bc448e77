// A message as bytes that are kept or hashed: equal messages of one engine give equal bytes.
#pragma once

#include <google/protobuf/message_lite.h>

#include <string>

namespace filing_review::service {

std::string DeterministicBytes(const google::protobuf::MessageLite& message);

}  // namespace filing_review::service
