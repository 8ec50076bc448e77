#include "extract/open_errors.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "extract/read_error.h"

namespace filing_review::extract {

absl::Status CheckFile(int fd, const Limits& limits) {
  struct stat status;
  if (fstat(fd, &status) != 0) {
    return ReadError(kReasonNotAFile, std::string("cannot be read: ") + strerror(errno));
  }
  if (S_ISDIR(status.st_mode)) {
    return ReadError(kReasonNotAFile, "is a folder; give a PDF file");
  }
  if (!S_ISREG(status.st_mode)) {
    return ReadError(kReasonNotAFile, "is not a regular file; save it as a PDF file first");
  }
  if (status.st_size == 0) {
    return ReadError(kReasonEmpty, "is empty; obtain the file again");
  }
  if (status.st_size > limits.file_bytes) {
    return ReadError(kReasonFileTooLarge,
                     "has " + std::to_string(status.st_size) + " bytes, more than the limit of " +
                         std::to_string(limits.file_bytes) + "; split it or raise the limit");
  }
  return absl::OkStatus();
}

absl::Status OpenError(const std::string& reason, bool password_given) {
  if (reason == kReasonEncrypted) {
    return ReadError(kReasonEncrypted,
                     password_given ? "needs a password, and the one given is wrong; give another "
                                      "with --password-file"
                                    : "needs a password; give it with --password-file");
  }
  if (reason == kReasonNotAPdf) {
    return ReadError(kReasonNotAPdf, "is not a PDF; give the PDF of the filing");
  }
  if (reason == kReasonNoPages) {
    return ReadError(kReasonNoPages, "has no pages; obtain the file again");
  }
  return ReadError(kReasonDamaged, "is damaged beyond repair; obtain the file again");
}

absl::Status LostWhileOpening(const std::string& reason) {
  if (reason == kReasonMemory) {
    return ReadError(kReasonMemory,
                     "takes more memory to open than a worker may use; raise the worker's memory "
                     "limit if the file can be trusted");
  }
  if (reason == kReasonPageTime) {
    return ReadError(kReasonDocumentTime,
                     "takes too long to open; raise the time limit if the file can be trusted");
  }
  if (reason == kReasonFileChanged) {
    return ReadError(kReasonFileChanged,
                     "became shorter while it was read; give it again when it is complete");
  }
  return ReadError(kReasonWorkerCrash,
                   "brings down the worker that opens it; obtain the file again");
}

absl::Status TooManyPages(int32_t pages, const Limits& limits) {
  return ReadError(kReasonTooManyPages,
                   "has " + std::to_string(pages) + " pages, more than the limit of " +
                       std::to_string(limits.pages) + "; split it or raise the limit");
}

}  // namespace filing_review::extract
