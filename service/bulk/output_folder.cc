#include "service/bulk/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "service/service_error.h"

namespace filing_review::service {

namespace fs = std::filesystem;

absl::StatusOr<OutputFolder> OutputFolder::Hold(const std::string& path, const std::string& run,
                                                int64_t spare_bytes) {
  const fs::path dir(path);
  std::error_code error;
  fs::create_directories(dir / "run", error);
  const std::string lock_path = (dir / "run" / "lock").string();
  const int lock =
      error ? -1 : open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (lock < 0) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        path + " cannot be written; give --out a folder of your own");
  }
  OutputFolder folder(lock, nullptr);
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return ServiceError(
        absl::StatusCode::kFailedPrecondition, kReasonOutputInUse,
        "another run works on " + path + "; wait for it, or give --out another folder");
  }
  // What a kill left half written.
  for (fs::directory_iterator it(dir, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".part") fs::remove(it->path(), error);
  }
  absl::StatusOr<std::unique_ptr<RunJournal>> journal =
      RunJournal::Open((dir / "run" / "journal").string(), run, spare_bytes);
  if (!journal.ok()) return journal.status();
  folder.journal_ = *std::move(journal);
  return folder;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : lock_(std::exchange(other.lock_, -1)), journal_(std::move(other.journal_)) {}

OutputFolder::~OutputFolder() {
  if (lock_ >= 0) close(lock_);
}

}  // namespace filing_review::service
