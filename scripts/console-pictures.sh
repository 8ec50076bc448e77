#!/usr/bin/env bash
# Makes docs/images/ anew: the reviewer's page with the sample filings, in chromium. Needs a build
# (scripts/build.sh, scripts/build-console.sh) and chromium (scripts/install-deps.sh --tests).
#
#   scripts/console-pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p docs/images
export FILING_REVIEW=$PWD/build/bin/filing-review FILING_REVIEW_CORPUS=$PWD/corpus/filings
export FILING_REVIEW_CONSOLE=$PWD/build/console CHROMIUM=${CHROMIUM:-$(command -v chromium)}
exec service/console/node_modules/.bin/node --disable-warning=ExperimentalWarning \
  service/console/tests/browser/pictures.ts "$PWD/docs/images"
