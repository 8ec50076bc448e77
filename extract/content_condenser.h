// Leaves out of a page's content stream what paints no text, so that the interpreter has less to
// read: paths, clips, colours, line styles and shadings, saved and restored states between which
// nothing is shown, and marked content that says nothing of text or visibility (PDF 32000-1,
// annex A). Reading content token by token is most of what reading a page costs.
//
//   std::string text_only;
//   const uint32_t filled = CondenseContent(content, &text_only);
//   // "0 0 1 rg 10 10 50 20 re f BT /F1 9 Tf (Users) Tj ET"  →  "BT /F1 9 Tf (Users) Tj ET"
//
// What is kept is kept byte for byte. What follows an inline image, and whatever cannot be told
// apart, is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::extract {

// `content`: decoded streams of a page, a line feed between them. Appends to `out`; returns how
// many paths the content fills.
uint32_t CondenseContent(std::string_view content, std::string* out);

}  // namespace filing_review::extract
