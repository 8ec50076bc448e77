#!/usr/bin/env bash
# A corpus on a real Slurm: starts munge, a controller and two compute hosts in namespaces of its own,
# runs `filing-review bulk submit`, kills one host with kill -9 while it reviews, waits for the other to
# take over and for the merge, and compares the merged output with a local run. Beside it, a program
# that ends with 75 each time: requeued three times, then failed with words.
#
#   scripts/test-slurm.sh                  as root, after a build; two or three minutes
#   KEEP=1 scripts/test-slurm.sh           leaves the folder with logs and outputs
#
# Exit status: 0 equal; 77 skipped, with one line that says why; else what went wrong is printed.
# All runs in one process, mount, network and host-name namespace: when its first process ends, by
# itself, by LIMIT_SECONDS or because this script is interrupted or killed, the kernel ends all others
# and drops mounts and links. Services and network of the machine are not touched.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

restart_seconds=10 # before Slurm starts a requeued task again; its default is 120
fail() {
  echo "test-slurm: $1" >&2
  exit 1
}

# --- outside: make a folder, start the rest in namespaces, clean up
outside() {
  cd "$(dirname "$0")/.."
  export program=${FILING_REVIEW:-$PWD/build/bin/filing-review}
  export corpus=${FILING_REVIEW_CORPUS:-$PWD/corpus/filings}
  local limit_seconds=${LIMIT_SECONDS:-480} tool
  skip() {
    echo "test-slurm: skipped: $1"
    exit 77
  }
  [ "$(id -u)" = 0 ] || skip "it needs root, for namespaces"
  for tool in slurmctld slurmd sbatch munged ip unshare setpriv python3; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
  done
  unshare --mount --net --uts --pid --fork --mount-proc \
    unshare --mount --net --uts --pid --fork --mount-proc ip link add x type veth peer name y \
    2>/dev/null || skip "this machine gives no namespaces"
  [ -x "$program" ] || fail "$program is not there; build it first"

  # Readable for munge's user; short, since the path of a socket holds about 100 bytes.
  root=$(mktemp -d -t slurm-XXXXXX)
  chmod 755 "$root"
  export root
  child=
  end() {
    local status=$?
    trap - EXIT INT TERM HUP
    [ -z "$child" ] || kill -KILL "$child" 2>/dev/null || true
    [ -z "$child" ] || wait "$child" 2>/dev/null || true
    if [ "$status" != 0 ]; then
      echo "test-slurm: FAILED ($status); the ends of the logs:" >&2
      tail -n 12 "$root"/log/* "$root"/*/logs/* >&2 2>/dev/null || true
    fi
    if [ -n "${KEEP:-}" ]; then echo "test-slurm: kept $root"; else rm -rf "$root"; fi
    exit "$status"
  }
  trap end EXIT
  trap 'exit 130' INT TERM HUP
  setpriv --pdeathsig KILL \
    unshare --mount --net --uts --pid --fork --kill-child=KILL --mount-proc bash "$0" inside &
  child=$!
  local deadline=$(($(date +%s) + limit_seconds)) status=0
  while kill -0 "$child" 2>/dev/null; do
    [ "$(date +%s)" -lt "$deadline" ] || fail "not done within $limit_seconds s"
    sleep 0.5
  done
  wait "$child" || status=$?
  child=
  exit "$status"
}

# --- inside: this is the controller's host
started=$(date +%s)
say() { echo "$(($(date +%s) - started)) s: $1"; }
call() { timeout 10 "$@"; }
until_true() { # seconds, what, command…: calls it until it succeeds
  local seconds=$1 what=$2 deadline
  shift 2
  deadline=$(($(date +%s) + seconds))
  until "$@"; do
    [ "$(date +%s)" -lt "$deadline" ] || fail "not within $seconds s: $what"
    sleep 0.2
  done
}

start_munge() {
  mkdir "$root/munge"
  head -c 1024 /dev/urandom >"$root/munge/key"
  chmod 400 "$root/munge/key"
  chown -R munge:munge "$root/munge"
  setpriv --reuid=munge --regid=munge --clear-groups munged --foreground \
    --socket="$root/munge/socket" --key-file="$root/munge/key" --pid-file="$root/munge/pid" \
    --log-file="$root/munge/log" --seed-file="$root/munge/seed" >"$root/log/munged" 2>&1 &
  until_true 10 "munge's socket" test -S "$root/munge/socket"
}

start_controller() {
  hostname control
  ip link set lo up
  ip link add bridge type bridge
  ip addr add 10.77.0.1/24 dev bridge
  ip link set bridge up
  cat >"$root/slurm.conf" <<EOF
ClusterName=test
SlurmctldHost=control(10.77.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$root/munge/socket,cred_expire=$restart_seconds
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/linux
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MaxArraySize=5
ReturnToService=2
SlurmdTimeout=10
MessageTimeout=10
KillWait=5
StateSaveLocation=$root/state
SlurmdSpoolDir=$root/spool/%n
SlurmctldPidFile=$root/state/slurmctld.pid
SlurmdPidFile=$root/spool/%n.pid
SlurmctldLogFile=$root/log/slurmctld
SlurmdLogFile=$root/log/slurmd-%n
PlugStackConfig=/dev/null
NodeName=a NodeAddr=10.77.0.2 CPUs=2 RealMemory=1000
NodeName=b NodeAddr=10.77.0.3 CPUs=2 RealMemory=1000
PartitionName=all Nodes=a,b Default=YES MaxTime=INFINITE State=UP
EOF
  export SLURM_CONF=$root/slurm.conf
  mkdir "$root/state" "$root/spool"
  slurmctld -D -i >"$root/log/controller" 2>&1 &
}

# A host: processes, network, mounts and name of its own, a cable to the bridge. Its first process dies
# by kill -9 with all others, as a host that loses its power.
declare -A host_process
start_host() { # name, address
  mkdir "$root/spool/$1"
  unshare --mount --net --uts --pid --fork --kill-child=KILL --mount-proc bash -euc '
    hostname "$0"
    until ip link show eth >/dev/null 2>&1; do sleep 0.05; done
    ip link set lo up
    ip addr add "$1/24" dev eth
    ip link set eth up
    slurmd -D -N "$0"' "$1" "$2" >"$root/log/host-$1" 2>&1 &
  host_process[$1]=$!
  local inner
  until inner=$(cat "/proc/$!/task/$!/children" 2>/dev/null) && [ -n "$inner" ] &&
    [ "$(readlink "/proc/${inner% }/ns/net")" != "$(readlink /proc/$$/ns/net)" ]; do
    sleep 0.05
  done
  ip link add "cable-$1" type veth peer name eth netns "${inner% }"
  ip link set "cable-$1" master bridge up
}
both_idle() { [ "$(call sinfo -h -t idle -o %D)" = 2 ]; }

# The samples, many times, each copy with bytes of its own but for a few.
make_filings() {
  python3 - "$corpus" "$root/filings" "${COPIES:-60}" <<'EOF'
import glob, os, sys
corpus, folder, copies = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.mkdir(folder)
for path in sorted(glob.glob(corpus + "/*.pdf")):
    with open(path, "rb") as file:
        data = file.read()
    for copy in range(copies):
        # What stands behind the end of a PDF changes its digest and nothing else.
        mark = b"" if copy % 10 == 9 else b"\n%% copy %d\n" % copy
        with open("%s/%03d %s" % (folder, copy, os.path.basename(path)), "wb") as out:
            out.write(data + mark)
with open(folder + "/broken.pdf", "wb") as out:
    out.write(b"no PDF " * 100)
EOF
}

# A host, its array and its task, where a shard has written parts and is not whole.
find_victim() {
  local array task host folder
  while read -r array task host; do
    folder=$(printf '%s/shards/%06d' "$out" "$task")
    [ "$array" = "$first_array" ] && [ -e "$folder/briefs-000001.jsonl.zst" ] || continue
    [ ! -e "$folder/manifest.json" ] || continue
    victim=$host victim_task=$task
    return 0
  done < <(call squeue -h -r -t R -o '%F %K %N')
  return 1
}
host_is_down() { call sinfo -h -n "$victim" -o %T | grep -q down; }
queue_is_empty() {
  local queue
  queue=$(call squeue -h) && [ -z "$queue" ]
}

inside() {
  mkdir "$root/log"
  start_munge
  start_controller
  start_host a 10.77.0.2
  start_host b 10.77.0.3
  until_true 30 "two idle hosts" both_idle
  say "$(scontrol --version): a controller and two hosts are up"

  make_filings
  local filings
  filings=$(find "$root/filings" -name '*.pdf' | wc -l)
  "$program" bulk "$root/filings" --out="$root/local" --part-filings=8 --cache-bytes=0 \
    >/dev/null 2>"$root/log/local"
  say "a local run over $filings filings is done"

  # MaxArraySize is 5: tasks 1 to 4, so that six shards are two arrays.
  out="$root/plan of 100% 'odd' names"
  timeout 100 "$program" bulk submit "$root/filings" --out="$out" --engine=slurm --shards=6 \
    --part-filings=8 --cpus=1 --mem=400M --time=10 >"$root/submitted" 2>"$root/log/submit" ||
    fail "bulk submit failed: $(cat "$root/log/submit")"
  local arrays
  read -ra arrays < <(sed -n 's/^shards\t//p' "$root/submitted")
  [ "${#arrays[@]}" = 2 ] || fail "six shards where MaxArraySize is 5 are two arrays, not: ${arrays[*]}"
  first_array=${arrays[0]}
  say "submitted: $(tr '\t\n' ' ;' <"$root/submitted")"

  until_true 90 "a shard at work" find_victim
  kill -KILL "${host_process[$victim]}"
  wait "${host_process[$victim]}" 2>/dev/null || true
  say "host $victim killed with kill -9 while it reviewed shard $victim_task"

  # Meanwhile, a program that cannot go on.
  printf '#!/bin/bash\n[ "$2" != merge ] || exit 0\necho "${SLURM_RESTART_COUNT:-0}" >>%q\nexit 75\n' \
    "$root/tries" >"$root/again"
  chmod 755 "$root/again"
  "$program" bulk submit "$corpus" --out="$root/again-plan" --engine=slurm --shards=1 --cpus=1 \
    --mem=100M --program="$root/again" >"$root/log/submit-again" 2>&1 ||
    fail "bulk submit failed: $(cat "$root/log/submit-again")"

  until_true 60 "the controller sees that host $victim is down" host_is_down
  say "the controller sees it"
  until_true 300 "an empty queue" queue_is_empty
  say "the queue is empty"

  local log
  log=$(printf '%s/logs/shard-%s_%s.log' "$out" "$first_array" "$victim_task")
  grep -q ' known' "$log" || fail "shard $victim_task did not go on where the kill ended it: $(cat "$log")"
  [ -e "$out/merged/manifest.json" ] || fail "there is no merged output"
  diff -r --exclude=run --exclude=report.html "$root/local" "$out/merged" ||
    fail "the merged output differs from the local run"
  say "shard $victim_task went on on the other host: $(grep -o '[0-9]* known' "$log" | tail -1) filings"
  say "merged output equals the local run byte for byte: $filings filings, 6 shards"

  [ "$(tr '\n' ' ' <"$root/tries")" = "0 1 2 3 " ] || fail "exit 75 gave the tries $(cat "$root/tries")"
  grep -q 'exit 75 after 3 restarts; see why' "$root"/again-plan/logs/shard-* ||
    fail "no word of the last exit 75: $(cat "$root"/again-plan/logs/shard-*)"
  say "a program that ends with 75 was requeued 3 times, then failed with words"
}

if [ "${1:-}" = inside ] && [ "$$" = 1 ]; then inside; else outside; fi
