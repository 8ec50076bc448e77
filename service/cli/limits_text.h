// Every limit as a line: name, value, meaning, separated by tabs.
#pragma once

#include <string>

namespace filing_review::cli {

std::string LimitsAsText();

}  // namespace filing_review::cli
