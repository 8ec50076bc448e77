// The entries of a rule pack that have one name, as they stand in rule files.
#pragma once

#include <string>
#include <vector>

#include "service/rule_folder.h"

namespace filing_review::cli {

// An entry with where it comes from.
struct CatalogEntry {
  std::string place;  // "(built-in)" or "FILE:LINE:COLUMN"
  std::string path;   // "disclosures.categories[minors]"
  std::string text;   // protobuf text
};

// Entries with this id, and those that stand for it: rules of a category or status, nouns of a
// metric, patterns of a signal come with it.
std::vector<CatalogEntry> EntriesNamed(const service::LoadedRules& rules, const std::string& name);

}  // namespace filing_review::cli
