// Text of scripts for bash.
#pragma once

#include <string>
#include <string_view>

namespace filing_review::service {

// `text` as one word that the shell takes as it is: it'\''s in single quotes.
std::string ShellWord(std::string_view text);

}  // namespace filing_review::service
