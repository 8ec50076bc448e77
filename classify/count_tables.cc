#include "classify/count_tables.h"

namespace filing_review::classify {

void FindTableCounts(const TableSearch&, std::vector<CountFact>&) {}

}  // namespace filing_review::classify
