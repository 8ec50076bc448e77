#include "service/cli/outcome.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "extract/read_error.h"

namespace filing_review::cli {

void PrintNote(const std::string& text) {
  std::string line = "filing-review: " + text;
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

int ExitStatusOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return kExitComplete;
    case absl::StatusCode::kInvalidArgument:
      return kExitUsage;
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kNotFound:
      return kExitNotReadable;
    default:
      return kExitUnavailable;
  }
}

int Fail(std::string_view subject, const absl::Status& status) {
  std::string text(subject);
  text += ": ";
  text.append(status.message().data(), status.message().size());
  if (const std::string reason = extract::ReasonOf(status); !reason.empty()) {
    text += " [" + reason + "]";
  }
  PrintNote(text);
  return ExitStatusOf(status);
}

int FailUsage(std::string_view message) {
  PrintNote(std::string(message));
  return kExitUsage;
}

absl::Status WriteOutput(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return absl::UnavailableError(std::string("cannot be written: ") + std::strerror(errno));
  }
  return absl::OkStatus();
}

}  // namespace filing_review::cli
