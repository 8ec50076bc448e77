// What those who run the server ask for: /healthz, /readyz and /metrics, by GET and HEAD.
//
// /metrics wants the token, in its URL (?token=…) or as `Authorization: Bearer …`, since other
// users of the machine reach the port too; the other two say nothing that they could not see.
#pragma once

#include <optional>
#include <string>

#include "service/http/http_message.h"

namespace filing_review::service {

// Nothing where the path is none of the three. Does not block.
std::optional<HttpAnswer> OpsAnswer(const HttpRequest& request, const std::string& token,
                                    bool ready);

}  // namespace filing_review::service
