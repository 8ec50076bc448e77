#include "service/compare/text_match.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "classify/fold.h"

namespace filing_review::compare {

namespace {

// FNV-1a, so that the order of things does not depend on the library.
class Hash {
 public:
  void Add(char32_t c) {
    for (int shift = 0; shift < 32; shift += 8) {
      value_ = (value_ ^ (c >> shift & 0xFF)) * 0x100000001B3;
    }
  }
  uint64_t Take() {
    const uint64_t value = value_;
    value_ = kStart;
    return value;
  }

 private:
  static constexpr uint64_t kStart = 0xCBF29CE484222325;
  uint64_t value_ = kStart;
};

constexpr uint64_t kNumber = 1;  // any number, where numbers are alike
constexpr uint64_t kEdge = 2;    // before the first and after the last word

struct Shingles {
  std::vector<uint64_t> sorted;
  uint64_t whole = 0;  // of all words: equal where the texts are
  size_t words = 0;    // numbers not counted
};

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsLetter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000) ||
         (c >= 0x3040 && c < 0xFB00 && !classify::IsHan(c));
}

Shingles ShinglesOf(std::string_view text, const TextMatchOptions& options) {
  std::vector<uint64_t> words = {kEdge};
  Shingles shingles;
  Hash word;
  enum { kNone, kLetters, kDigits } run = kNone;
  const auto end_run = [&] {
    if (run == kNone) return;
    const uint64_t hash = word.Take();
    words.push_back(run == kDigits && !options.numbers ? kNumber : hash);
    run = kNone;
  };
  for (size_t at = 0; at < text.size() && words.size() < kMostWords;) {
    char32_t c = classify::Fold(classify::NextCodePoint(text, at));
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    const bool letter = IsLetter(c), digit = IsDigit(c);
    if (!letter && !digit) {
      // "1,234.5" is one number; a full stop behind it ends it only by what follows.
      if (run == kDigits && (c == ',' || c == '.')) continue;
      end_run();
      if (!classify::IsHan(c)) continue;
    }
    if (options.characters || classify::IsHan(c)) {
      end_run();
      word.Add(c);
      words.push_back(word.Take());
      ++shingles.words;
      continue;
    }
    if (run != (digit ? kDigits : kLetters)) {
      end_run();
      run = digit ? kDigits : kLetters;
      if (letter) ++shingles.words;
    }
    word.Add(c);
  }
  end_run();
  words.push_back(kEdge);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const uint64_t pair = (words[i] * 0x9E3779B97F4A7C15) ^ words[i + 1];
    shingles.sorted.push_back(pair);
    shingles.whole = (shingles.whole ^ pair) * 0x100000001B3;
  }
  std::sort(shingles.sorted.begin(), shingles.sorted.end());
  return shingles;
}

double Dice(const Shingles& a, const Shingles& b) {
  size_t shared = 0;
  for (size_t i = 0, j = 0; i < a.sorted.size() && j < b.sorted.size();) {
    if (a.sorted[i] == b.sorted[j]) {
      ++shared, ++i, ++j;
    } else if (a.sorted[i] < b.sorted[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.sorted.size() + b.sorted.size());
}

std::vector<Shingles> AllShingles(const std::vector<std::string>& texts,
                                  const TextMatchOptions& options) {
  std::vector<Shingles> all;
  all.reserve(texts.size());
  for (const std::string& text : texts) all.push_back(ShinglesOf(text, options));
  return all;
}

}  // namespace

double Similarity(std::string_view a, std::string_view b, const TextMatchOptions& options) {
  return Dice(ShinglesOf(a, options), ShinglesOf(b, options));
}

std::vector<TextPair> MatchTexts(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b,
                                 const TextMatchOptions& options) {
  const std::vector<Shingles> of_a = AllShingles(a, options), of_b = AllShingles(b, options);
  const auto allowed = [&](size_t i, size_t j) {
    return !options.allowed || options.allowed(i, j);
  };
  std::vector<TextPair> pairs;
  std::vector<bool> taken_a(a.size()), taken_b(b.size());
  const auto take = [&](const TextPair& pair) {
    taken_a[pair.a] = taken_b[pair.b] = true;
    pairs.push_back(pair);
  };

  // The same words, in order.
  std::unordered_map<uint64_t, std::vector<size_t>> by_whole;
  for (size_t j = b.size(); j-- > 0;) by_whole[of_b[j].whole].push_back(j);
  for (size_t i = 0; i < a.size(); ++i) {
    const auto found = by_whole.find(of_a[i].whole);
    if (found == by_whole.end() || of_a[i].words < options.least_words) continue;
    std::vector<size_t>& places = found->second;
    for (size_t k = places.size(); k-- > 0 && places.size() - k <= kMostCandidates;) {
      if (!allowed(i, places[k])) continue;
      take({i, places[k], 1.0});
      places.erase(places.begin() + static_cast<long>(k));
      break;
    }
  }

  // Like words: the texts of b with the most rare pairs in common.
  std::unordered_map<uint64_t, std::vector<size_t>> postings;
  for (size_t j = 0; j < b.size(); ++j) {
    if (taken_b[j] || of_b[j].words < options.least_words) continue;
    uint64_t before = 0;
    for (const uint64_t shingle : of_b[j].sorted) {
      std::vector<size_t>& places = postings[shingle];
      if (shingle != before && places.size() <= kMostPostings) places.push_back(j);
      before = shingle;
    }
  }
  std::vector<TextPair> candidates;
  std::vector<int> shared(b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    if (taken_a[i] || of_a[i].words < options.least_words) continue;
    std::vector<size_t> seen;
    for (const uint64_t shingle : of_a[i].sorted) {
      const auto found = postings.find(shingle);
      if (found == postings.end() || found->second.size() > kMostPostings) continue;
      for (const size_t j : found->second) {
        if (shared[j]++ == 0) seen.push_back(j);
      }
    }
    std::sort(seen.begin(), seen.end(), [&](size_t x, size_t y) {
      return shared[x] != shared[y] ? shared[x] > shared[y] : x < y;
    });
    size_t looked_at = 0;
    for (const size_t j : seen) {
      if (looked_at == kMostCandidates) break;
      if (!allowed(i, j)) continue;
      ++looked_at;
      const double similarity = Dice(of_a[i], of_b[j]);
      if (similarity >= options.least) candidates.push_back({i, j, similarity});
    }
    for (const size_t j : seen) shared[j] = 0;
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const TextPair& x, const TextPair& y) {
    return x.similarity > y.similarity;
  });
  for (const TextPair& pair : candidates) {
    if (!taken_a[pair.a] && !taken_b[pair.b]) take(pair);
  }
  return pairs;
}

}  // namespace filing_review::compare
