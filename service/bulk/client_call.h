// Calls a client program of an engine, such as scontrol, and gives what it prints: within a time,
// since such clients wait for a controller that does not answer.
//
//   absl::StatusOr<std::string> config = CallClient({"scontrol", "show", "config"}, 20);
//
// The program is looked for on the path and gets no input; what it says on stderr goes to ours.
// Errors are UNAVAILABLE with reason client_missing, client_timeout (it is killed, with those that
// it started) or client_failed, and name the program.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

inline constexpr char kReasonClientMissing[] = "client_missing";
inline constexpr char kReasonClientTimeout[] = "client_timeout";
inline constexpr char kReasonClientFailed[] = "client_failed";

// More output than this is cut off.
inline constexpr size_t kMostClientBytes = 4 << 20;

absl::StatusOr<std::string> CallClient(const std::vector<std::string>& arguments, int seconds);

}  // namespace filing_review::service
