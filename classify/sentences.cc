#include "classify/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cctype>
#include <string>

namespace filing_review::classify {

namespace {

// A sentence longer than this is cut at semicolons too, bytes.
constexpr size_t kLongSentence = 1200;

// Words before a full stop that seldom end a sentence, lower case, between blanks.
constexpr std::string_view kAbbreviations =
    " inc corp co ltd no nos mr mrs ms dr prof st art arts sec secs vs e.g i.e approx est dept "
    "u.s u.k p.r.c cf fig vol ed eds al pte jr sr a.m p.m ";

bool EndsWithAbbreviation(std::string_view text) {
  if (text.empty() || text.back() != '.') return false;
  // '1.', 'iv.': the mark of a list item, not a sentence.
  if (text.size() <= 4 && text.find(' ') == std::string_view::npos) return true;
  size_t begin = text.size() - 1;
  while (begin > 0 && (std::isalpha(static_cast<unsigned char>(text[begin - 1])) != 0 ||
                       text[begin - 1] == '.')) {
    --begin;
  }
  std::string word = " ";
  for (const char c : text.substr(begin, text.size() - 1 - begin)) {
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  word += ' ';
  return word.size() > 2 && kAbbreviations.find(word) != std::string_view::npos;
}

// True where the text holds one terminator at most, at its end: nothing to cut.
bool IsOneSentence(std::string_view text) {
  for (size_t i = 0; i + 3 < text.size(); ++i) {
    const char c = text[i];
    if (c == '.' && text[i + 1] == ' ') return false;
    if (c == '!' || c == '?') return false;
    if (c == '\xE3' && text[i + 1] == '\x80' && text[i + 2] == '\x82') return false;  // 。
  }
  return true;
}

}  // namespace

struct SentenceBreaker::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
};

SentenceBreaker::SentenceBreaker() : impl_(std::make_unique<Impl>()) {
  UErrorCode error = U_ZERO_ERROR;
  impl_->iterator.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), error));
}

SentenceBreaker::~SentenceBreaker() = default;

void SentenceBreaker::Cut(std::string_view text, size_t begin, size_t end,
                          const std::function<void(size_t, size_t)>& emit) {
  const auto trimmed = [&](size_t b, size_t e) {
    while (b < e && (text[b] == ' ' || text[b] == '\t')) ++b;
    while (e > b && (text[e - 1] == ' ' || text[e - 1] == '\t')) --e;
    if (b >= e) return;
    // A very long sentence is an enumeration: its items are units of their own.
    while (e - b > kLongSentence) {
      const size_t cut = text.find(';', b + 200);
      if (cut == std::string_view::npos || cut + 1 >= e) break;
      emit(b, cut + 1);
      b = cut + 1;
      while (b < e && text[b] == ' ') ++b;
    }
    if (b < e) emit(b, e);
  };
  const std::string_view part = text.substr(begin, end - begin);
  if (impl_->iterator == nullptr || IsOneSentence(part)) return trimmed(begin, end);
  UErrorCode error = U_ZERO_ERROR;
  UText* utext = utext_openUTF8(nullptr, part.data(), static_cast<int64_t>(part.size()), &error);
  if (U_FAILURE(error)) return trimmed(begin, end);
  impl_->iterator->setText(utext, error);
  size_t start = 0;
  for (int32_t at = impl_->iterator->next(); at != icu::BreakIterator::DONE;
       at = impl_->iterator->next()) {
    size_t stop = static_cast<size_t>(at);
    size_t last = stop;
    while (last > start && part[last - 1] == ' ') --last;
    if (stop < part.size() && EndsWithAbbreviation(part.substr(start, last - start))) continue;
    trimmed(begin + start, begin + stop);
    start = stop;
  }
  if (start < part.size()) trimmed(begin + start, end);
  utext_close(utext);
}

}  // namespace filing_review::classify
