// Options that bulk and bulk submit have alike.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace filing_review::cli {

// --retry=failed|partial|all; `retry` is empty where it is not given.
void AddRetryOption(CLI::App& command, std::string& retry);

// --part-filings=N; `filings` holds the default.
void AddPartFilingsOption(CLI::App& command, int32_t& filings);

}  // namespace filing_review::cli
