// Dates written out in a sentence: "March 7, 2022", "7 March 2022", "2022年3月7日", "2022年3月".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace filing_review::classify {

// The date in `text` nearest to byte `at`, as YYYY-MM-DD or YYYY-MM; nothing where there is none.
// Days and months that no calendar has are no dates. Chinese digits may have spaces around them;
// years in Chinese numerals are not read.
std::optional<std::string> NearestDate(std::string_view text, size_t at);

}  // namespace filing_review::classify
