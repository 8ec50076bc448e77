// The server's log: one event a line on stderr, as JSON, or as text for people. Never the text or
// the name of a document, a password, a token.
//
//   Event event;
//   event.event = "call", event.method = "GetBrief";
//   LogEvent(event);
//   {"time":"2026-01-02T03:04:05.678Z","level":"info","event":"call","method":"GetBrief"}
//
// Fields that are empty are left out. Lines are ASCII: other bytes of a text become '?'.
// Thread-safe.
#pragma once

#include <string>

namespace filing_review::service {

struct Event {
  std::string event;           // what happened, a name
  const char* level = "info";  // info, warning or error
  std::string message;         // for people
  std::string request_id;
  std::string filing_id;
  std::string method;
  std::string code;     // gRPC's name of a status
  double seconds = -1;  // that it took; negative: not told
};

enum class LogForm { kJson, kText };

// For the whole process; JSON before the first call.
void SetLogForm(LogForm form);

void LogEvent(const Event& event);

// An event "note" with a message.
void LogEvent(const std::string& message, const char* level = "info");

// The line of an event, with its end.
std::string EventLine(const Event& event, const std::string& time, LogForm form);

}  // namespace filing_review::service
