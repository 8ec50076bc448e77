#include "service/crc32c.h"

#include <isa-l/crc.h>

namespace filing_review::service {

uint32_t Crc32c(std::string_view bytes) {
  // The library wants a pointer to bytes that it does not change; pieces are far below 2 GiB.
  auto* data = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  return ~crc32_iscsi(data, static_cast<int>(bytes.size()), 0xffffffffU);
}

}  // namespace filing_review::service
