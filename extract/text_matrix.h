// Transformation matrices of a PDF (PDF 32000-1, 8.3.4): a b c d e f, where
// x' = a x + c y + e and y' = b x + d y + f.
#pragma once

#include <array>

namespace filing_review::extract {

using TextMatrix = std::array<double, 6>;

// What `inner` does, then what `outer` does. `inner`: six numbers.
inline TextMatrix Concatenate(const double* inner, const TextMatrix& outer) {
  return {inner[0] * outer[0] + inner[1] * outer[2],
          inner[0] * outer[1] + inner[1] * outer[3],
          inner[2] * outer[0] + inner[3] * outer[2],
          inner[2] * outer[1] + inner[3] * outer[3],
          inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
          inner[4] * outer[1] + inner[5] * outer[3] + outer[5]};
}

}  // namespace filing_review::extract
