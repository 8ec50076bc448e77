// Limits of a folder of rules, with their defaults. Each has a reason that stands in brackets
// behind its error, which says where the folder goes over it and what to do about it;
// `filing-review brief --print-limits` prints them.
#pragma once

#include <cstdint>

namespace filing_review::classify {

struct RuleLimits {
  int64_t files = 200;                // of a folder; more: rule_files_limit
  int64_t file_bytes = 2 << 20;       // larger: rule_file_bytes_limit
  int64_t folder_bytes = 16 << 20;    // of all files; more: rule_folder_bytes_limit
  int64_t entries = 20'000;           // of a folder; more: rule_entries_limit
  int64_t patterns = 20'000;          // of a folder; more: rule_patterns_limit
  int64_t pattern_bytes = 64 << 10;   // macros expanded; longer: rule_pattern_bytes_limit
  int64_t program_size = 50'000;      // instructions of one pattern; more: rule_program_limit
  int64_t total_program = 2'000'000;  // of all patterns; more: rule_total_program_limit
};

}  // namespace filing_review::classify
