#include "service/quote_words.h"

#include <algorithm>

#include "extract/utf8.h"

namespace filing_review::service {

namespace {

// One code point beyond ASCII.
bool StandsAlone(std::string_view term) {
  if (term.empty() || static_cast<unsigned char>(term[0]) < 0xC0) return false;
  return std::all_of(term.begin() + 1, term.end(), extract::IsContinuation);
}

std::string Cut(std::string_view term) {
  return std::string(term.substr(0, extract::CodePointBegin(term, kMostWordBytes)));
}

// Calls back with each term and the one before it.
template <typename Each>
void ForTerms(std::string_view terms, Each each) {
  std::string_view before;
  for (size_t at = 0; at < terms.size();) {
    const size_t end = std::min(terms.find(' ', at), terms.size());
    const std::string_view term = terms.substr(at, end - at);
    if (!term.empty()) {
      each(before, term);
      before = term;
    }
    at = end + 1;
  }
}

}  // namespace

void AddQuoteWords(std::string_view terms, std::set<std::string>& words) {
  ForTerms(terms, [&](std::string_view before, std::string_view term) {
    words.insert(Cut(term));
    if (StandsAlone(before) && StandsAlone(term)) {
      words.insert(std::string(before) + std::string(term));
    }
  });
}

std::set<std::string> PhraseWords(std::string_view terms) {
  std::set<std::string> words;
  std::string_view alone;  // the last one, while no pair holds it
  ForTerms(terms, [&](std::string_view before, std::string_view term) {
    const bool pair = StandsAlone(before) && StandsAlone(term);
    if (pair) words.insert(std::string(before) + std::string(term));
    if (!alone.empty() && !pair) words.insert(std::string(alone));
    alone = {};
    if (!StandsAlone(term)) {
      words.insert(Cut(term));
    } else if (!pair) {
      alone = term;
    }
  });
  if (!alone.empty()) words.insert(std::string(alone));
  return words;
}

bool HoldsPhrase(std::string_view terms, std::string_view phrase) {
  if (phrase.empty()) return false;
  for (size_t at = terms.find(phrase); at != std::string_view::npos;
       at = terms.find(phrase, at + 1)) {
    const size_t end = at + phrase.size();
    if ((at == 0 || terms[at - 1] == ' ') && (end == terms.size() || terms[end] == ' ')) {
      return true;
    }
  }
  return false;
}

}  // namespace filing_review::service
