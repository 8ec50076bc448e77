// Which pages are still to be read, handed out in ranges.
//
// Ranges start long, since a worker that reads neighbouring pages loads their fonts once, and get
// shorter towards the end, so that workers finish together.
#pragma once

#include <cstdint>
#include <deque>

namespace filing_review::extract {

struct PageRange {
  int32_t first = 0, last = -1;  // inclusive
  bool alone = false;            // a page that killed a worker, tried once more
};

class PageRanges {
 public:
  PageRanges(int32_t pages, int workers);
  bool empty() const { return ranges_.empty(); }
  // REQUIRES: !empty().
  PageRange Take();
  // Gives back what a lost worker had not read. An empty range is ignored.
  void GiveBack(const PageRange& range);

 private:
  int workers_;
  int32_t left_;
  std::deque<PageRange> ranges_;
};

}  // namespace filing_review::extract
