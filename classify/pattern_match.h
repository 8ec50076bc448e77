// Whether and where a pattern of the rules matches; a pattern that the rules leave out is null, and
// matches nothing.
#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <string_view>

#include "classify/pattern_set.h"

namespace filing_review::classify {

inline re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

// True where `re` is there and matches somewhere in `text`.
bool Finds(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// True where `re` is there and matches all of `text`.
bool Matches(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// Length of the match of `re` at the start of `text`; 0 where there is none.
size_t MatchAtStart(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// Start of the match of `re` that ends with the end of `text`; npos where there is none.
size_t MatchAtEnd(const std::unique_ptr<LazyPattern>& re, std::string_view text);

// A stretch of a text, bytes; empty: none.
struct Stretch {
  size_t begin = 0, end = 0;
  explicit operator bool() const { return end > begin; }
};
// The first match of `re` that begins at `from` or behind it.
Stretch NextMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text, size_t from);
// The last of its matches, each behind the one before.
Stretch LastMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text);

}  // namespace filing_review::classify
