// Dates as filings print them.
//
//   ParseDate("June 2, 2020", months)             "2020-06-02"
//   ParseDate("二〇二四年四月九日", months)          "2024-04-09"
//   ParseDate("2010 年 12 月 23 日", months)        "2010-12-23"
//
// Empty where the text is no date or the day does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "filing_review/v1/metadata_rules.pb.h"

namespace filing_review::classify {

std::string ParseDate(std::string_view text,
                      const google::protobuf::RepeatedPtrField<v1::MonthName>& months);

}  // namespace filing_review::classify
