#include "service/http/byte_ranges.h"

#include <algorithm>
#include <optional>

#include "absl/strings/match.h"

namespace filing_review::service {

namespace {

constexpr std::string_view kUnit = "bytes=";
constexpr int64_t kMost = INT64_MAX / 16;

// Digits alone; numbers beyond any document are as good as kMost.
std::optional<int64_t> ReadNumber(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int64_t number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = std::min(number * 10 + (c - '0'), kMost);
  }
  return number;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// False where it is not well formed; nothing in `range` where the document has no such bytes.
bool ReadRange(std::string_view text, int64_t size, std::optional<ByteRange>& range) {
  range.reset();
  const size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view before = text.substr(0, dash), after = text.substr(dash + 1);
  if (before.empty()) {
    const std::optional<int64_t> suffix = ReadNumber(after);
    if (!suffix.has_value()) return false;
    if (*suffix > 0 && size > 0) range = ByteRange{std::max<int64_t>(0, size - *suffix), size - 1};
    return true;
  }
  const std::optional<int64_t> first = ReadNumber(before);
  const std::optional<int64_t> last = after.empty() ? kMost : ReadNumber(after);
  if (!first.has_value() || !last.has_value() || *last < *first) return false;
  if (*first < size) range = ByteRange{*first, std::min(*last, size - 1)};
  return true;
}

void MergeWhatMeets(std::vector<ByteRange>& ranges) {
  std::vector<ByteRange> sorted = ranges;
  std::sort(sorted.begin(), sorted.end(),
            [](const ByteRange& a, const ByteRange& b) { return a.first < b.first; });
  std::vector<ByteRange> merged;
  for (const ByteRange& range : sorted) {
    if (!merged.empty() && range.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, range.last);
    } else {
      merged.push_back(range);
    }
  }
  if (merged.size() < ranges.size()) ranges = std::move(merged);
}

}  // namespace

RangeChoice ChooseRanges(std::string_view header, int64_t size, size_t most_ranges) {
  RangeChoice choice;
  if (!absl::StartsWithIgnoreCase(absl::string_view(header.data(), header.size()),
                                  absl::string_view(kUnit.data(), kUnit.size()))) {
    return choice;
  }
  std::string_view rest = header.substr(kUnit.size());
  size_t count = 0;
  for (bool more = true; more;) {
    const size_t comma = rest.find(',');
    more = comma != std::string_view::npos;
    const std::string_view text = Trimmed(rest.substr(0, comma));
    if (more) rest.remove_prefix(comma + 1);
    if (text.empty()) continue;  // a list may have empty elements
    std::optional<ByteRange> range;
    if (!ReadRange(text, size, range)) return RangeChoice();
    ++count;
    if (range.has_value() && choice.ranges.size() < most_ranges) choice.ranges.push_back(*range);
  }
  if (count == 0) return choice;
  if (count > most_ranges) return {RangeKind::kTooMany, {}};
  choice.kind = choice.ranges.empty() ? RangeKind::kNotSatisfiable : RangeKind::kRanges;
  MergeWhatMeets(choice.ranges);
  return choice;
}

std::string ContentRange(const ByteRange& range, int64_t size) {
  return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" +
         std::to_string(size);
}

}  // namespace filing_review::service
