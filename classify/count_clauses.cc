#include "classify/count_clauses.h"

#include <algorithm>

namespace filing_review::classify {

size_t ClauseBegin(std::string_view text, size_t at) {
  size_t begin = 0;
  for (size_t i = 0; i < std::min(at, text.size()); ++i) {
    const char c = text[i];
    const bool in_number = i > 0 && i + 1 < text.size() && text[i - 1] >= '0' &&
                           text[i - 1] <= '9' && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (c == ';' || c == ':' || (c == ',' && !in_number)) begin = i + 1;
    if (text.substr(i, 3) == "。") begin = i + 3;
  }
  return begin;
}

}  // namespace filing_review::classify
