// A PDF of a filing as an answer: the whole, or the ranges that were asked for (RFC 9110, section
// 14; viewers read a document by its pages).
#pragma once

#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/http/http_message.h"

namespace filing_review::service {

// Takes `document`. 200, 206 with one range or several (multipart/byteranges), 304; 416 bad_range
// or range_count_limit. The ETag is the SHA-256 of the bytes, so If-Range and If-None-Match hold
// for ever.
HttpAnswer DocumentAnswer(const HttpRequest& request, const OpenedDocument& document,
                          size_t most_ranges, Executor& executor);

}  // namespace filing_review::service
