// Media types by the extensions of file names; one table, read both ways.
#pragma once

#include <string_view>

namespace filing_review::service {

// With the character set of texts; application/octet-stream for extensions that are not known.
std::string_view MediaTypeOf(std::string_view file_name);

// The extension, with its dot, of files of this type (parameters do not count); ".bin" where the
// type is not known.
std::string_view ExtensionOf(std::string_view media_type);

// Whether such files become smaller by gzip.
bool IsCompressible(std::string_view media_type);

}  // namespace filing_review::service
