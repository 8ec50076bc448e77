#include "classify/data_handling.h"

namespace filing_review::classify {

struct DataHandlingFinder::Impl {};

DataHandlingFinder::DataHandlingFinder() : impl_(std::make_unique<Impl>()) {}
DataHandlingFinder::~DataHandlingFinder() = default;

absl::StatusOr<std::unique_ptr<DataHandlingFinder>> DataHandlingFinder::Create(const v1::RulePack&,
                                                                               const MacroTable&) {
  return std::unique_ptr<DataHandlingFinder>(new DataHandlingFinder());
}

void DataHandlingFinder::Find(const AnalyzedDocument&, v1::ReviewBrief&) const {}

}  // namespace filing_review::classify
