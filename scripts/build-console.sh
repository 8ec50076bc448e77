#!/usr/bin/env bash
# Builds the reviewer's page (service/console) into build/console, or into the folder given. Without
# changes it takes a second. Needs npm once, to fetch what package-lock.json names; where the registry
# is out of reach it says so and exits with 75, and the server then has no page.
#
#   scripts/build-console.sh [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

out=$(realpath -m "${1:-build/console}")
console=service/console
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# What the page is made of, by content: a file that was touched and not changed builds nothing.
stamp=$({
  find "$console" -path "$console/node_modules" -prune -o -path "$console/src/gen" -prune -o \
    -path "$console/tests" -prune -o -type f -print0
  find proto/filing_review/v1 service/render/words.tsv scripts/build-console.sh -type f -print0
} | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
if [ -f "$out/index.html" ] && [ "$(cat "$out/.stamp" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi

packages=$(sha256sum "$console/package-lock.json" | cut -d' ' -f1)
if [ "$(cat "$console/node_modules/.stamp" 2>/dev/null)" != "$packages" ]; then
  command -v npm >/dev/null || { echo "build-console: npm is missing; the server has no page" >&2; exit 75; }
  if ! (cd "$console" && npm ci --no-audit --no-fund) >"$log" 2>&1; then
    echo "build-console: npm could not install; the server has no page: $(grep -m1 'npm ERR\|npm error' "$log" || true)" >&2
    exit 75
  fi
  echo "$packages" >"$console/node_modules/.stamp"
fi

# Debian 12's node is too old: package.json pins one.
cd "$console"
node=node_modules/.bin/node
if ! { "$node" scripts/generate.mjs && node_modules/.bin/tsc --noEmit &&
  "$node" node_modules/vite/bin/vite.js build --logLevel=warn --outDir="$out"; } >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
echo "$stamp" >"$out/.stamp"
