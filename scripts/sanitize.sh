#!/usr/bin/env bash
# Builds everything with sanitizers and runs the test suite under them. A finding of theirs in any
# process is printed and ends it with a failure, and so does a test that fails.
#
#   scripts/sanitize.sh address         addresses and undefined behaviour: the suite but for browsers,
#                                       Slurm, and what compares speeds
#   scripts/sanitize.sh thread          data races: the tests that talk to no gRPC server
#   scripts/sanitize.sh                 both, one after the other
#   scripts/sanitize.sh address -R bulk further arguments go to ctest
#   JOBS=2 scripts/sanitize.sh …        with at most two compilers or tests at a time
#
# Why not gRPC under the thread sanitizer: Debian's gRPC and abseil are not instrumented, so it does not
# see how they hand things from one thread to another and takes every call over them for a race. The
# preset hides the sanitizer from their headers, which would lay out protobuf's maps otherwise than
# Debian's library does.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
case "${1:-}" in
  address | thread) kinds=("$1") && shift ;;
  *) kinds=(address thread) ;;
esac
scripts/install-deps.sh --tests

# Neither a browser nor a cluster of its own, nothing that measures, nothing that only reads sources. Under
# threads no findings_cache either: it has one thread, and takes many times its limit of time.
leave_out='^(bench.*|bulk_scale|repo.*|package|golden_renderings|reference)$'
only_thread='^(extract|pdf_file|classify|user_count_rows|holder_rows|compare.*|corpus|golden|render|store|bulk_parts|cluster_parts|bulk|bulk_output|bulk_again|bulk_kill|exports|several_documents|password|command_line|rules)$'
status=0
for kind in "${kinds[@]}"; do
  preset=asan choose=()
  [ "$kind" = address ] || preset=tsan choose=(-R "$only_thread")
  folder=build-$preset
  reports=$PWD/$folder/reports
  [ -f "$folder/build.ninja" ] || cmake --preset "$preset" >/dev/null
  echo "$kind: building"
  ninja -C "$folder" "-j$jobs" >"$folder/build.log" || {
    tail -n 60 "$folder/build.log" >&2
    exit 1
  }
  rm -rf "$reports"
  mkdir "$reports"
  # Workers end with their document and leave what they have to the kernel: no leaks are looked for.
  # A test's own library is loaded before the sanitizer's: the one that sets the clock.
  export ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0:abort_on_error=1:log_path=$reports/address
  export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1:log_path=$reports/undefined
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:log_path=$reports/thread
  echo "$kind: testing"
  ctest --test-dir "$folder" --parallel "$jobs" --output-on-failure --timeout 1800 \
    -LE 'browser|cluster' -E "$leave_out" "${choose[@]}" "$@" >"$folder/tests.log" || {
    status=1
    sed -n '/The following tests FAILED/,$p' "$folder/tests.log"
  }
  grep -E '^[0-9]+% tests passed' "$folder/tests.log" || true
  for report in "$reports"/*; do
    [ -s "$report" ] || continue
    status=1
    echo "$report:"
    head -n 60 "$report"
  done
done
exit "$status"
