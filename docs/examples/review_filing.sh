#!/usr/bin/env bash
# Submits a prospectus, waits for its brief and prints the headline, with nothing but buf, python3
# and coreutils. From the source folder, where scripts/test.sh has installed buf:
#
#   docs/examples/review_filing.sh 127.0.0.1:50061 FILE.pdf
set -euo pipefail
address=$1 file=$2
buf=${BUF:-node_modules/.bin/buf}

call() { # METHOD; messages on standard input
  "$buf" curl --protocol grpc --http2-prior-knowledge --schema proto -d @- \
    "http://$address/filing_review.v1.FilingService/$1"
}
field() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }

size=$(stat -c %s "$file")
name=$({
  printf '{"header": {"sizeBytes": "%d", "sha256": "%s", "displayName": "%s"}}\n' \
    "$size" "$(sha256sum "$file" | cut -d' ' -f1)" "$(basename "$file")"
  for ((offset = 0; offset < size; offset += 262144)); do
    printf '{"chunk": {"offsetBytes": "%d", "data": "%s"}}\n' "$offset" \
      "$(tail -c +$((offset + 1)) "$file" | head -c 262144 | base64 -w0)"
  done
} | call SubmitFiling | field "['name']")

# Ends when the brief is there, recognised pages and all, or the review failed.
printf '{"name": "%s"}' "$name" | call WatchFiling >/dev/null
printf '{"name": "%s"}' "$name" | call GetBrief | python3 -c '
import json, sys
brief = json.load(sys.stdin)
print("%s: %s" % (brief["filing"]["issuer"], brief["headline"]["summary"]))
for count in brief["userCounts"]:
    if count["factId"] == brief["headline"].get("factId"):
        for evidence in count["evidence"]:
            if evidence["role"] == "EVIDENCE_ROLE_FIGURE":
                print("page %d: \"%s\"" % (evidence["page"], evidence["quote"]))
        break
'
