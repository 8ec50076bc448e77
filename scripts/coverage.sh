#!/usr/bin/env bash
# Counts the lines of extract/, classify/ and service/ that the tests run, and fails where one of the
# three has less than 90 %. Lists the files with most lines that no test runs; every line is in
# build-coverage/report/index.html.
#
#   scripts/coverage.sh                 builds, runs the tests, reports
#   scripts/coverage.sh --report        reports again what was counted last
#   scripts/coverage.sh --write         … and writes it into docs/HACKING.md
#   JOBS=2 scripts/coverage.sh          with at most two compilers or tests at a time
#
# Not counted, because the process that runs them cannot write any more: extract/worker_lockdown.cc
# (the workers of this build keep the right to write files, tests/extract/open_lockdown.cc) and what
# the workers do in the instant in which a limit kills them. Not run here: tests that try that
# lock-down on the built workers (box), that kill what would count (kill, bulk_kill, shared_store), that
# repeat what others do hundreds of times (bulk_scale, hostile, hostile_exports), the browsers, Slurm,
# sources. Servers that a test kills at its end count nothing either.
# Programs that only the build runs are left out.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)} bar=90 run=yes write=no
case "${1:-}" in
  '') ;;
  --report) run=no ;;
  --write) run=no write=yes ;;
  *)
    echo "usage: scripts/coverage.sh [--report | --write]" >&2
    exit 2
    ;;
esac
scripts/install-deps.sh --tests --tools
if [ "$run" = yes ]; then
  [ -f build-coverage/build.ninja ] || cmake --preset coverage >/dev/null
  echo "building"
  ninja -C build-coverage "-j$jobs" >build-coverage/build.log || {
    tail -n 60 build-coverage/build.log >&2
    exit 1
  }
  find build-coverage -name '*.gcda' -delete
  # A counting program is two to three times slower: what waits for it may give up. That is told, and
  # what ran until then is counted.
  ctest --test-dir build-coverage --parallel "$jobs" --timeout 1200 -LE 'browser|cluster' \
    -E '^(box|bench.*|repo.*|package|kill|bulk_kill|shared_store|bulk_scale|hostile.*)$' >build-coverage/tests.log ||
    sed -n '/The following tests FAILED/,$p' build-coverage/tests.log
fi
mkdir -p build-coverage/report
gcovr -j "$jobs" --root . --filter extract/ --filter classify/ --filter service/ \
  --exclude '.*/make_.*_table.cc' --exclude "classify/embed_.*.cc" \
  --exclude extract/worker_lockdown.cc \
  --json-summary build-coverage/report/summary.json \
  --html-details build-coverage/report/index.html build-coverage >/dev/null
summary=build-coverage/report/summary.json
[ "$write" = no ] || scripts/record/coverage.py "$summary" --write
scripts/record/coverage.py "$summary" "$bar"
