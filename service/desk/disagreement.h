// How the brief of now stands to a decision that was made on another one.
#pragma once

#include "filing_review/desk/v1/desk_record.pb.h"
#include "filing_review/v1/desk_service.pb.h"

namespace filing_review::service {

// GONE: the brief has no finding of that key (a rejected one that is gone is no disagreement).
// CHANGED: it has it with other values than those decided on (not where they are those that a
// reviewer corrected it to). APPEARED: it has a finding at the place of an added one; or one with
// another key at the place of a rejected one that is gone. Pure.
v1::Disagreement DisagreementOf(const v1::Decision& decision,
                                const desk::v1::BriefSummary& summary);

}  // namespace filing_review::service
