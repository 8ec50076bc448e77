#!/usr/bin/env bash
# Builds and runs the unit tests of the service, the stores and the renderings under sanitizers.
#
#   scripts/sanitize.sh address     addresses and undefined behaviour
#   scripts/sanitize.sh thread      data races
#   scripts/sanitize.sh             both, one after the other
#   JOBS=2 scripts/sanitize.sh …    with at most two compilers at a time
#
# Further arguments go to each test program (--gtest_filter=…). A finding ends it with a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

jobs=${JOBS:-$(nproc)}
programs=(service_test store_test render_test)
case "${1:-}" in
  address | thread) kinds=("$1") && shift ;;
  *) kinds=(address thread) ;;
esac

# Workers end with their document and leave what they have to the kernel. libpq, gRPC and their like
# are not instrumented: what happens inside them is not looked at.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:ignore_noninstrumented_modules=1:second_deadlock_stack=1
for kind in "${kinds[@]}"; do
  preset=$([ "$kind" = address ] && echo asan || echo tsan)
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
