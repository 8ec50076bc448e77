// The bytes of content streams: of a page, whose parts are one stream (PDF 32000-1, 7.8.2), or of a
// form XObject. Those that are only deflated, nearly all, are inflated in one go
// (extract/inflate.h); the others, and damaged ones, are decoded by Poppler, which gives what can
// be had of them.
//
// Inside the worker only; one thread.
#pragma once

#include <string>

class Object;

namespace filing_review::extract {

// `contents`: a stream or an array of streams. False where there is none, or more than 64 MiB of
// it; `content` then holds no matter what. `scratch` is for use within.
bool DecodeContent(const Object& contents, std::string* scratch, std::string* content);

}  // namespace filing_review::extract
