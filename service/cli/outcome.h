// How a command ends: exit status and the one line on stderr.
//
//   if (!brief.ok()) return Fail(file, brief.status());
//   filing-review: a.pdf: needs a password; give it with --password-file [encrypted]
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace filing_review::cli {

inline constexpr int kExitComplete = 0;
inline constexpr int kExitFailed = 1;   // examples of rules that fail, reviews that are broken
inline constexpr int kExitDiffers = 1;  // two filings that are compared
inline constexpr int kExitUsage = 2;
inline constexpr int kExitPartial = 3;       // pages are unread; the brief names them
inline constexpr int kExitNotReadable = 65;  // not a filing that can be read (EX_DATAERR)
inline constexpr int kExitUnavailable = 69;  // a limit, a worker or the server (EX_UNAVAILABLE)
inline constexpr int kExitAgain = 75;        // stopped on the way; start it again (EX_TEMPFAIL)

// The exit status that fits an error: the document's fault, the caller's, or ours.
int ExitStatusOf(const absl::Status& status);

// Prints "filing-review: SUBJECT: message [reason]" as one line and returns the exit status.
// Control characters of a file's name are printed as '?'.
int Fail(std::string_view subject, const absl::Status& status);

// Prints "filing-review: text" as one line.
void PrintNote(const std::string& text);

// Prints "filing-review: message" and returns kExitUsage.
int FailUsage(std::string_view message);

// Writes to stdout and flushes; an error (a full disk, a closed pipe) is UNAVAILABLE.
absl::Status WriteOutput(std::string_view text);

}  // namespace filing_review::cli
