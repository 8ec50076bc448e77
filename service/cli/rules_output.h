// How lists, entries, problems and examples of rules are printed: for people, in colour on a
// terminal only, and as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classify/rule_check.h"
#include "classify/rule_examples.h"
#include "service/cli/rule_catalog.h"
#include "service/cli/rule_entries.h"
#include "service/rule_folder.h"

namespace filing_review::cli {

// Of a pack that was checked.
struct RulesSummary {
  std::string version, digest;
  size_t files = 0;     // of the user's folder; 0: the built-in pack
  size_t examples = 0;  // that were run
};

std::string CatalogAsText(const std::vector<CatalogList>& lists, const service::LoadedRules& rules);
std::string CatalogAsJson(const std::vector<CatalogList>& lists, const service::LoadedRules& rules);
std::string EntriesAsText(const std::vector<CatalogEntry>& entries);
std::string EntriesAsJson(const std::vector<CatalogEntry>& entries);
std::string ProblemsAsText(const std::vector<classify::RuleProblem>& problems,
                           const RulesSummary& summary);
std::string ProblemsAsJson(const std::vector<classify::RuleProblem>& problems,
                           const RulesSummary& summary);
std::string ExamplesAsText(const std::vector<classify::RuleExample>& examples, bool failed_only);
std::string ExamplesAsJson(const std::vector<classify::RuleExample>& examples);

}  // namespace filing_review::cli
