#!/usr/bin/env bash
# Tests of the page's own logic. Skips with one line where npm's packages are missing.
set -euo pipefail
cd "$(dirname "$0")/../../service/console"
if [ ! -x node_modules/.bin/node ] || [ ! -d src/gen ]; then
  echo "skipped: npm's packages are missing (scripts/build-console.sh)"
  exit 77
fi
NO_COLOR=1 exec node_modules/.bin/node node_modules/vitest/vitest.mjs run --reporter=dot
