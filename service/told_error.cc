#include "service/told_error.h"

#include "extract/read_error.h"
#include "service/event_log.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr char kInternal[] = "internal";

}  // namespace

ToldError ToldErrorOf(const absl::Status& status) {
  ToldError told{extract::ReasonOf(status), std::string(status.message())};
  if (told.reason.empty()) told.reason = kInternal;
  const bool inside = told.reason == kReasonStorage ||
                      (told.reason == kInternal && (status.code() == absl::StatusCode::kInternal ||
                                                    status.code() == absl::StatusCode::kUnknown));
  if (!inside) return told;
  LogEvent("a call failed: " + told.message, "error");
  told.message = told.reason == kReasonStorage
                     ? "the store of the server failed, its log says why; try again later"
                     : "the server failed, its log says why; try again later";
  return told;
}

}  // namespace filing_review::service
