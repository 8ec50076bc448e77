#include "classify/pattern_match.h"

namespace filing_review::classify {

namespace {

// Bytes before a number in which what bounds it may begin: "do not hold the personal information of
// more than".
constexpr size_t kEndWindow = 120;

}  // namespace

bool Finds(const std::unique_ptr<LazyPattern>& re, std::string_view text) {
  return re != nullptr && RE2::PartialMatch(Piece(text), *re);
}

bool Matches(const std::unique_ptr<LazyPattern>& re, std::string_view text) {
  return re != nullptr && RE2::FullMatch(Piece(text), *re);
}

size_t MatchAtStart(const std::unique_ptr<LazyPattern>& re, std::string_view text) {
  re2::StringPiece group;
  if (re == nullptr || !re->Match(Piece(text), 0, text.size(), RE2::ANCHOR_START, &group, 1)) {
    return 0;
  }
  return group.size();
}

size_t MatchAtEnd(const std::unique_ptr<LazyPattern>& re, std::string_view text) {
  // Patterns of this kind end in $; the window keeps the search short.
  const size_t from = text.size() > kEndWindow ? text.size() - kEndWindow : 0;
  re2::StringPiece group;
  if (re == nullptr || !re->Match(Piece(text), from, text.size(), RE2::UNANCHORED, &group, 1)) {
    return std::string_view::npos;
  }
  return static_cast<size_t>(group.data() - text.data());
}

Stretch NextMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text, size_t from) {
  re2::StringPiece group;
  if (re == nullptr || from > text.size() ||
      !re->Match(Piece(text), from, text.size(), RE2::UNANCHORED, &group, 1)) {
    return {};
  }
  const size_t begin = static_cast<size_t>(group.data() - text.data());
  return {begin, begin + group.size()};
}

Stretch LastMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text) {
  Stretch last;
  while (const Stretch next = NextMatch(re, text, last.end)) last = next;
  return last;
}

}  // namespace filing_review::classify
