#include "extract/page_ranges.h"

#include <algorithm>

namespace filing_review::extract {

namespace {

constexpr int32_t kShortest = 8;

}  // namespace

PageRanges::PageRanges(int32_t pages, int workers) : workers_(std::max(workers, 1)), left_(pages) {
  if (pages > 0) ranges_.push_back({1, pages, false});
}

PageRange PageRanges::Take() {
  PageRange& front = ranges_.front();
  PageRange out = front;
  if (workers_ > 1 && !front.alone) {
    const int32_t most = std::max(kShortest, left_ / (2 * workers_));
    if (out.last - out.first + 1 > most + kShortest / 2) out.last = out.first + most - 1;
  }
  left_ -= out.last - out.first + 1;
  if (out.last == front.last) {
    ranges_.pop_front();
  } else {
    front.first = out.last + 1;
  }
  return out;
}

void PageRanges::GiveBack(const PageRange& range) {
  if (range.first > range.last) return;
  left_ += range.last - range.first + 1;
  ranges_.push_front(range);
}

}  // namespace filing_review::extract
