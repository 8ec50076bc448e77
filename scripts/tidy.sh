#!/usr/bin/env bash
# Runs clang-tidy (.clang-tidy) over our own sources, as they were last configured into build/. Prints
# what it finds and fails where there is anything. About half an hour on two cores for everything.
#
#   scripts/tidy.sh                 everything
#   scripts/tidy.sh PATH …          these files, or all below these folders
#   JOBS=1 scripts/tidy.sh …        one at a time
set -euo pipefail
cd "$(dirname "$0")/.."

[ -f build/compile_commands.json ] || cmake --preset release >/dev/null
tidy=$(command -v clang-tidy-14 || command -v clang-tidy) || {
  echo "tidy: no clang-tidy; apt-get install clang-tidy-14" >&2
  exit 69
}
# Generated sources are checked by nobody; those of fuzz targets are compiled only by clang.
mapfile -t files < <(git ls-files -- "${@:-.}" | grep '\.cc$' | grep -v '^tests/fuzz/')
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# g++ knows warnings that clang does not.
printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "${JOBS:-$(nproc)}" \
  "$tidy" -p build --quiet --extra-arg=-Wno-unknown-warning-option 2>/dev/null >"$log" || status=$?
# A header is told once for each source that includes it.
awk '/: (warning|error): /{keep = !seen[$0]++} keep' "$log"
[ "$status" = 0 ] && echo "tidy: ${#files[@]} files, nothing found"
exit $((status != 0))
