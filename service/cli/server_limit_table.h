// The limits of the server, once: what --print-limits prints, and the options and keys of serve.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "service/limits.h"

namespace filing_review::cli {

struct ServerLimitRow {
  std::variant<int32_t service::ServerLimits::*, int64_t service::ServerLimits::*> field;
  const char* name;     // of the field
  const char* key;      // of the setting
  int64_t least;        // that the setting takes
  const char* meaning;  // and what happens beyond it
};

const std::vector<ServerLimitRow>& ServerLimitTable();

}  // namespace filing_review::cli
