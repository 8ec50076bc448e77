#!/usr/bin/env bash
# The long forms of tests whose short forms are in the test run.
#
#   scripts/soak.sh streams [SECONDS]   500 watches and 64 stalled uploads held (default 600 s)
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  streams)
    scripts/build.sh held_streams_test
    FILING_REVIEW_HELD_SECONDS="${2:-600}" build/bin/held_streams_test
    ;;
  *)
    echo "usage: scripts/soak.sh streams [SECONDS]" >&2
    exit 2
    ;;
esac
