// How `rules explain` prints a page: for people, in colour on a terminal only, and as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classify/rule_trace.h"

namespace filing_review::cli {

struct ExplainedPage {
  std::string file;
  int number = 0;  // from 1
  std::vector<classify::TracedSentence> sentences;
  size_t sentence_count = 0;  // of the page; `sentences` are those asked for
  bool of_sentences_only = false;
  std::vector<classify::RuleNote> of_page;
  std::vector<classify::TracedCondition> conditions;
};

struct ExplainOptions {
  std::string rule;  // only what this rule, condition or regime says; empty: all
  bool all = false;  // also rules of which a word is missing, and conditions that rest elsewhere
};

std::string ExplainedAsText(const ExplainedPage& page, const ExplainOptions& options);
// All notes and conditions, whatever `options.all` says.
std::string ExplainedAsJson(const ExplainedPage& page, const ExplainOptions& options);

}  // namespace filing_review::cli
