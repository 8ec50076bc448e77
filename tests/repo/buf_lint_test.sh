#!/usr/bin/env bash
# The contract is clean by `buf lint`, and the lint has teeth: it refuses a field without a comment.
# Exit status 77 (skipped) where buf is not installed (scripts/test.sh installs it with npm).
set -euo pipefail
cd "$1"
buf=node_modules/.bin/buf
if [ ! -x "$buf" ]; then
  echo "skipped: buf is not installed; scripts/test.sh installs it"
  exit 77
fi
"$buf" lint proto
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r proto/. "$copy"
printf '\nmessage Bare {\n  string field = 1;\n}\n' >>"$copy/filing_review/v1/brief.proto"
if "$buf" lint "$copy" >/dev/null 2>&1; then
  echo "buf lint passes a message without comments: proto/buf.yaml asks for too little"
  exit 1
fi
echo "the contract is clean"
