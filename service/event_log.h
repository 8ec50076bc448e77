// The server's log: one line an event on stderr, with the time. Never the text of a document.
#pragma once

#include <string>

namespace filing_review::service {

// Thread-safe.
void LogEvent(const std::string& text);

}  // namespace filing_review::service
