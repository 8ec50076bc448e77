// The headers that every answer has: nothing is guessed, kept, framed or lent to other sites.
#pragma once

#include "service/http/http_message.h"

namespace filing_review::service {

// What the pages of the console may load: their own origin alone. WebAssembly decodes pictures of
// PDFs; nothing stands in a page itself, neither script nor style.
inline constexpr char kConsolePolicy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// A brief as HTML, shown by itself: it loads nothing and runs nothing.
inline constexpr char kBriefPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox";

// Adds those that the answer does not have yet.
void AddSafeHeaders(HttpAnswer& answer);

// The value of Content-Disposition for a file of this name (RFC 6266), which may be any text.
std::string Disposition(bool inline_shown, const std::string& file_name);

}  // namespace filing_review::service
