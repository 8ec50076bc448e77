#!/usr/bin/env bash
# Installs what is missing, builds, starts a server on loopback, submits the filings to it over
# gRPC, prints each brief, and stops the server.
#
#   scripts/run.sh                       the sample filings of corpus/filings
#   scripts/run.sh FILE.pdf …            your own
#   scripts/run.sh --keep [FILE.pdf …]   leaves the server running and says how to stop it
#
# JSON, HTML, Markdown and text of each brief go to out/briefs, filings and briefs are kept in
# out/store (another place: OUT=DIR). Exit status: 0 where every filing got its brief, pages that could
# not be read or not; else that of `filing-review submit` (65 not a readable filing, 69 a limit or
# worker failure).
set -euo pipefail
here=$PWD
cd "$(dirname "$0")/.."

keep=no
files=()
for argument in "$@"; do
  case "$argument" in
    --keep) keep=yes ;;
    -h | --help)
      sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
      exit 0
      ;;
    -*)
      echo "usage: scripts/run.sh [--keep] [FILE.pdf …]" >&2
      exit 2
      ;;
    /*) files+=("$argument") ;;
    *) files+=("$here/$argument") ;;
  esac
done
if [ "${#files[@]}" = 0 ]; then
  files=("$PWD"/corpus/filings/*.pdf)
  if [ ! -e "${files[0]}" ]; then
    echo "run: no PDF in corpus/filings; name a filing: scripts/run.sh FILE.pdf" >&2
    exit 2
  fi
fi

scripts/install-deps.sh
echo "building (the first time takes some minutes)"
scripts/build.sh "-j${JOBS:-$(nproc)}" filing-review filing-review-read-worker filing-review-render-worker

# Where npm's packages are out of reach it says so; all but the reviewer's page is there then.
scripts/build-console.sh || [ $? = 75 ]

out=${OUT:-$PWD/out}
mkdir -p "$out/briefs"
log=$out/server.log

# Port 0: the server takes a free one and prints it as its first line.
build/bin/filing-review serve --listen=127.0.0.1:0 --http=127.0.0.1:0 --data-dir="$out/store" \
  >"$out/server.address" 2>"$log" &
server=$!
stop() {
  kill "$server" 2>/dev/null && wait "$server" 2>/dev/null || true
  rm -f "$out/server.address"
}
trap stop EXIT
address=
for _ in $(seq 200); do
  address=$(sed -n 's/^listening on //p' "$out/server.address")
  [ -z "$address" ] || break
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$log" >&2
    exit 69
  fi
  sleep 0.1
done
[ -n "$address" ] || { echo "run: the server did not start; see $log" >&2; exit 69; }

status=0
build/bin/filing-review submit --server="$address" --wait --format=text --out="$out/briefs" \
  "${files[@]}" || status=$?

echo
if [ "$status" = 3 ]; then
  echo "Some pages could not be read; the briefs name them."
  status=0
fi
echo "Briefs as JSON, HTML, Markdown and text: $out/briefs"
if [ "$keep" = yes ]; then
  trap - EXIT
  echo "The reviewer's page:  $(sed -n 's/^console on //p' "$out/server.address")"
  echo "The server runs at $address (log: $log)."
  echo "Submit more:  build/bin/filing-review submit --server=$address --wait FILE.pdf"
  echo "Stop it:      kill $server     (it finishes what it is reading)"
else
  echo "The server is stopped; scripts/run.sh --keep leaves it running, with the reviewer's page. Its store: $out/store"
fi
exit "$status"
