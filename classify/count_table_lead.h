// The words before a table that speak of it.
#pragma once

#include <cstddef>
#include <string>

#include "classify/analyzed_document.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// Of a longer passage only the last sentence leads into a table, bytes.
constexpr size_t kLongestLead = 600;

bool EndsSentence(const std::string& text);
bool EndsWithColon(const std::string& text);

// The words of a passage that may lead into a table; empty where it is none.
std::string LeadOf(const Passage& passage);

// The words that say what the table under a passage is of: its last sentence, where that names what
// is counted.
std::string CaptionOf(const Passage& passage, const CountWords& words);

}  // namespace filing_review::classify
