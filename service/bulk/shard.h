// A share of the filings for one of several machines.
//
//   absl::StatusOr<Shard> shard = ParseShard("3/10");   // the third of ten
//   ShardOfList mine = TakeShard(std::move(sources), *shard);
//
// Shards are runs of neighbours in the order of ids with about the same number of bytes, so that
// the outputs of all shards, one behind the other, are in the order of one run over everything.
// Every shard has to see the same list and the same files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/source_list.h"

namespace filing_review::service {

struct Shard {
  int number = 1;  // from 1
  int count = 1;
};

// INVALID_ARGUMENT unless "I/N" with 1 <= I <= N <= 100,000.
absl::StatusOr<Shard> ParseShard(const std::string& text);

// Where each of `count` shards begins, by the sizes of the filings in bytes; `count` + 1 numbers.
std::vector<size_t> ShardBounds(const std::vector<int64_t>& sizes, int count);

// What a filing costs beside its bytes, in bytes: many small ones are work, too.
inline constexpr int64_t kFilingCost = 100'000;

// 0 where it is not there.
int64_t SizeOfFile(const std::string& path);
// Of all documents together.
int64_t SizeOfSource(const Source& source);

struct ShardOfList {
  std::vector<Source> sources;
  // Of the list (ids, venues, dates, sizes, roles of documents) and the number of shards, 64
  // hexadecimal digits: shards with the same one fit together. Empty where there is one shard.
  std::string plan;
};

ShardOfList TakeShard(std::vector<Source> sources, const Shard& shard);

}  // namespace filing_review::service
