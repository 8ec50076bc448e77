#include "service/bulk/shard.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"

namespace filing_review::service {

namespace {

constexpr int kMostShards = 100'000;
// What a filing costs beside its bytes, in bytes: many small ones are work, too.
constexpr int64_t kFilingCost = 100'000;

int64_t SizeOf(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 ? int64_t{info.st_size} : 0;
}

int64_t SizeOf(const Source& source) {
  int64_t size = SizeOf(source.path);
  for (const SourceDocument& document : source.documents) size += SizeOf(document.path);
  return size;
}

}  // namespace

absl::StatusOr<Shard> ParseShard(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '/');
  Shard shard;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &shard.number) ||
      !absl::SimpleAtoi(parts[1], &shard.count) || shard.number < 1 || shard.number > shard.count ||
      shard.count > kMostShards) {
    return absl::InvalidArgumentError("'" + text + "' is no shard; give I/N, such as 1/4 to 4/4");
  }
  return shard;
}

std::vector<size_t> ShardBounds(const std::vector<int64_t>& sizes, int count) {
  int64_t all = 0;
  for (const int64_t size : sizes) all += size + kFilingCost;
  std::vector<size_t> bounds = {0};
  int64_t before = 0;
  for (size_t i = 0; i < sizes.size(); ++i) {
    // A filing belongs to the shard in whose share its middle lies.
    const int64_t middle = before + (sizes[i] + kFilingCost) / 2;
    while (static_cast<int>(bounds.size()) < count &&
           static_cast<double>(middle) >=
               static_cast<double>(all) * static_cast<double>(bounds.size()) / count) {
      bounds.push_back(i);
    }
    before += sizes[i] + kFilingCost;
  }
  while (static_cast<int>(bounds.size()) <= count) bounds.push_back(sizes.size());
  return bounds;
}

std::vector<Source> TakeShard(std::vector<Source> sources, const Shard& shard) {
  if (shard.count == 1) return sources;
  std::vector<int64_t> sizes;
  sizes.reserve(sources.size());
  for (const Source& source : sources) sizes.push_back(SizeOf(source));
  const std::vector<size_t> bounds = ShardBounds(sizes, shard.count);
  const auto at = [&](int n) {
    return sources.begin() + static_cast<ptrdiff_t>(bounds[static_cast<size_t>(n)]);
  };
  return std::vector<Source>(std::make_move_iterator(at(shard.number - 1)),
                             std::make_move_iterator(at(shard.number)));
}

}  // namespace filing_review::service
