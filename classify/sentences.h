// Cuts a passage into sentences: ICU's sentence rules (Unicode Standard Annex 29), then joined
// again after abbreviations that end in a full stop ('Co., Ltd.', 'No. 8', 'U.S.').
//
//   SentenceBreaker breaker;
//   breaker.Cut(text, begin, end, [&](size_t b, size_t e) { … });
//
// Keeps mutable state: one a thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace filing_review::classify {

class SentenceBreaker {
 public:
  SentenceBreaker();
  ~SentenceBreaker();

  // Calls `emit` with the byte ranges of the sentences of text[begin, end), blanks trimmed.
  void Cut(std::string_view text, size_t begin, size_t end,
           const std::function<void(size_t, size_t)>& emit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
