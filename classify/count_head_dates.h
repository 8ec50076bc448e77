// Dates as heads of tables and labels of charts write them.
#pragma once

#include <string>

#include "classify/count_dates.h"

namespace filing_review::classify {

// The date that a head says, whatever its form: "December 31, 2021", "2021年度/末", "2024E", "Q3
// 2022", "2020-03", "Year ended December 31," over "2021". Its as_of is empty where there is none.
DateMention DateOfHead(const std::string& head);

// The words of a head without its date: what tells columns of one date from each other; empty where
// the head is a date and nothing else.
std::string WithoutDate(const std::string& head);

}  // namespace filing_review::classify
