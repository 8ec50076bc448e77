#include "service/event_log.h"

#include <cstdio>
#include <ctime>

namespace filing_review::service {

void LogEvent(const std::string& text) {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char time[32];
  std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ ", &utc);
  std::string line = time + text;
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  line += '\n';
  std::fputs(line.c_str(), stderr);  // one call: stdio locks around it
}

}  // namespace filing_review::service
