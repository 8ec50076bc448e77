#!/usr/bin/env bash
# Sourced by the tests that run in Debian's chromium: what they need, else one line and status 77 (skipped).
set -euo pipefail
console=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../service/console")
skip() {
  echo "skipped: $1"
  exit 77
}
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
[ -n "$CHROMIUM" ] || skip "chromium is missing (scripts/install-deps.sh --tests)"
[ -x "$console/node_modules/.bin/node" ] || skip "npm's packages are missing (scripts/build-console.sh)"
export CHROMIUM NO_COLOR=1
# Options of node, then test files below the console's folder, one after the other.
run_tests() {
  cd "$console"
  exec node_modules/.bin/node --test --test-concurrency=1 --test-reporter=spec "$@"
}
