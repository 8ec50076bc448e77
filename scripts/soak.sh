#!/usr/bin/env bash
# The long runs of the fault tests: 200 filings from 8 clients while the server is killed 50 times, the
# disk fills up, the clock is set; and three servers on one PostgreSQL. Needs scripts/build.sh first.
#
#   scripts/soak.sh [ROUNDS]            each round with another seed; 1 where not given
set -euo pipefail
cd "$(dirname "$0")/.."

export FILING_REVIEW=$PWD/build/bin/filing-review
export FILING_REVIEW_CORPUS=$PWD/corpus/filings
export PYTHONDONTWRITEBYTECODE=1
export FILINGS=${FILINGS:-200} CLIENTS=${CLIENTS:-8} KILLS=${KILLS:-50} PAGES=${PAGES:-300}
for round in $(seq "${1:-1}"); do
  SEED=$round python3 tests/end_to_end/store_faults_test.py
  python3 tests/end_to_end/shared_store_test.py
done
