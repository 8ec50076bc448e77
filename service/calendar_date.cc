#include "service/calendar_date.h"

#include "classify/calendar.h"

namespace filing_review::service {

bool IsCalendarDate(std::string_view text) {
  return classify::IsDate(text) && text >= "1900" && text < "2200";
}

}  // namespace filing_review::service
