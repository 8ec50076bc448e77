#!/usr/bin/env bash
# The reviewer's page in Debian's chromium. Skips with one line where something that it needs is missing.
#
#   FILING_REVIEW=PROGRAM FILING_REVIEW_CORPUS=FOLDER FILING_REVIEW_CONSOLE=FOLDER console_test.sh TEST.ts …
source "$(dirname "$0")/chromium.sh"
[ -f "$FILING_REVIEW_CONSOLE/index.html" ] || skip "the page is not built (scripts/build-console.sh)"
run_tests --disable-warning=ExperimentalWarning "$@"
