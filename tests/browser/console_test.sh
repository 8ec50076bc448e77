#!/usr/bin/env bash
# The reviewer's page in Debian's chromium. Skips with one line where something that it needs is missing.
#
#   FILING_REVIEW=PROGRAM FILING_REVIEW_CORPUS=FOLDER FILING_REVIEW_CONSOLE=FOLDER console_test.sh TEST.ts …
set -euo pipefail
console=$(realpath "$(dirname "$0")/../../service/console")
skip() {
  echo "skipped: $1"
  exit 77
}
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "chromium is missing (scripts/install-deps.sh --tests)"
[ -f "$FILING_REVIEW_CONSOLE/index.html" ] || skip "the page is not built (scripts/build-console.sh)"
[ -x "$console/node_modules/.bin/node" ] || skip "npm's packages are missing (scripts/build-console.sh)"
export CHROMIUM NO_COLOR=1
cd "$console"
exec node_modules/.bin/node --test --test-concurrency=1 --test-reporter=spec --disable-warning=ExperimentalWarning "$@"
