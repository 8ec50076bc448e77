// Small grey pictures of pages, painted by a render worker.
//
//   absl::StatusOr<std::vector<PagePicture>> pictures = PaintPages(fd, {12, 45}, options);
//
// The PDF is never parsed in this process: filing-review-render-worker paints, locked in, and is
// killed when a page takes too long. A page that cannot be painted, or not in time, has no picture;
// so have those beyond picture_pages. What a worker answers is checked: a picture is bytes of grey
// of the size that it says.
//
// Fails only where no worker can be started or the document cannot be opened: a reason of
// extract/read_error.h. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "extract/limits.h"

namespace filing_review::extract {

struct PagePicture {
  int32_t page = 0;  // from 1
  int32_t width = 0, height = 0;
  std::string pixels;  // width * height, top row first; 0 is black
};

struct PictureOptions {
  Limits limits;
  std::string password;     // tried as user and as owner password
  std::string worker_path;  // empty: filing-review-render-worker, as in ReadOptions
};

// `fd` is a regular file open for reading. Pictures come in the order of `pages`.
absl::StatusOr<std::vector<PagePicture>> PaintPages(int fd, const std::vector<int32_t>& pages,
                                                    const PictureOptions& options);

}  // namespace filing_review::extract
