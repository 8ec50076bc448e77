// What stands beside the parts of the output: the index, and CSV tables and the report made of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/bulk/index_database.h"
#include "service/bulk/review_cost.h"
#include "service/bulk/run_manifest.h"

namespace filing_review::service {

// Adds a filing with what the journal holds of its review; what that took goes to `costs`.
absl::Status AddToIndex(const OutputLine& line, const RunJournal& journal, IndexWriter& index,
                        ReviewCosts& costs);

// Finishes `index`, which was created in `folder`, writes tables and report, puts all in place and
// adds the files to `manifest` (the report is none of them: it holds times). `costs`: of each
// review. UNAVAILABLE storage.
absl::Status WriteOutputTables(std::unique_ptr<IndexWriter> index, const std::string& folder,
                               const ReviewCosts& costs, RunManifest& manifest);

// Adds a file of the folder to the manifest.
absl::Status AddToManifest(const std::string& folder, const std::string& name,
                           RunManifest& manifest);

}  // namespace filing_review::service
