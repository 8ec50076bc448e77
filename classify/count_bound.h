// How a figure is bound: "over 3 million", 不少于, 3,000万以上.
//
// Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>

#include "classify/count_words.h"

namespace filing_review::classify {

// Bound of a number at [begin, end) of a text, bytes, whose unit ends at `unit_end`; widens
// `full_begin` and `full_end` by its words. `more`: the number itself says that it is more (余,
// 多).
v1::Bound FindBound(std::string_view text, size_t begin, size_t end, size_t unit_end, bool more,
                    const CountWords& words, size_t& full_begin, size_t& full_end);

}  // namespace filing_review::classify
