// Han characters that most text is made of: GB 2312, or the first level of Big5. Tells text from
// the rubbish that a font without a Unicode map gives.
#pragma once

namespace filing_review::extract {

// U+3400 to U+9FFF.
bool IsHan(char32_t c);
// False for every character that is no Han character.
bool IsFrequentHan(char32_t c);

}  // namespace filing_review::extract
