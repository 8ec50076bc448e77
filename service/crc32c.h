// CRC32C (Castagnoli, RFC 3720 appendix B.4), as chunks of an upload carry it.
#pragma once

#include <cstdint>
#include <string_view>

namespace filing_review::service {

// Crc32c("123456789") == 0xe3069283.
uint32_t Crc32c(std::string_view bytes);

}  // namespace filing_review::service
