// A journal written anew without what does not count any more.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <vector>

#include "service/bulk/journal_file.h"
#include "service/bulk/run_journal.h"

namespace filing_review::service {

absl::Status RunJournal::DropOthers() {
  const int64_t drop = replaced_bytes_ + others_bytes_;
  if (drop <= end_ - drop + spare_bytes_) return absl::OkStatus();
  return Rewrite(false);
}

absl::Status RunJournal::Rewrite(bool others) {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<Place*> places;
  for (auto& [key, review] : reviews_) {
    if (others || review.of_this_run) places.push_back(&review.place);
  }
  for (auto& [path, file] : files_) places.push_back(&file.place);
  for (auto& [number, part] : parts_) places.push_back(&part.place);
  std::sort(places.begin(), places.end(),
            [](const Place* a, const Place* b) { return a->offset < b->offset; });
  const std::string name = NewJournalName(path_);
  const int fd = open(name.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return JournalError(name, "written", errno);
  std::vector<int64_t> offsets;  // of the entries in the new file
  int64_t end = 0, written = 0;
  std::string piece;
  bool good = true;
  const auto flush = [&] {
    good = good && WriteAt(fd, piece, written);
    written += static_cast<int64_t>(piece.size());
    piece.clear();
  };
  for (size_t i = 0; good && i < places.size(); ++i) {
    const size_t size = kHeadBytes + places[i]->size, before = piece.size();
    piece.resize(before + size);
    good =
        ReadAt(fd_, piece.data() + before, size,
               places[i]->offset - static_cast<int64_t>(kHeadBytes)) == static_cast<ssize_t>(size);
    offsets.push_back(end + static_cast<int64_t>(kHeadBytes));
    end += static_cast<int64_t>(size);
    if (piece.size() >= kPieceBytes) flush();
  }
  flush();
  if (!good || fsync(fd) != 0 || rename(name.c_str(), path_.c_str()) != 0) {
    // The old one is whole: without room for two it goes on growing.
    close(fd);
    unlink(name.c_str());
    return absl::OkStatus();
  }
  for (size_t i = 0; i < places.size(); ++i) places[i]->offset = offsets[i];
  if (!others) {
    std::erase_if(reviews_, [](const auto& review) { return !review.second.of_this_run; });
  }
  close(fd_);
  fd_ = fd;
  end_ = end;
  replaced_bytes_ = 0;
  if (!others) others_bytes_ = 0;
  return absl::OkStatus();
}

}  // namespace filing_review::service
