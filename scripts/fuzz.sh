#!/usr/bin/env bash
# Runs the fuzz targets under libFuzzer, one after the other, at low priority.
#
#   scripts/fuzz.sh MINUTES [TARGET]     page_reader, page_decoder, layout, content, rules, http;
#                                        without TARGET all
#
# Needs clang-14 and libclang-rt-14-dev. What a target finds is left in build-fuzz/findings/TARGET; put it into
# tests/fuzz/crashes/TARGET when the fault is mended, so that it is replayed with the tests. The corpus grows
# in build-fuzz/corpus/TARGET. Exit status 1 where there was a finding.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo "usage: scripts/fuzz.sh MINUTES [TARGET]" >&2
  exit 2
fi
minutes=$1
targets=(page_reader page_decoder layout content rules http)
[ $# -eq 2 ] && targets=("$2")

[ -f build-fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
status=0
for target in "${targets[@]}"; do
  nice -n 19 ninja -C build-fuzz -j1 "fuzz_$target" >build-fuzz/build.log || {
    cat build-fuzz/build.log >&2
    exit 1
  }
  dict=pdf
  [ "$target" = rules ] && dict=rules
  mkdir -p "build-fuzz/corpus/$target" "build-fuzz/findings/$target"
  # -timeout: a page that only takes long is the launcher's to end. -detect_leaks=0: the worker ends
  # with its document.
  nice -n 19 "build-fuzz/bin/fuzz_$target" -max_total_time=$((minutes * 60)) -timeout=20 \
    -rss_limit_mb=1024 -detect_leaks=0 -max_len=20000 -dict="tests/fuzz/$dict.dict" -print_final_stats=1 \
    -artifact_prefix="build-fuzz/findings/$target/" \
    "build-fuzz/corpus/$target" "tests/fuzz/seeds/$target" "tests/fuzz/crashes/$target" \
    >"build-fuzz/$target.log" 2>&1 || status=1
  grep -hE "SUMMARY|stat::number_of_executed_units|cov:" "build-fuzz/$target.log" | tail -3 |
    sed "s/^/$target: /"
done
exit "$status"
