#!/usr/bin/env bash
# Counts the lines of extract/, classify/ and service/ that the tests run, and fails where one of the
# three has less than 90 %. Lists the files with most lines that no test runs; every line is in
# build-coverage/report/index.html.
#
#   scripts/coverage.sh                 builds, runs the tests, reports
#   scripts/coverage.sh --report        reports again what was counted last
#   JOBS=2 scripts/coverage.sh          with at most two compilers or tests at a time
#
# Not counted, because the process that runs them cannot write any more: extract/worker_lockdown.cc
# (the workers of this build keep the right to write files, tests/extract/open_lockdown.cc) and what
# the workers do in the instant in which a limit kills them. Not run here: tests that try that
# lock-down on the built workers (box), that compare speeds (bench), the browsers and Slurm.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)} bar=90
scripts/install-deps.sh --tests --tools
if [ "${1:-}" != --report ]; then
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
    -E '^(box|bench.*|repo.*|package)$' >build-coverage/tests.log ||
    sed -n '/The following tests FAILED/,$p' build-coverage/tests.log
fi
mkdir -p build-coverage/report
gcovr -j "$jobs" --root . --filter extract/ --filter classify/ --filter service/ \
  --exclude extract/make_frequent_han_table.cc --exclude extract/worker_lockdown.cc \
  --json-summary build-coverage/report/summary.json \
  --html-details build-coverage/report/index.html build-coverage >/dev/null
python3 - "$bar" <<'PYTHON'
import json
import sys

bar = float(sys.argv[1])
with open("build-coverage/report/summary.json") as file:
    files = json.load(file)["files"]
short = False
for room in ("extract", "classify", "service"):
    mine = [one for one in files if one["filename"].startswith(room + "/")]
    lines, run = (sum(one[key] for one in mine) for key in ("line_total", "line_covered"))
    share = 100 * run / lines
    short |= share < bar
    print("%-9s %5.1f %% of %6d lines in %d files" % (room, share, lines, len(mine)))
print("most lines that no test runs:")
for one in sorted(files, key=lambda one: one["line_covered"] - one["line_total"])[:25]:
    print("  %4d of %4d  %s" % (one["line_total"] - one["line_covered"], one["line_total"],
                                one["filename"]))
sys.exit(short)
PYTHON
