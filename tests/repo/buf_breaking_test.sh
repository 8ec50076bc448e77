#!/usr/bin/env bash
# No change of the contract breaks its users: `buf breaking` against the last commit (and, in a clean
# checkout, the one before), and the check has teeth: it refuses a field that is gone.
# Exit status 77 (skipped) where buf or the history is not there.
set -euo pipefail
cd "$1"
buf=$PWD/node_modules/.bin/buf
if [ ! -x "$buf" ]; then
  echo "skipped: buf is not installed; scripts/test.sh installs it"
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
checked=0
for commit in HEAD HEAD~1; do
  # A shallow clone has no parents.
  git rev-parse --quiet --verify "$commit^{commit}" >/dev/null 2>&1 || continue
  rm -rf "$folder/before"
  mkdir "$folder/before"
  git archive "$commit" proto | tar -x -C "$folder/before"
  "$buf" breaking proto --against "$folder/before/proto"
  checked=$((checked + 1))
done
if [ "$checked" = 0 ]; then
  echo "skipped: no commit to compare with"
  exit 77
fi
cp -r proto "$folder/changed"
sed -i '/^  string sha256 = /d' "$folder/changed/filing_review/v1/filing_service.proto"
if "$buf" breaking "$folder/changed" --against proto >/dev/null 2>&1; then
  echo "buf breaking passes a field that is gone: proto/buf.yaml asks for too little"
  exit 1
fi
echo "the contract breaks nobody ($checked commits)"
