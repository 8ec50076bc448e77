#include "classify/offset_map.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "classify/fold.h"

namespace filing_review::classify {
namespace {

// The slow, plain oracle: a source for every byte.
struct Oracle {
  std::string text;
  OffsetMap map;
  std::vector<SourceChar> source;  // a byte
  std::vector<bool> on_page;
};

Oracle RandomText(std::mt19937& random) {
  Oracle o;
  uint32_t page = 0, line = 0, c = 0;
  const auto put = [&](const std::string& bytes, bool on_page) {
    for (size_t i = 0; i < bytes.size(); ++i) {
      o.source.push_back({page, line, c});
      o.on_page.push_back(on_page);
    }
    o.text += bytes;
  };
  bool fresh = true;
  for (int i = 0; i < 200; ++i) {
    switch (random() % 8) {
      case 0:  // next line, a space between that is not on the page
        ++line;
        c = 0;
        if (random() % 4 == 0) ++page, line = 0;
        o.map.AddCollapsed(o.text.size(), {page, line, c}, 0);
        put(" ", false);
        fresh = true;
        break;
      case 1:  // a ligature: one char, several letters
        o.map.AddCollapsed(o.text.size(), {page, line, c}, 1);
        put("ffi", true);
        ++c;
        fresh = true;
        break;
      case 2:  // chars left out
        c += 1 + random() % 3;
        fresh = true;
        break;
      default: {
        static const std::string samples[] = {"a", "7", "用", "é"};
        if (fresh) o.map.AddRun(o.text.size(), {page, line, c});
        fresh = false;
        put(samples[random() % 4], true);
        ++c;
      }
    }
  }
  return o;
}

TEST(OffsetMap, EveryByteMapsToItsSource) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const Oracle o = RandomText(random);
    for (size_t i = 0; i < o.text.size(); ++i) {
      EXPECT_EQ(o.map.At(o.text, i), o.source[i]) << "byte " << i << " of " << o.text;
    }
  }
}

TEST(OffsetMap, RangesCoverTheirBytesAndNothingOfOtherLines) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const Oracle o = RandomText(random);
    const size_t begin = random() % o.text.size();
    const size_t end = begin + 1 + random() % (o.text.size() - begin);
    const std::vector<SourceRange> ranges = o.map.Range(o.text, begin, end);
    ASSERT_FALSE(ranges.empty());
    for (size_t i = begin; i < end; ++i) {
      if (!o.on_page[i]) continue;
      const SourceChar& s = o.source[i];
      bool covered = false;
      for (const SourceRange& r : ranges) {
        covered |= r.page == s.page && r.line == s.line && r.begin <= s.c && s.c < r.end;
      }
      EXPECT_TRUE(covered) << "byte " << i;
    }
    for (size_t i = 1; i < ranges.size(); ++i) {
      EXPECT_FALSE(ranges[i].page == ranges[i - 1].page && ranges[i].line == ranges[i - 1].line);
    }
  }
}

}  // namespace
}  // namespace filing_review::classify
