// A rule pack as callers see it.
#pragma once

#include "filing_review/v1/filing_service.pb.h"
#include "service/pipeline.h"

namespace filing_review::service {

// Of the pack that reviews use.
v1::RulePackInfo InfoOf(const RulePackSummary& pack);

}  // namespace filing_review::service
