#include "service/event_log.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace filing_review::service {

namespace {

std::atomic<LogForm> log_form{LogForm::kJson};

std::string Now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  char date[32], time[40];
  std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(time, sizeof time, "%s.%03dZ", date, static_cast<int>(milliseconds));
  return time;
}

std::string Plain(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    plain += byte < 0x20 ? ' ' : byte >= 0x7F ? '?' : c;
  }
  return plain;
}

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : Plain(text)) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string SecondsText(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", seconds);
  return text;
}

}  // namespace

std::string EventLine(const Event& event, const std::string& time, LogForm form) {
  const struct {
    const char* name;
    const std::string& value;
  } fields[] = {{"event", event.event},           {"message", event.message},
                {"request_id", event.request_id}, {"filing_id", event.filing_id},
                {"method", event.method},         {"code", event.code}};
  const bool json = form == LogForm::kJson;
  std::string line = json ? "{\"time\":\"" + time + "\",\"level\":\"" + event.level + "\""
                          : time + " " + event.level;
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    if (json) {
      line += std::string(",\"") + name + "\":\"" + Escaped(value) + "\"";
    } else if (&value == &event.event || &value == &event.message) {
      line += " " + Plain(value);
    } else {
      line += std::string(" ") + name + "=" + Plain(value);
    }
  }
  if (event.seconds >= 0) {
    line += (json ? ",\"duration_seconds\":" : " duration_seconds=") + SecondsText(event.seconds);
  }
  return line + (json ? "}\n" : "\n");
}

void SetLogForm(LogForm form) { log_form = form; }

void LogEvent(const Event& event) {
  std::fputs(EventLine(event, Now(), log_form).c_str(), stderr);  // one call: stdio locks around it
}

void LogEvent(const std::string& message, const char* level) {
  Event event;
  event.event = "note";
  event.level = level;
  event.message = message;
  LogEvent(event);
}

}  // namespace filing_review::service
