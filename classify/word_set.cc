#include "classify/word_set.h"

#include <array>
#include <cstddef>
#include <string>

namespace filing_review::classify {

namespace {

constexpr size_t kShortest = 5;  // letters
constexpr size_t kFirstSlots = size_t{1} << 14;

// FNV-1a.
constexpr uint64_t kOffset = 14695981039346656037u, kPrime = 1099511628211u;
constexpr uint64_t Add(uint64_t hash, unsigned char c) { return (hash ^ c) * kPrime; }

// A letter in lower case; 0 for any other byte.
constexpr std::array<unsigned char, 256> kLower = [] {
  std::array<unsigned char, 256> lower{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) lower[c] = lower[c - 'a' + 'A'] = c;
  return lower;
}();

}  // namespace

size_t WordSet::SlotOf(uint64_t hash) const {
  size_t slot = (hash ^ hash >> 32) & (slots_.size() - 1);
  while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

void WordSet::Insert(uint64_t hash) {
  uint64_t& slot = slots_[SlotOf(hash)];
  if (slot != 0) return;
  slot = hash;
  if (++used_ * 2 < slots_.size()) return;
  std::vector<uint64_t> old(slots_.size() * 2);
  old.swap(slots_);
  for (const uint64_t word : old) {
    if (word != 0) slots_[SlotOf(word)] = word;
  }
}

void WordSet::Build() {
  slots_.assign(kFirstSlots, 0);
  for (const extract::Page& page : document_.pages) {
    const std::string& text = page.text;
    const size_t size = text.size();
    for (size_t i = 0; i < size; ++i) {
      unsigned char letter = kLower[static_cast<unsigned char>(text[i])];
      if (letter == 0) continue;
      const size_t begin = i;
      uint64_t hash = kOffset;
      do {
        hash = Add(hash, letter);
        ++i;
        letter = i < size ? kLower[static_cast<unsigned char>(text[i])] : 0;
      } while (letter != 0);
      const bool hyphen = (begin > 0 && text[begin - 1] == '-') || (i < size && text[i] == '-');
      if (!hyphen && i - begin >= kShortest) Insert(hash);
    }
  }
}

bool WordSet::Has(std::string_view word) {
  if (word.size() < kShortest) return false;
  std::call_once(built_, [this] { Build(); });
  uint64_t hash = kOffset;
  for (const char c : word) hash = Add(hash, static_cast<unsigned char>(c));
  return slots_[SlotOf(hash)] != 0;
}

}  // namespace filing_review::classify
