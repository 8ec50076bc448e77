#include "extract/running_lines.h"

namespace filing_review::extract {

void MarkRunningLines(Document*) {}

}  // namespace filing_review::extract
