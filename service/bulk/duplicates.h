// Which filings of a merge are the same as an earlier one, told by the keys of their reviews.
//
//   DuplicateFinder finder;  finder.Add(0, key); …     // all filings that have a key
//   Duplicates found = finder.Find();
//   found.FirstOf(index)     // the first filing with the key of `index`; none where it is the
//   first
//
// Memory: 36 bytes a filing until Find, then 8 a duplicate.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace filing_review::service {

class Duplicates {
 public:
  std::optional<uint32_t> FirstOf(uint32_t index) const;
  // True where others are the same as it.
  bool IsFirst(uint32_t index) const;

 private:
  friend class DuplicateFinder;
  struct Pair {
    uint32_t index, first;
  };
  std::vector<Pair> pairs_;       // by index
  std::vector<uint32_t> firsts_;  // ascending
};

class DuplicateFinder {
 public:
  void Reserve(size_t filings) { keys_.reserve(filings); }
  // REQUIRES: `key` has 32 bytes.
  void Add(uint32_t index, std::string_view key);
  Duplicates Find() &&;

 private:
  struct Key {
    std::array<char, 32> bytes;
    uint32_t index;
    bool operator<(const Key& other) const {
      return bytes != other.bytes ? bytes < other.bytes : index < other.index;
    }
  };
  std::vector<Key> keys_;
};

}  // namespace filing_review::service
