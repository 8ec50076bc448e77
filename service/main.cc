#include "service/cli/command_line.h"

int main(int argc, char** argv) { return filing_review::cli::RunCommandLine(argc, argv); }
