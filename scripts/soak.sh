#!/usr/bin/env bash
# The long forms of tests whose short forms are in the test run. Needs scripts/build.sh first.
#
#   scripts/soak.sh faults [ROUNDS]     200 filings from 8 clients while the server is killed 50 times,
#                                       the disk fills up, the clock is set; and three servers on one
#                                       PostgreSQL; each round (default 1) with another seed
#   scripts/soak.sh streams [SECONDS]   500 watches and 64 stalled uploads held (default 600 s)
#   scripts/soak.sh bulk [ROUNDS]       runs over a corpus killed at 30 random moments a round
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  faults)
    export FILING_REVIEW=$PWD/build/bin/filing-review
    export FILING_REVIEW_CORPUS=$PWD/corpus/filings
    export PYTHONDONTWRITEBYTECODE=1
    export FILINGS=${FILINGS:-200} CLIENTS=${CLIENTS:-8} KILLS=${KILLS:-50} PAGES=${PAGES:-300}
    for round in $(seq "${2:-1}"); do
      SEED=$round python3 tests/end_to_end/store_faults_test.py
      python3 tests/end_to_end/shared_store_test.py
    done
    ;;
  bulk)
    export FILING_REVIEW=$PWD/build/bin/filing-review
    export FILING_REVIEW_CORPUS=$PWD/corpus/filings
    export PYTHONDONTWRITEBYTECODE=1
    export KILLS=${KILLS:-30} FILINGS=${FILINGS:-60}
    for round in $(seq "${2:-1}"); do
      SEED=$round python3 tests/end_to_end/bulk_kill_test.py
    done
    ;;
  streams)
    scripts/build.sh held_streams_test
    FILING_REVIEW_HELD_SECONDS="${2:-600}" build/bin/held_streams_test
    ;;
  *)
    echo "usage: scripts/soak.sh faults [ROUNDS] | bulk [ROUNDS] | streams [SECONDS]" >&2
    exit 2
    ;;
esac
