// What a rule pack offers, as lists to print: categories, statuses, metrics, regimes with their
// conditions, influence, checklist.
#pragma once

#include <string>
#include <vector>

#include "filing_review/v1/rule_pack.pb.h"
#include "service/rule_folder.h"

namespace filing_review::cli {

// One row of a list: its cells in the order of the list's columns.
struct CatalogRow {
  std::vector<std::string> cells;
  bool own = false;  // of the user's folder, added or replaced
};

struct CatalogList {
  std::string name;                  // "categories"
  std::vector<std::string> columns;  // "id", "title", "rules", …; numbers are printed as such
  std::vector<CatalogRow> rows;
};

std::vector<CatalogList> CatalogOf(const service::LoadedRules& rules);

}  // namespace filing_review::cli
