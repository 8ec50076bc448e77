// Finds many literals in a text in one pass, ASCII case disregarded.
//
//   LiteralScanner scanner({"data", "leak"});
//   scanner.Scan("Data leaks", [&](int literal) { … });   // 0, 1
//
// By their first three bytes: the texts are sentences, the literals a few hundred words, and most
// places of a text are told apart by one bit of a table that stays in the first-level cache. A DFA
// (RE2::Set) was slower, because its states also hold which literals were seen before. Thread-safe.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace filing_review::classify {

class LiteralScanner {
 public:
  // REQUIRES: lower case, three bytes or more each.
  explicit LiteralScanner(std::vector<std::string> literals);

  bool empty() const { return literals_.empty(); }

  // Calls `found` with the index of each literal, once or more, for every place where it stands.
  template <typename Found>
  void Scan(std::string_view text, Found found) const {
    if (text.size() < 3) return;
    uint32_t window = Lower(text[0]) << 8 | Lower(text[1]);
    for (size_t i = 2; i < text.size(); ++i) {
      window = (window << 8 | Lower(text[i])) & 0xFFFFFF;
      const size_t slot = Slot(window);
      if (!begins_.test(slot)) continue;
      for (uint32_t entry = first_[slot]; entry < first_[slot + 1]; ++entry) {
        if (StandsAt(literals_[entries_[entry]], text, i - 2)) {
          found(static_cast<int>(entries_[entry]));
        }
      }
    }
  }

 private:
  static constexpr int kSlotBits = 15;
  static constexpr size_t kSlots = size_t{1} << kSlotBits;

  static uint32_t Lower(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 'A' && byte <= 'Z' ? byte | 0x20u : byte;
  }
  // Multiplicative hashing.
  static size_t Slot(uint32_t window) { return (window * 2654435761u) >> (32 - kSlotBits); }
  static bool StandsAt(const std::string& literal, std::string_view text, size_t at) {
    if (text.size() - at < literal.size()) return false;
    for (size_t i = 0; i < literal.size(); ++i) {
      if (Lower(text[at + i]) != static_cast<unsigned char>(literal[i])) return false;
    }
    return true;
  }

  std::vector<std::string> literals_;
  std::bitset<kSlots> begins_;
  std::vector<uint32_t> first_;    // a slot: its first entry; kSlots + 1 of them
  std::vector<uint32_t> entries_;  // indexes of literals_, by slot
};

}  // namespace filing_review::classify
