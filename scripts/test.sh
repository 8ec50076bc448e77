#!/usr/bin/env bash
# Installs what is missing, builds, runs all tests. Arguments go to ctest.
#
#   scripts/test.sh                     every test
#   scripts/test.sh -L unit             those with label unit (also: real, fault, browser, cluster)
#   scripts/test.sh -R render           those whose name matches
#   JOBS=2 scripts/test.sh              with at most two compilers or tests at a time
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
scripts/install-deps.sh --tests

# What Debian does not have: buf, which checks the contract, and gRPC for Node, for an example. Where
# the registry is out of reach their tests say so and are skipped.
if command -v npm >/dev/null && { [ ! -x node_modules/.bin/buf ] || [ ! -d node_modules/@grpc/grpc-js ]; }; then
  log=$(mktemp)
  # package.json names the exact versions; a lock file would name every platform's binary.
  npm install --no-save --no-package-lock --no-audit --no-fund >"$log" 2>&1 ||
    echo "test: npm could not install buf and grpc-js; their tests are skipped: $(grep -m1 'npm ERR\|npm error' "$log" || true)"
  rm -f "$log"
fi

echo "building"
scripts/build.sh "-j$jobs"
# Where npm's packages are out of reach it says so, and the tests of the page are skipped.
scripts/build-console.sh || [ $? = 75 ]
exec ctest --test-dir build --output-on-failure --parallel "$jobs" "$@"
