#include "classify/metadata.h"

namespace filing_review::classify {

struct MetadataReader::Impl {};

MetadataReader::MetadataReader() : impl_(std::make_unique<Impl>()) {}
MetadataReader::~MetadataReader() = default;

absl::StatusOr<std::unique_ptr<MetadataReader>> MetadataReader::Create(const v1::RulePack&,
                                                                       const MacroTable&) {
  return std::unique_ptr<MetadataReader>(new MetadataReader());
}

void MetadataReader::Read(const AnalyzedDocument&, const ClassifyOptions&,
                          v1::FilingMetadata&) const {}

}  // namespace filing_review::classify
