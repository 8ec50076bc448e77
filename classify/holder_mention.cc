#include "classify/holder_mention.h"

namespace filing_review::classify {

FilingPhase PhaseOf(const v1::FilingMetadata& filing) {
  switch (filing.filing_type()) {
    case v1::FILING_TYPE_F_20F:
    case v1::FILING_TYPE_F_10K:
    case v1::FILING_TYPE_F_10Q:
    case v1::FILING_TYPE_ANNUAL_REPORT:
      return FilingPhase::kPeriodic;
    case v1::FILING_TYPE_HKEX_ALLOTMENT:
      return FilingPhase::kAllotment;
    default:
      return FilingPhase::kProspectus;
  }
}

v1::HoldingStage DefaultStage(FilingPhase phase) {
  switch (phase) {
    case FilingPhase::kPeriodic:
      return v1::HOLDING_STAGE_CURRENT;
    case FilingPhase::kAllotment:
      return v1::HOLDING_STAGE_AFTER;
    case FilingPhase::kProspectus:
      break;
  }
  return v1::HOLDING_STAGE_BEFORE;
}

}  // namespace filing_review::classify
