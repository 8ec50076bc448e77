#!/usr/bin/env bash
# Builds and runs unit tests under sanitizers.
#
#   scripts/sanitize.sh address     addresses and undefined behaviour: service, stores, renderings
#   scripts/sanitize.sh thread      data races: stores
#   scripts/sanitize.sh             both, one after the other
#   JOBS=2 scripts/sanitize.sh …    with at most two compilers at a time
#
# Further arguments go to each test program (--gtest_filter=…). A finding ends it with a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
case "${1:-}" in
  address | thread) kinds=("$1") && shift ;;
  *) kinds=(address thread) ;;
esac

# Workers end with their document and leave what they have to the kernel. Debian's gRPC and abseil are
# not instrumented: the thread sanitizer does not see how they hand things from one thread to another,
# and takes every call over them for a race. So tests that call a server are not run under it.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
for kind in "${kinds[@]}"; do
  preset=tsan programs=(store_test)
  [ "$kind" = thread ] || preset=asan programs=(service_test store_test render_test)
  [ -f "build-$preset/build.ninja" ] || cmake --preset "$preset" >/dev/null
  echo "$kind: building"
  ninja -C "build-$preset" "-j$jobs" "${programs[@]}" >/dev/null
  for program in "${programs[@]}"; do
    echo "$kind: $program"
    "build-$preset/bin/$program" --gtest_brief=1 "$@" 2>"build-$preset/$program.log" || {
      grep -vE '^\{"time"' "build-$preset/$program.log" | head -n 100 >&2
      exit 1
    }
  done
done
