// Every named limit with its default.
#pragma once

#include <string>

namespace filing_review::cli {

// A line each: name, value, meaning, separated by tabs.
std::string LimitsAsText();

// docs/LIMITS.md.
std::string LimitsAsMarkdown();

}  // namespace filing_review::cli
