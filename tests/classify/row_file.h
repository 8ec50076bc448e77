// Files of test rows: tab-separated, one head line, a fixed number of cells.
#pragma once

#include <string>
#include <vector>

namespace filing_review::classify {

// The cells of each line after the head. A file that is not there, and a line with another number
// of cells than `columns`, fails the test that reads it.
std::vector<std::vector<std::string>> ReadRows(const std::string& path, size_t columns);

}  // namespace filing_review::classify
