#include "service/bulk/shard.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr int kMostShards = 100'000;
}  // namespace

int64_t SizeOfFile(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 ? int64_t{info.st_size} : 0;
}

int64_t SizeOfSource(const Source& source) {
  int64_t size = SizeOfFile(source.path);
  for (const SourceDocument& document : source.documents) size += SizeOfFile(document.path);
  return size;
}

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

ShardOfList TakeShard(std::vector<Source> sources, const Shard& shard) {
  if (shard.count == 1) return {std::move(sources), ""};
  std::vector<int64_t> sizes;
  sizes.reserve(sources.size());
  Sha256Stream list;
  list.Add(std::to_string(shard.count));
  for (const Source& source : sources) {
    sizes.push_back(SizeOfSource(source));
    for (const std::string& part : {source.id, std::to_string(source.venue), source.filing_date,
                                    std::to_string(sizes.back())}) {
      list.Add(":" + std::to_string(part.size()) + ":" + part);
    }
    for (const SourceDocument& document : source.documents) {
      list.Add("+" + std::to_string(document.role));
    }
  }
  const std::vector<size_t> bounds = ShardBounds(sizes, shard.count);
  const auto at = [&](int n) {
    return sources.begin() + static_cast<ptrdiff_t>(bounds[static_cast<size_t>(n)]);
  };
  return {std::vector<Source>(std::make_move_iterator(at(shard.number - 1)),
                              std::make_move_iterator(at(shard.number))),
          list.Finish()};
}

}  // namespace filing_review::service
