#include "classify/offset_map.h"

#include <algorithm>
#include <cassert>

#include "extract/utf8.h"

namespace filing_review::classify {

namespace {

// Code points in text[begin, end); `begin` is the first byte of one.
uint32_t CountCodePoints(std::string_view text, size_t begin, size_t end) {
  return static_cast<uint32_t>(extract::CountCodePoints(text.substr(begin, end - begin)));
}

}  // namespace

void OffsetMap::AddRun(size_t at, SourceChar source) {
  assert(entries_.empty() || entries_.back().at <= at);
  entries_.push_back({static_cast<uint32_t>(at), source, -1});
}

void OffsetMap::AddCollapsed(size_t at, SourceChar source, uint32_t count) {
  assert(entries_.empty() || entries_.back().at <= at);
  entries_.push_back({static_cast<uint32_t>(at), source, static_cast<int32_t>(count)});
}

size_t OffsetMap::Find(size_t at) const {
  const auto after = std::upper_bound(entries_.begin(), entries_.end(), at,
                                      [](size_t a, const Entry& e) { return a < e.at; });
  return after == entries_.begin() ? 0 : static_cast<size_t>(after - entries_.begin()) - 1;
}

SourceChar OffsetMap::At(std::string_view text, size_t at) const {
  at = extract::CodePointBegin(text, at);
  const Entry& entry = entries_[Find(at)];
  SourceChar source = entry.source;
  if (entry.count < 0) source.c += CountCodePoints(text, entry.at, at);
  return source;
}

std::vector<SourceRange> OffsetMap::Range(std::string_view text, size_t begin, size_t end) const {
  std::vector<SourceRange> ranges;
  const auto add = [&](const SourceChar& source, uint32_t count) {
    if (count == 0) return;
    if (!ranges.empty() && ranges.back().page == source.page && ranges.back().line == source.line &&
        source.c >= ranges.back().begin) {
      ranges.back().end = std::max(ranges.back().end, source.c + count);
    } else {
      ranges.push_back({source.page, source.line, source.c, source.c + count});
    }
  };
  end = std::min(end, text.size());
  if (begin < end) begin = extract::CodePointBegin(text, begin);
  if (entries_.empty() || begin >= end) return ranges;
  for (size_t i = Find(begin); i < entries_.size() && entries_[i].at < end; ++i) {
    const Entry& entry = entries_[i];
    const size_t stop = std::min<size_t>(i + 1 < entries_.size() ? entries_[i + 1].at : end, end);
    const size_t first = std::max<size_t>(entry.at, begin);
    if (first >= stop) continue;
    SourceChar source = entry.source;
    if (entry.count >= 0) {
      add(source, static_cast<uint32_t>(entry.count));
    } else {
      source.c += CountCodePoints(text, entry.at, first);
      add(source, CountCodePoints(text, first, stop));
    }
  }
  // A range of bytes that are not on the page (a space between lines): the char before it.
  if (ranges.empty()) add(At(text, begin), 1);
  return ranges;
}

}  // namespace filing_review::classify
