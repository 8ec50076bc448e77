// One connection: reads requests, has them answered, writes the answers, one after the other.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "service/access/tls_context.h"
#include "service/http/http_shared.h"

namespace filing_review::service {

// Starts a session on the strand that the socket is bound to. `tls`: null for plain text.
void StartSession(boost::asio::ip::tcp::socket socket, const std::shared_ptr<SSL_CTX>& tls,
                  HttpShared& shared);

}  // namespace filing_review::service
