#!/bin/sh
# Writes the golden briefs anew: tests/golden/update.sh [BINARY]
# Look at `git diff tests/golden` before committing: every changed line is a claim about a filing.
set -eu
here=$(dirname "$0")
binary="${1:-$here/../../build/bin/filing-review}"
python3 "$here/golden.py" "$binary" --update
exec python3 "$here/renderings.py" "$binary" --update
