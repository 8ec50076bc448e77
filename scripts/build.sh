#!/usr/bin/env bash
# Builds the release preset into build/. Arguments go to ninja (targets, -j2). Without changes it
# takes a second.
#
#   scripts/build.sh [NINJA-ARGUMENT …]
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ ! -f build/build.ninja ] || [ CMakePresets.json -nt build/build.ninja ]; then
  if ! cmake --preset release >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
fi

# On a terminal ninja overwrites its one status line; elsewhere only a failure is worth printing.
if [ -t 1 ]; then
  exec ninja -C build "$@"
fi
if ! ninja -C build "$@" >"$log" 2>&1; then
  tail -n 60 "$log" >&2
  exit 1
fi
