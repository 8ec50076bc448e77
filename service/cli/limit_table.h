// Every named limit, once: what --print-limits and docs/LIMITS.md tell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace filing_review::cli {

struct LimitRow {
  std::string name;     // ends in its unit: _bytes, _seconds, _ms; otherwise it counts
  int64_t value;        // the default
  std::string meaning;  // what it bounds, and what happens beyond it
  std::string option;   // that sets it; empty: none
};

struct LimitGroup {
  std::string title;
  std::string command;  // that has the options; empty: none
  std::vector<LimitRow> rows;
};

std::vector<LimitGroup> LimitTable();

}  // namespace filing_review::cli
