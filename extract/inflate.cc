#include "extract/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <climits>

namespace filing_review::extract {

bool Inflate(std::string_view deflated, size_t most, std::string* out) {
  z_stream z = {};
  if (deflated.size() > UINT_MAX || inflateInit(&z) != Z_OK) return false;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(deflated.data()));
  z.avail_in = static_cast<uInt>(deflated.size());
  size_t size = out->size();
  int result = Z_OK;
  while (result == Z_OK && size < most) {
    // Text deflates to about a quarter.
    const size_t room = std::min(most - size, std::max<size_t>(4 * z.avail_in, 4096));
    out->resize(size + room);
    z.next_out = reinterpret_cast<Bytef*>(out->data() + size);
    z.avail_out = static_cast<uInt>(room);
    result = inflate(&z, Z_NO_FLUSH);
    size += room - z.avail_out;
  }
  inflateEnd(&z);
  out->resize(size);
  return result == Z_STREAM_END;
}

}  // namespace filing_review::extract
