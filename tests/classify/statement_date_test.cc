#include "classify/statement_date.h"

#include <gtest/gtest.h>

#include <string>

namespace filing_review::classify {
namespace {

TEST(NearestDate, Table) {
  const struct {
    const char* text;
    size_t at;
    const char* date;
  } rows[] = {
      {"on March 7, 2022 we applied", 0, "2022-03-07"},
      {"on 7 March 2022 we applied", 0, "2022-03-07"},
      {"in March 2022 we applied", 0, "2022-03"},
      {"于 2022 年 3 月 7 日申报", 0, "2022-03-07"},
      {"于2022年3月申报", 0, "2022-03"},
      {"on 1 May 2020 and on 2 June 2021", 0, "2020-05-01"},
      {"on 1 May 2020 and on 2 June 2021", 30, "2021-06-02"},
      {"2022年13月40日", 0, ""},
      {"no date here, 100 users", 0, ""},
      {"", 0, ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(NearestDate(row.text, row.at).value_or(""), row.date) << row.text;
  }
}

}  // namespace
}  // namespace filing_review::classify
