// A digest of the engine's sources, for keys of what is kept from one review to another: two builds
// of one version may find different things. It stands in no output.
#pragma once

#include <string_view>

namespace filing_review::service {

// 64 hexadecimal digits; equal for builds of equal sources with libraries of equal versions.
std::string_view EngineDigest();

}  // namespace filing_review::service
