#!/usr/bin/env bash
# Holds our own sources against clang-format (.clang-format) and clang-tidy (.clang-tidy), as they were
# last configured into build/. Prints what it finds and fails where there is anything. About half an
# hour on two cores for everything.
#
#   scripts/tidy.sh                 everything
#   scripts/tidy.sh PATH …          these files, or all below these folders
#   JOBS=1 scripts/tidy.sh …        one at a time
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-deps.sh --tests --tools
[ -f build/compile_commands.json ] || cmake --preset release >/dev/null
mapfile -t formatted < <(git ls-files -- "${@:-.}" | grep -E '\.(cc|h)$')
clang-format-14 --dry-run -Werror "${formatted[@]}"
# Generated sources are checked by nobody; those of fuzz targets are compiled only by clang.
mapfile -t files < <(git ls-files -- "${@:-.}" | grep '\.cc$' | grep -v '^tests/fuzz/')
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# g++ knows warnings that clang does not; seccomp's macros leave a field out.
printf '%s\0' "${files[@]}" | xargs -0 -n 4 -P "${JOBS:-$(nproc)}" \
  clang-tidy-14 -p build --quiet --extra-arg=-Wno-unknown-warning-option \
  --extra-arg=-Wno-missing-field-initializers 2>/dev/null >"$log" || true
# A header is told once for each source that includes it. What is told of the system's headers is not
# ours: clang 14 cannot read one of libqpdf in C++20.
found=$(awk -v ours="$PWD/" '/: (warning|error): /{keep = index($0, ours) == 1 && !seen[$0]++} keep' "$log")
if [ -n "$found" ]; then
  echo "$found"
  exit 1
fi
echo "tidy: ${#formatted[@]} files, ${#files[@]} of them compiled: nothing found"
