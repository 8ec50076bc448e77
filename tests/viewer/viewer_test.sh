#!/usr/bin/env bash
# The filing viewer in Debian's chromium. Skips with one line where something that it needs is missing.
#
#   FILING_REVIEW=PROGRAM FILING_REVIEW_CORPUS=FOLDER FILING_REVIEW_REAL=FOLDER viewer_test.sh TEST.mjs
set -euo pipefail
console=$(realpath "$(dirname "$0")/../../service/console")
skip() {
  echo "skipped: $1"
  exit 77
}
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "chromium is missing (scripts/install-deps.sh --tests)"
[ -x "$console/node_modules/.bin/node" ] || skip "npm's packages are missing (scripts/build-console.sh)"
if [[ "$1" == *real* ]] && ! compgen -G "$FILING_REVIEW_REAL/*.pdf" >/dev/null; then
  skip "no real filings in $FILING_REVIEW_REAL"
fi
export CHROMIUM NO_COLOR=1
cd "$console"
exec node_modules/.bin/node --test --test-concurrency=1 --test-reporter=spec "$@"
