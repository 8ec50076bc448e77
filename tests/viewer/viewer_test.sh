#!/usr/bin/env bash
# The filing viewer in Debian's chromium. Skips with one line where something that it needs is missing.
#
#   FILING_REVIEW=PROGRAM FILING_REVIEW_CORPUS=FOLDER FILING_REVIEW_REAL=FOLDER viewer_test.sh TEST.mjs
source "$(dirname "$0")/../browser/chromium.sh"
if [[ "$1" == *real* ]] && ! compgen -G "$FILING_REVIEW_REAL/*.pdf" >/dev/null; then
  skip "no real filings in $FILING_REVIEW_REAL"
fi
run_tests "$@"
