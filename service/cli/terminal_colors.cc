#include "service/cli/terminal_colors.h"

#include <unistd.h>

#include <cstdlib>

namespace filing_review::cli {

TerminalColors::TerminalColors()
    : on_(isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {}

}  // namespace filing_review::cli
