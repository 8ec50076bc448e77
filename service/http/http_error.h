// Errors as HTTP answers: {"reason": "no_such_filing", "message": "…"} with the status of one
// table, and Retry-After where the server is busy.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "service/http/http_message.h"

namespace filing_review::service {

// What the codes of service/grpc/status.h become: RESOURCE_EXHAUSTED 429, UNAVAILABLE 503, …
int HttpStatusOf(absl::StatusCode code);

// REQUIRES: not OK. What callers are not to know goes to the log, as over gRPC.
HttpAnswer ErrorAnswer(const absl::Status& status);

// Of the HTTP side alone, where no code of ours fits: 405, 415, 421, 431.
HttpAnswer ErrorAnswer(int status, const char* reason, const std::string& message);

}  // namespace filing_review::service
